package io.alphafair.simd;

/** The negated thresholds of few groups, padded to the registers of {@link DoubleIntTable}. */
final class ThresholdTable {
    private final double[] minus = new double[DoubleIntTable.GROUPS];

    static boolean fits(int groupCount) {
        return DoubleIntTable.fits(groupCount);
    }

    /** Takes the thresholds as they are now. */
    void hold(double[] thresholds) {
        for (int group = 0; group < thresholds.length; group++) {
            minus[group] = -thresholds[group];
        }
    }

    /** Writes the negated thresholds of the block's rows {@code row .. row+count-1}. */
    void fetch(Block block, int row, int count, double[] out) {
        DoubleIntTable.fetch(block, minus, row, count, out);
    }

    /** As the loops of {@link DoubleIntFilter}, for T = 1. */
    int scan(Block block, int from, int to, long[] hits) {
        return DoubleIntTable.scan(block, minus, from, to, hits);
    }
}
