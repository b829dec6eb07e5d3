package io.alphafair.simd;

import static io.alphafair.simd.PairLoops.DOUBLES;
import static io.alphafair.simd.PairLoops.LANES;
import static io.alphafair.simd.PairLoops.LONGS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Benefit over cost of a block's rows, and the largest of each row, without a branch that could be guessed wrong.
 *
 * <p>The loops follow the rules of {@link PairLoops}.
 */
final class Quotients {
    /** The bits of the largest valid cost or ratio. */
    static final long MOST = Double.doubleToRawLongBits(Double.MAX_VALUE);
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int itemCount;
    /** A vector may be read from the last one. */
    private final double[] ratios;
    private final double[] largest;
    /** The lanes that a row has in its last vector. */
    private final VectorMask<Long> lastLanes;

    Quotients(int mostRows, int itemCount) {
        this.itemCount = itemCount;
        this.ratios = new double[mostRows * itemCount + LANES];
        this.largest = itemCount == 1 ? ratios : new double[mostRows];
        this.lastLanes = LONGS.indexInRange(0, (itemCount - 1) % LANES + 1);
    }

    /** Those of the last {@link #divide}. */
    double[] ratios() {
        return ratios;
    }

    /** The largest ratio of each row of the last {@link #divide}. */
    double[] largest() {
        return largest;
    }

    /**
     * A valid cost and a valid ratio have bits from 0 to {@link #MOST}, so that neither they nor their distance from it has
     * a sign; an invalid benefit makes the ratio invalid.
     *
     * @return whether all values and ratios are valid; what is found of the rows that have others means nothing
     */
    boolean divide(Block block, int fromRow, int toRow) {
        boolean valid = divideElements(block, fromRow * itemCount, toRow * itemCount);
        if (itemCount > 1) {
            findLargest(fromRow, toRow);
        }
        return valid;
    }

    private boolean divideElements(Block block, int from, int to) {
        double[] out = ratios;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long offset = block.byteOf(0);
        LongVector signs = LongVector.zero(LONGS);
        int end = to - (to - from) % LANES;
        for (int element = from; element < end; element += LANES) {
            long at = element * (long) Double.BYTES;
            DoubleVector c = DoubleVector.fromMemorySegment(DOUBLES, costs, offset + at, ORDER);
            // + 0.0 turns the -0.0 that a benefit may be into 0.0.
            DoubleVector ratio = DoubleVector.fromMemorySegment(DOUBLES, benefits, offset + at, ORDER).add(0.0)
                    .div(c);
            ratio.intoArray(out, element);
            LongVector ratioBits = ratio.reinterpretAsLongs();
            LongVector costBits = c.reinterpretAsLongs();
            signs = signs.or(ratioBits).or(costBits).or(LongVector.broadcast(LONGS, MOST).sub(ratioBits))
                    .or(LongVector.broadcast(LONGS, MOST).sub(costBits));
        }
        long sign = signs.reduceLanes(VectorOperators.OR);
        for (int element = end; element < to; element++) {
            long at = element * (long) Double.BYTES;
            double c = costs.get(ELEMENT, offset + at);
            double ratio = (benefits.get(ELEMENT, offset + at) + 0.0) / c;
            out[element] = ratio;
            long ratioBits = Double.doubleToRawLongBits(ratio);
            long costBits = Double.doubleToRawLongBits(c);
            sign |= ratioBits | costBits | MOST - ratioBits | MOST - costBits;
        }
        return sign >= 0;
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
