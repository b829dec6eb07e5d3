package io.alphafair.simd;

import java.util.Arrays;

/**
 * The row of each lane, in a pattern that repeats: that of a few rows that fill whole pairs of vectors.
 *
 * @param rows rows of the pattern
 * @param rowOfVector the first row of each of their vectors; 0 for both if the pattern is one pair
 * @param rowOfLane the row of each of their lanes, counted from {@code rowOfVector}
 */
record RowSpread(int rows, int[] rowOfVector, long[] rowOfLane) {
    static RowSpread of(int itemCount, int lanes) {
        int pairElements = 2 * lanes;
        boolean pair = pairElements % itemCount == 0;
        int rows = pair ? pairElements / itemCount : itemCount % 2 == 0 ? lanes : pairElements;
        int[] rowOfVector = new int[rows * itemCount / lanes];
        long[] rowOfLane = new long[rows * itemCount];
        Arrays.setAll(rowOfVector, vector -> pair ? 0 : vector * lanes / itemCount);
        Arrays.setAll(rowOfLane, lane -> lane / itemCount - rowOfVector[lane / lanes]);
        return new RowSpread(rows, rowOfVector, rowOfLane);
    }

    /** Whether the pattern is one pair of vectors. */
    boolean isPair() {
        return rowOfVector.length == 2;
    }
}
