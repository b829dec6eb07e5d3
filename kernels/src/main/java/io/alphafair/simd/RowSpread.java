package io.alphafair.simd;

import java.util.Arrays;

/**
 * Which row each lane belongs to, in a pattern that repeats: of a few rows that are whole pairs of vectors.
 *
 * @param rows how many rows
 * @param rowOfVector the first row of each of their vectors
 * @param rowOfLane for each of their lanes its row, counted from its vector's first
 */
record RowSpread(int rows, int[] rowOfVector, long[] rowOfLane) {
    static RowSpread of(int itemCount) {
        int rows = itemCount % 2 == 0 ? PairLoops.LANES : PairLoops.PAIR;
        int[] rowOfVector = new int[rows * itemCount / PairLoops.LANES];
        long[] rowOfLane = new long[rows * itemCount];
        Arrays.setAll(rowOfVector, vector -> vector * PairLoops.LANES / itemCount);
        Arrays.setAll(rowOfLane, lane -> lane / itemCount - rowOfVector[lane / PairLoops.LANES]);
        return new RowSpread(rows, rowOfVector, rowOfLane);
    }
}
