package io.alphafair.simd;

import java.util.Arrays;

/**
 * Which row each lane belongs to, in a pattern that repeats: of a few rows that are whole pairs of vectors.
 *
 * @param rows how many rows
 * @param rowOfVector the first row of each of their vectors; for a pattern of one pair 0 for both
 * @param rowOfLane for each of their lanes its row, counted from {@code rowOfVector}
 */
record RowSpread(int rows, int[] rowOfVector, long[] rowOfLane) {
    static RowSpread of(int itemCount) {
        boolean pair = PairLoops.PAIR % itemCount == 0;
        int rows = pair
                ? PairLoops.PAIR / itemCount
                : itemCount % 2 == 0 ? PairLoops.LANES : PairLoops.PAIR;
        int[] rowOfVector = new int[rows * itemCount / PairLoops.LANES];
        long[] rowOfLane = new long[rows * itemCount];
        Arrays.setAll(rowOfVector, vector -> pair ? 0 : vector * PairLoops.LANES / itemCount);
        Arrays.setAll(rowOfLane, lane -> lane / itemCount - rowOfVector[lane / PairLoops.LANES]);
        return new RowSpread(rows, rowOfVector, rowOfLane);
    }

    /** Whether the pattern is one pair of vectors. */
    boolean isPair() {
        return rowOfVector.length == 2;
    }
}
