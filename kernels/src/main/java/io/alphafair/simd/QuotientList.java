package io.alphafair.simd;

import static io.alphafair.simd.PairLoops.DOUBLES;
import static io.alphafair.simd.PairLoops.INTS;
import static io.alphafair.simd.PairLoops.LANES;
import static io.alphafair.simd.PairLoops.LONGS;

import io.alphafair.PartialBest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * For so many groups that each look at one waits for a far cache: all elements of a block are divided, the rows that pass
 * their group's threshold are listed without a branch, and only then are they offered. So the waits for the thresholds
 * overlap, and no wrong guess cuts them short. A division in vectors costs next to nothing beside them.
 *
 * <p>The loops follow the rules of {@link PairLoops}.
 */
final class QuotientList {
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long MOST = Double.doubleToRawLongBits(Double.MAX_VALUE);
    /** Vectors of fewer lanes are of instruction sets that cannot list in vectors. */
    private static final int LISTED_IN_VECTORS = 4;

    private final int itemCount;
    private final double[] quotients;
    /** Rows of the block. */
    private final int[] listed;
    private final int[] vectorLabels = new int[LANES];
    private boolean invalid;

    QuotientList(int rowsPerBlock, int itemCount) {
        this.itemCount = itemCount;
        this.quotients = new double[rowsPerBlock * itemCount];
        this.listed = new int[rowsPerBlock + LANES];
    }

    /** Of so many rows those that {@link #offerAll} can take at once: the first ones. */
    int wholeRows(int rows) {
        return listsInVectors() ? rows - rows % LANES : rows;
    }

    private boolean listsInVectors() {
        return itemCount == 1 && LANES >= LISTED_IN_VECTORS;
    }

    /**
     * Offers what passes of the block's first {@code rows} rows, but not if one of them is invalid.
     *
     * @return how many rows were listed
     */
    int offerAll(Block block, int rows, PartialBest into) {
        invalid = false;
        int count = listsInVectors()
                ? listSingles(block, rows, into.thresholds())
                : listRows(block, rows, into.thresholds());
        if (invalid) {
            return count;
        }
        if (itemCount == 1) {
            offerSingles(block, count, into);
        } else if (!into.tracksRunnerUp()) {
            offerLargest(block, count, into);
        } else {
            offerRows(block, count, into);
        }
        return count;
    }

    /** Whether a value or ratio of the last rows must be refused. */
    boolean sawInvalid() {
        return invalid;
    }

    /** T = 1, and rows that fill vectors. */
    private int listSingles(Block block, int rows, double[] thresholds) {
        int count = 0;
        int[] list = listed;
        double[] ratios = quotients;
        int[] scratch = vectorLabels;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long offset = block.byteOf(0);
        long labelOffset = block.labelByteOf(0);
        IntVector places = IntVector.zero(INTS).addIndex(1);
        LongVector signs = LongVector.zero(LONGS);
        for (int row = 0; row < rows; row += LANES) {
            long at = row * (long) Double.BYTES;
            IntVector.fromMemorySegment(INTS, labels, labelOffset + row * (long) Integer.BYTES, ORDER)
                    .intoArray(scratch, 0);
            DoubleVector own = DoubleVector.fromArray(DOUBLES, thresholds, 0, scratch, 0);
            DoubleVector c = DoubleVector.fromMemorySegment(DOUBLES, costs, offset + at, ORDER);
            DoubleVector ratio = DoubleVector.fromMemorySegment(DOUBLES, benefits, offset + at, ORDER).add(0.0)
                    .div(c);
            ratio.intoArray(ratios, row);
            LongVector ratioBits = ratio.reinterpretAsLongs();
            LongVector costBits = c.reinterpretAsLongs();
            signs = signs.or(ratioBits).or(costBits).or(LongVector.broadcast(LONGS, MOST).sub(ratioBits))
                    .or(LongVector.broadcast(LONGS, MOST).sub(costBits));
            VectorMask<Integer> passes = ratio.compare(VectorOperators.GT, own).cast(INTS);
            places.add(row).compress(passes).intoArray(list, count);
            count += passes.trueCount();
        }
        invalid = signs.reduceLanes(VectorOperators.OR) < 0;
        return count;
    }

    private int listRows(Block block, int rows, double[] thresholds) {
        divide(block, rows * itemCount);
        int count = 0;
        int[] list = listed;
        double[] ratios = quotients;
        MemorySegment labels = block.labels();
        long labelOffset = block.labelByteOf(0);
        int element = 0;
        for (int row = 0; row < rows; row++) {
            int group = labels.get(LABEL, labelOffset + row * (long) Integer.BYTES);
            long threshold = Double.doubleToRawLongBits(thresholds[group]);
            // The bits of doubles from 0 up are ordered as they are.
            long passes = 0;
            for (int end = element + itemCount; element < end; element++) {
                passes |= threshold - Double.doubleToRawLongBits(ratios[element]);
            }
            list[count] = row;
            count += (int) (passes >>> Long.SIZE - 1);
        }
        return count;
    }

