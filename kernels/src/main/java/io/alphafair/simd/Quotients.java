package io.alphafair.simd;

import static io.alphafair.simd.Vectors.DOUBLES;
import static io.alphafair.simd.Vectors.LANES;
import static io.alphafair.simd.Vectors.LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The ratios of a block's rows, and the largest ratio of each row, found without a branch that could be mispredicted.
 *
 * <p>The loops follow the rules of {@link DoubleIntFilter}.
 */
final class Quotients {
    private final int itemCount;
    /** Longer than the block by one vector, because a vector may be read from the last ratio on. */
    private final double[] ratios;
    private final double[] largest;
    /** The lanes of a row's last vector that belong to the row. */
    private final VectorMask<Long> lastLanes;

    Quotients(int mostRows, int itemCount) {
        this.itemCount = itemCount;
        this.ratios = new double[mostRows * itemCount + LANES];
        this.largest = itemCount == 1 ? ratios : new double[mostRows];
        this.lastLanes = LONGS.indexInRange(0, (itemCount - 1) % LANES + 1);
    }

    /** The ratios of the last {@link #divide}. */
    double[] ratios() {
        return ratios;
    }

    /** The largest ratio of each row of the last {@link #divide}. */
    double[] largest() {
        return largest;
    }

    /**
     * Divides the block's rows {@code fromRow .. toRow-1} and finds the largest ratio of each.
     *
     * @return whether all values and ratios are valid; otherwise what is found means nothing
     */
    boolean divide(Block block, int fromRow, int toRow) {
        boolean valid = DoubleIntDivision.divide(block, ratios, fromRow * itemCount, toRow * itemCount);
        if (itemCount > 1) {
            findLargest(fromRow, toRow);
        }
        return valid;
    }

    /** The bits of doubles from 0 up are ordered as they are. */
    private void findLargest(int fromRow, int toRow) {
        double[] from = ratios;
        double[] out = largest;
        int items = itemCount;
        VectorMask<Long> lanes = lastLanes;
        int element = fromRow * items;
        for (int row = fromRow; row < toRow; row++) {
            int last = element + items - LANES;
            LongVector most = LongVector.zero(LONGS);
            for (; element < last; element += LANES) {
                most = most.max(DoubleVector.fromArray(DOUBLES, from, element).reinterpretAsLongs());
            }
            LongVector rest = DoubleVector.fromArray(DOUBLES, from, element).reinterpretAsLongs();
            element = last + LANES;
            out[row] = Double
                    .longBitsToDouble(
                            most.max(LongVector.zero(LONGS).blend(rest, lanes)).reduceLanes(VectorOperators.MAX));
        }
    }

    /** The first item of a row whose ratio is its largest; complemented ({@code ~}) if another has the same. */
    int firstLargest(int row) {
        double most = largest[row];
        int first = row * itemCount;
        int found = -1;
        int count = 0;
        for (int item = 0; item < itemCount; item += LANES) {
            long places = DoubleVector.fromArray(DOUBLES, ratios, first + item).compare(VectorOperators.EQ, most)
                    .toLong();
            if (item + LANES > itemCount) {
                places &= (1L << itemCount - item) - 1;
            }
            count += Long.bitCount(places);
            if (found < 0 && places != 0) {
                found = item + Long.numberOfTrailingZeros(places);
            }
        }
        return count > 1 ? ~found : found;
    }
}
