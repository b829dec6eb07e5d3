package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.PartialBest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Thresholds from a sample of the rows, before any is offered: a group's largest ratio there is a lower bound of its best
 * one. It comes from all over the rows, so that it also serves where ratios rise from the first row to the last.
 */
final class ThresholdSample implements AutoCloseable {
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    /** Elements a group in the sample: with more of them it costs as much as it saves. */
    private static final int SHARE = 16;
    /** Neighbouring elements, about, that are sampled together. */
    private static final int RUN = 128;
    /** The sample is at most one row in so many. */
    private static final int SPARSE = 4;

    private final int runRows;
    private final long runs;
    private final Block block;
    private final Quotients quotients;
    /** The bits of each group's largest ratio. */
    private final long[] largest;

    ThresholdSample(Items items) {
        this.runRows = Math.max(1, RUN / items.itemCount());
        this.runs = Math.max(2, SHARE * (long) items.groupCount() / (runRows * (long) items.itemCount()));
        this.block = new Block(items, runRows);
        this.quotients = new Quotients(runRows, items.itemCount());
        this.largest = new long[items.groupCount()];
    }

    /**
     * Raises the thresholds to what the sample of rows {@code from .. to-1} has.
     *
     * @param from rows before it were offered, the others will be
     * @return false, and nothing is done, where so few rows are not worth it
     */
    boolean raise(long from, long to, PartialBest into) {
        if (to - from < SPARSE * runs * runRows) {
            return false;
        }
        block.forget();
        Arrays.fill(largest, 0);
        for (long run = 0; run < runs; run++) {
            // The first rows and the last are in it.
            block.moveTo(from + (to - from - runRows) / (runs - 1) * run, runRows);
            // What is invalid will be refused when its row is read: then no threshold matters.
            quotients.divide(block, 0, runRows);
            collect();
        }
        into.expect(largest);
        return true;
    }

    private void collect() {
        MemorySegment labels = block.labels();
        double[] ofRows = quotients.largest();
        long[] ofGroups = largest;
        long at = block.labelByteOf(0);
        for (int row = 0; row < runRows; row++) {
            int group = labels.get(LABEL, at + row * (long) Integer.BYTES);
            // The larger one, without a branch: which it is cannot be guessed.
            long lead = ofGroups[group] - Double.doubleToRawLongBits(ofRows[row]);
            ofGroups[group] -= lead & lead >> Long.SIZE - 1;
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