    /**
     * The quotients of the block's first elements. A valid cost and a valid ratio have bits from 0 to {@link #MOST}, so
     * that neither they nor their distance from it has a sign; an invalid benefit makes the ratio invalid.
     */
    private void divide(Block block, int elements) {
        double[] ratios = quotients;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        long offset = block.byteOf(0);
        LongVector signs = LongVector.zero(LONGS);
        int end = elements - elements % LANES;
        for (int element = 0; element < end; element += LANES) {
            long at = element * (long) Double.BYTES;
            DoubleVector c = DoubleVector.fromMemorySegment(DOUBLES, costs, offset + at, ORDER);
            // + 0.0 turns the -0.0 that a benefit may be into 0.0.
            DoubleVector ratio = DoubleVector.fromMemorySegment(DOUBLES, benefits, offset + at, ORDER).add(0.0)
                    .div(c);
            ratio.intoArray(ratios, element);
            LongVector ratioBits = ratio.reinterpretAsLongs();
            LongVector costBits = c.reinterpretAsLongs();
            signs = signs.or(ratioBits).or(costBits).or(LongVector.broadcast(LONGS, MOST).sub(ratioBits))
                    .or(LongVector.broadcast(LONGS, MOST).sub(costBits));
        }
        long sign = signs.reduceLanes(VectorOperators.OR);
        for (int element = end; element < elements; element++) {
            long at = element * (long) Double.BYTES;
            double c = costs.get(ELEMENT, offset + at);
            double ratio = (benefits.get(ELEMENT, offset + at) + 0.0) / c;
            ratios[element] = ratio;
            long ratioBits = Double.doubleToRawLongBits(ratio);
            long costBits = Double.doubleToRawLongBits(c);
            sign |= ratioBits | costBits | MOST - ratioBits | MOST - costBits;
        }
        invalid = sign < 0;
    }

    /** As {@link #offerRows} for T = 1, without a loop over items. */
    private void offerSingles(Block block, int count, PartialBest into) {
        double[] thresholds = into.thresholds();
        double[] ratios = quotients;
        int[] list = listed;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long offset = block.byteOf(0);
        long labelOffset = block.labelByteOf(0);
        long firstRow = into.rowOffset() + block.firstRow();
        boolean lookedUp = into.looksUpEntries();
        for (int i = 0; i < count; i++) {
            int row = list[i];
            int group = labels.get(LABEL, labelOffset + row * (long) Integer.BYTES);
            double ratio = ratios[row];
            if (ratio > thresholds[group]) {
                long at = row * (long) Double.BYTES;
                into.offerRatio(group, ratio, lookedUp ? 0 : benefits.get(ELEMENT, offset + at),
                        lookedUp ? 0 : costs.get(ELEMENT, offset + at), firstRow + row);
            }
        }
    }

    /**
     * Offers of each listed row its largest ratio only, found without a branch; a tie is offered once more. What is offered
     * passed: the row was listed for it.
     */
    private void offerLargest(Block block, int count, PartialBest into) {
        double[] ratios = quotients;
        int[] list = listed;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long offset = block.byteOf(0);
        long labelOffset = block.labelByteOf(0);
        long firstRow = into.rowOffset() + block.firstRow();
        for (int i = 0; i < count; i++) {
            int row = list[i];
            int first = row * itemCount;
            long largest = Double.doubleToRawLongBits(ratios[first]);
            long place = 0;
            long tie = 0;
            for (int item = 1; item < itemCount; item++) {
                long ratio = Double.doubleToRawLongBits(ratios[first + item]);
                long larger = largest - ratio >> Long.SIZE - 1;
                long equal = (largest ^ ratio) - 1 >> Long.SIZE - 1;
                tie = tie & ~larger | equal;
                largest ^= (largest ^ ratio) & larger;
                place ^= (place ^ item) & larger;
            }
            int group = labels.get(LABEL, labelOffset + row * (long) Integer.BYTES);
            double ratio = Double.longBitsToDouble(largest);
            long at = offset + (first + place) * Double.BYTES;
            double benefit = benefits.get(ELEMENT, at);
            double cost = costs.get(ELEMENT, at);
            long flat = (firstRow + row) * itemCount + place;
            into.offerRatio(group, ratio, benefit, cost, flat);
            if (tie != 0) {
                into.offerRatio(group, ratio, benefit, cost, flat);
            }
        }
    }

    /** Every ratio that passes, one by one: the second of a row may be the runner-up. */
    private void offerRows(Block block, int count, PartialBest into) {
        double[] thresholds = into.thresholds();
        double[] ratios = quotients;
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long offset = block.byteOf(0);
        long labelOffset = block.labelByteOf(0);
        long firstRow = into.rowOffset() + block.firstRow();
        boolean lookedUp = into.looksUpEntries();
        for (int i = 0; i < count; i++) {
            int row = listed[i];
            int group = labels.get(LABEL, labelOffset + row * (long) Integer.BYTES);
            int first = row * itemCount;
            for (int item = 0; item < itemCount; item++) {
                double ratio = ratios[first + item];
                if (ratio > thresholds[group]) {
                    long at = (first + item) * (long) Double.BYTES;
                    into.offerRatio(group, ratio, lookedUp ? 0 : benefits.get(ELEMENT, offset + at),
                            lookedUp ? 0 : costs.get(ELEMENT, offset + at), (firstRow + row) * itemCount + item);
                }
            }
        }
    }
}
