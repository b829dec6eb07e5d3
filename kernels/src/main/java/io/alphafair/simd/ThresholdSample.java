package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Raises thresholds by a sample of the rows, before any of them is offered: a group's largest ratio in the sample is a
 * lower bound of its best ratio. The sample comes from all parts of the rows, so that it also serves where ratios rise
 * from the first row to the last.
 */
final class ThresholdSample {
    private final int itemCount;
    private final int runRows;
    private final long runs;
    private final Block block;
    private final double[] ratios;
    /** The bits of each group's largest ratio. */
    private final long[] largest;

    /** @param arena as {@link Block} takes it */
    ThresholdSample(Items items, SampleSize size, Arena arena) {
        this.itemCount = items.itemCount();
        this.runRows = size.runRows();
        this.runs = size.runs();
        this.block = new Block(items, runRows, arena);
        this.ratios = new double[runRows * itemCount];
        this.largest = new long[items.groupCount()];
    }

    /**
     * Raises the thresholds to what the sample of rows {@code from .. to-1} has. There are at least
     * {@link SampleSize#leastRows} of them.
     *
     * @param from rows before it were offered, the others will be
     */
    void raise(long from, long to, PartialBest into) {
        block.forget();
        Arrays.fill(largest, 0);
        for (long run = 0; run < runs; run++) {
            // The first rows and the last rows are in the sample.
            block.moveTo(from + (to - from - runRows) * run / (runs - 1), runRows);
            DoubleIntDivision.divideUnchecked(block, ratios);
            DoubleIntDivision.raiseLargest(block, runRows, itemCount, ratios, largest);
        }
        into.expect(largest);
    }
}
