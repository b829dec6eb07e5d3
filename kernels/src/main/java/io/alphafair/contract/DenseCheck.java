package io.alphafair.contract;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Prepared;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.Set;

/** Checks the dense output: each group's value at its winner and 0 everywhere else, whatever was there before. */
final class DenseCheck {
    /** The output holds this before the call, so that an element that is not written differs from 0. */
    private static final byte GARBAGE = (byte) 0xA5;

    private DenseCheck() {
    }

    static void check(Prepared prepared, Expectation expectation) {
        Items items = prepared.items();
        try (Matrix out = Matrix.allocate(items.individualCount(), items.itemCount())) {
            check(prepared, expectation, out);
        }
    }

    /** @param out N x T, which is written over */
    static void check(Prepared prepared, Expectation expectation, Matrix out) {
        BestItems best = expectation.best();
        double[] byGroup = new double[best.groupCount()];
        for (int group = 0; group < byGroup.length; group++) {
            byGroup[group] = group + 0.5;
        }
        out.segment().fill(GARBAGE);
        prepared.scatter(best, byGroup, out);
        check(out.segment(), best, byGroup, expectation);
    }

    /** The winners are distinct and no value is 0, so exactly one element per group with members must differ from 0. */
    private static void check(MemorySegment out, BestItems best, double[] byGroup, Expectation expectation) {
        long present = 0;
        for (int group = 0; group < byGroup.length; group++) {
            if (!best.isAbsent(group)) {
                present++;
                double found = out.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, best.winner(group));
                expectation.checkBits(group, "dense output at flat index " + best.winner(group), byGroup[group], found);
            }
        }
        long written = 0;
        for (long index = 0; index < out.byteSize() / Double.BYTES; index++) {
            written += out.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index) == 0 ? 0 : 1;
        }
        if (written != present) {
            throw expectation.violation("dense output: expected 0.0 everywhere but at the " + present
                    + " winners, found " + (written - present) + " other elements that are not 0.0, the first at "
                    + "flat index " + firstStray(out, best));
        }
    }

    private static long firstStray(MemorySegment out, BestItems best) {
        Set<Long> winners = new HashSet<>();
        for (int group = 0; group < best.groupCount(); group++) {
            winners.add(best.winner(group));
        }
        long index = 0;
        while (out.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index) == 0 || winners.contains(index)) {
            index++;
        }
        return index;
    }
}
