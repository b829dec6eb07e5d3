package io.alphafair.bench;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What a backend must pass on a problem before it is timed on it: its group argmax equals scalar's, bit for bit, and so
 * does its dense output. Runs in the JVM that then measures.
 */
public final class Gate {
    private static final byte GARBAGE = (byte) 0xA5;

    private Gate() {
    }

    /**
     * Lets {@code backend} through or not.
     *
     * @param problem how to name the problem in the message
     * @throws MismatchException if an answer differs from scalar's
     */
    public static void check(Backend backend, Items items, String problem) {
        try (Backend scalar = new ScalarBackend();
                Prepared reference = scalar.prepare(items);
                Prepared candidate = backend.prepare(items)) {
            BestItems expected = reference.bestItems();
            BestItems actual = candidate.bestItems();
            if (!actual.equals(expected)) {
                throw new MismatchException(backend.name(), problem, firstDifference(expected, actual));
            }
            checkDense(reference, candidate, expected, backend.name(), problem);
        }
    }

    private static void checkDense(Prepared reference, Prepared candidate, BestItems best, String name,
            String problem) {
        double[] byGroup = new double[best.groupCount()];
        for (int group = 0; group < byGroup.length; group++) {
            byGroup[group] = group + 0.5;
        }
        Items items = reference.items();
        try (Matrix expected = Matrix.allocate(items.individualCount(), items.itemCount());
                Matrix actual = Matrix.allocate(items.individualCount(), items.itemCount())) {
            // What is not written must show.
            actual.segment().fill(GARBAGE);
            reference.scatter(best, byGroup, expected);
            candidate.scatter(best, byGroup, actual);
            long differs = MemorySegment.mismatch(expected.segment(), 0, expected.segment().byteSize(),
                    actual.segment(), 0, actual.segment().byteSize());
            if (differs >= 0) {
                long element = differs / Double.BYTES;
                throw new MismatchException(name, problem, "dense output at flat index " + element + " is "
                        + actual.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, element) + ", scalar's is "
                        + expected.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, element));
            }
        }
    }

    private static String firstDifference(BestItems expected, BestItems actual) {
        for (int group = 0; group < expected.groupCount(); group++) {
            if (actual.winner(group) != expected.winner(group)
                    || Double.compare(actual.bestRatio(group), expected.bestRatio(group)) != 0) {
                return "group " + group + " has ratio " + actual.bestRatio(group) + " at " + actual.winner(group)
                        + ", scalar's is " + expected.bestRatio(group) + " at " + expected.winner(group);
            }
        }
        return "ratios and winners agree; a group's size, winning values or tie flag does not";
    }
}
