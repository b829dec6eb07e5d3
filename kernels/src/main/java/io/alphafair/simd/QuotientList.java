package io.alphafair.simd;

import static io.alphafair.simd.PairLoops.DOUBLES;
import static io.alphafair.simd.PairLoops.INTS;
import static io.alphafair.simd.PairLoops.LANES;
import static io.alphafair.simd.PairLoops.LONGS;

import io.alphafair.backend.PartialBest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Where most elements would pass any filter, or each look at a group waits for a far cache: all elements of a block are
 * divided, the rows that pass their group's threshold are listed without a branch, and only then are they offered. So the
 * waits for the thresholds overlap, and no wrong guess cuts them short.
 *
 * <p>The loops follow the rules of {@link PairLoops}.
 */
final class QuotientList {
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** Vectors of fewer lanes are of instruction sets that cannot list in vectors. */
    private static final int LISTED_IN_VECTORS = 4;

    private final int itemCount;
    private final Quotients quotients;
    /** Rows of the block. */
    private final int[] listed;
    private final int[] vectorLabels = new int[LANES];

    QuotientList(int rowsPerBlock, int itemCount) {
        this.itemCount = itemCount;
        this.quotients = new Quotients(rowsPerBlock, itemCount);
        this.listed = new int[rowsPerBlock + LANES];
    }

    /**
     * Offers what passes of the block's first {@code rows} rows.
     *
     * @return how many rows were listed; -1, and none is offered, if one of them is invalid
     */
    int offerAll(Block block, int rows, PartialBest into) {
        int inVectors = itemCount == 1 && LANES >= LISTED_IN_VECTORS ? rows - rows % LANES : 0;
        int count = divideAndList(block, inVectors, into.thresholds());
        if (count < 0 || !quotients.divide(block, inVectors, rows)) {
            return -1;
        }
        count = list(block, inVectors, rows, count, into.thresholds());
        if (itemCount > 1 && into.tracksRunnerUp()) {
            offerRows(block, count, into);
        } else {
            offerLargest(block, count, into);
        }
        return count;
    }

    /** The rows whose largest ratio is above their group's threshold, after the first {@code count}. */
    private int list(Block block, int fromRow, int toRow, int listedBefore, double[] thresholds) {
        int count = listedBefore;
        int[] list = listed;
        double[] largest = quotients.largest();
        MemorySegment labels = block.labels();
        long labelOffset = block.labelByteOf(0);
        for (int row = fromRow; row < toRow; row++) {
            int group = labels.get(LABEL, labelOffset + row * (long) Integer.BYTES);
            // The bits of doubles from 0 up are ordered as they are.
            long distance = Double.doubleToRawLongBits(thresholds[group]) - Double.doubleToRawLongBits(largest[row]);
            list[count] = row;
            count += (int) (distance >>> Long.SIZE - 1);
        }
        return count;
    }

    /** T = 1, and rows that fill vectors: the divisions are done while the thresholds are fetched. */
    private int divideAndList(Block block, int rows, double[] thresholds) {
        int count = 0;
        int[] list = listed;
        int[] scratch = vectorLabels;
        double[] ratios = quotients.ratios();
        MemorySegment benefits = block.benefits();
        MemorySegment costs = block.costs();
        MemorySegment labels = block.labels();
        long offset = block.byteOf(0);
        long labelOffset = block.labelByteOf(0);
        IntVector places = IntVector.zero(INTS).addIndex(1);
        LongVector signs = LongVector.zero(LONGS);
        for (int row = 0; row < rows; row += LANES) {
            long at = offset + row * (long) Double.BYTES;
            IntVector.fromMemorySegment(INTS, labels, labelOffset + row * (long) Integer.BYTES, ORDER)
                    .intoArray(scratch, 0);
            DoubleVector own = DoubleVector.fromArray(DOUBLES, thresholds, 0, scratch, 0);
            DoubleVector c = DoubleVector.fromMemorySegment(DOUBLES, costs, at, ORDER);
            DoubleVector ratio = DoubleVector.fromMemorySegment(DOUBLES, benefits, at, ORDER).add(0.0).div(c);
            ratio.intoArray(ratios, row);
            LongVector ratioBits = ratio.reinterpretAsLongs();
            LongVector costBits = c.reinterpretAsLongs();
            signs = signs.or(ratioBits).or(costBits).or(LongVector.broadcast(LONGS, Quotients.MOST).sub(ratioBits))
                    .or(LongVector.broadcast(LONGS, Quotients.MOST).sub(costBits));
            VectorMask<Integer> passes = ratio.compare(VectorOperators.GT, own).cast(INTS);
            places.add(row).compress(passes).intoArray(list, count);
            count += passes.trueCount();
        }
        return signs.reduceLanes(VectorOperators.OR) < 0 ? -1 : count;
    }

    /** Offers of each listed row its largest ratio only; a tie is offered once more. */
    private void offerLargest(Block block, int count, PartialBest into) {
        double[] thresholds = into.thresholds();
        double[] largest = quotients.largest();
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
            double ratio = largest[row];
            // The threshold may have risen since the row was listed.
            if (ratio > thresholds[group]) {
                int first = itemCount == 1 ? 0 : quotients.firstLargest(row);
                int item = first < 0 ? ~first : first;
                long at = offset + (row * itemCount + item) * (long) Double.BYTES;
                double benefit = lookedUp ? 0 : benefits.get(ELEMENT, at);
                double cost = lookedUp ? 0 : costs.get(ELEMENT, at);
                long flat = (firstRow + row) * itemCount + item;
                into.offerRatio(group, ratio, benefit, cost, flat);
                if (first < 0) {
                    into.offerRatio(group, ratio, benefit, cost, flat);
                }
            }
        }
    }

    /** Every ratio that passes, one by one: the second of a row may be the runner-up. */
    private void offerRows(Block block, int count, PartialBest into) {
        double[] thresholds = into.thresholds();
        double[] ratios = quotients.ratios();
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
