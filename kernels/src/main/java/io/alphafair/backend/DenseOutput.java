package io.alphafair.backend;

import io.alphafair.BestItems;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The two halves of the dense output on a CPU, each over a range so that threads can share them. */
public final class DenseOutput {
    private DenseOutput() {
    }

    /** Writes 0 to the elements with flat index {@code from .. to-1}. */
    public static void clear(Matrix out, long from, long to) {
        Clearing.clear(out.segment().asSlice(from * Double.BYTES, (to - from) * Double.BYTES));
    }

    /** Writes the values of groups {@code from .. to-1} at their winners; an absent group has none. */
    public static void place(BestItems best, double[] byGroup, int from, int to, Matrix out) {
        MemorySegment segment = out.segment();
        for (int group = from; group < to; group++) {
            long winner = best.winner(group);
            if (winner >= 0) {
                segment.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, winner * Double.BYTES, byGroup[group]);
            }
        }
    }

    /** @throws InvalidInputException unless {@code best} is of these items and there is one value per group */
    public static void requireFits(BestItems best, double[] byGroup, Items items) {
        if (best.individualCount() != items.individualCount() || best.itemCount() != items.itemCount()) {
            throw new InvalidInputException("the best items are of " + best.individualCount() + " individuals x "
                    + best.itemCount() + " items: expected those of this problem, " + items.individualCount() + " x "
                    + items.itemCount());
        }
        if (byGroup.length != best.groupCount()) {
            throw new InvalidInputException(
                    byGroup.length + " values: expected " + best.groupCount() + ", one per group");
        }
    }
}
