package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.PartialBest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over one block. With {@code p = threshold * cost} an element is rejected if {@code 0 <= benefit < p} and
 * {@code p} is finite; the few that are not go one by one, in order, to {@link PartialBest#offer}.
 *
 * <p>Both comparisons are made on the doubles' bits as unsigned integers, in which the finite non-negative numbers keep
 * their order and NaN, infinity and everything negative lie above them. So they check the values too: an invalid benefit
 * is not below any p, and an invalid cost makes p NaN, infinite, negative or 0, none of which rejects.
 */
final class BlockScan implements AutoCloseable {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = DOUBLES.withLanes(long.class).check(long.class);
    static final int LANES = DOUBLES.length();

    private static final long ALL_LANES = -1L >>> (Long.SIZE - LANES);
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    /** The largest finite double's bits: as unsigned numbers, NaN, infinity and all negatives lie above. */
    private static final long LARGEST = 0x7FEF_FFFF_FFFF_FFFFL;

    private final Items items;
    private final int itemCount;
    private final BlockOperand benefit;
    private final BlockOperand cost;
    /** The labels of a block's rows, where the gather wants them; on the ELEMENT path. */
    private final int[] rowLabel;
    /** The thresholds of a block's rows, and each element's row; on the ELEMENT path with T > 1. */
    private final double[] rowThreshold;
    private final int[] rowOf;

    // The block at hand.
    private MemorySegment benefits;
    private MemorySegment costs;
    private long benefitOffset;
    private long costOffset;
    private long firstRow;
    private PartialBest into;
    private int passed;
    private boolean invalid;
    private long tailDecisions;

    BlockScan(Items items, int rowsPerBlock) {
        this.items = items;
        this.itemCount = items.itemCount();
        this.benefit = new BlockOperand(items.benefit(), items.individualCount(), itemCount, rowsPerBlock);
        this.cost = new BlockOperand(items.cost(), items.individualCount(), itemCount, rowsPerBlock);
        this.rowLabel = new int[rowsPerBlock];
        this.rowThreshold = new double[rowsPerBlock];
        this.rowOf = new int[rowsPerBlock * itemCount];
        Arrays.setAll(rowOf, element -> element / itemCount);
    }

    /**
     * Scans rows {@code row .. row+rows-1}.
     *
     * @param smallest a lower bound of all thresholds of groups that have members, for {@link ScanPath#SMALLEST}
     * @return the number of elements that passed the path's filter
     */
    int scan(ScanPath path, long row, int rows, double smallest, PartialBest partial) {
        benefit.load(row, rows);
        cost.load(row, rows);
        benefits = benefit.segment();
        benefitOffset = benefit.offset(row);
        costs = cost.segment();
        costOffset = cost.offset(row);
        firstRow = row;
        into = partial;
        passed = 0;
        invalid = false;
        int elements = rows * itemCount;
        int scanned = switch (path) {
            case SMALLEST -> scanBySmallest(elements, smallest);
            case ROW -> scanByRow(rows, partial.thresholds());
            case ELEMENT -> scanByElement(rows, elements, partial.thresholds());
            case DIVIDE -> divide(0, rows, partial.thresholds());
        };
        int before = partial.changes();
        for (int element = scanned; element < elements; element++) {
            visit(element);
        }
        tailDecisions += partial.changes() - before;
        return passed;
    }

    /** How many new bests, ties and runners-up were found in elements that fill no whole vector. */
    long tailDecisions() {
        return tailDecisions;
    }

    /** Whether the last block holds a value or ratio that must be refused. */
    boolean sawInvalid() {
        return invalid;
    }

    private int scanBySmallest(int elements, double threshold) {
        int bound = DOUBLES.loopBound(elements);
        scanRun(0, bound, threshold);
        return bound;
    }

    private int scanByRow(int rows, double[] thresholds) {
        MemorySegment.copy(items.groups().segment(), LABEL, firstRow * Integer.BYTES, rowLabel, 0, rows);
        int bound = DOUBLES.loopBound(itemCount);
        for (int row = 0; row < rows; row++) {
            double threshold = thresholds[rowLabel[row]];
            if (threshold == 0) {
                divide(row, row + 1, thresholds);
            } else {
                int start = row * itemCount;
                scanRun(start, start + bound, threshold);
                if (bound < itemCount) {
                    scanRest(start + bound, itemCount - bound, threshold);
                }
            }
        }
        return rows * itemCount;
    }

    /** Elements {@code from .. to-1}, whole vectors, with one threshold. */
    private void scanRun(int from, int to, double threshold) {
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        long benefitOffset = this.benefitOffset;
        long costOffset = this.costOffset;
        for (int element = from; element < to; element += LANES) {
            DoubleVector b = load(benefits, benefitOffset, element);
            VectorMask<Long> rejected = rejected(b, load(costs, costOffset, element).mul(threshold));
            if (!rejected.allTrue()) {
                visit(element, ~rejected.toLong() & ALL_LANES);
            }
        }
    }

    /** Fewer elements than a vector holds. */
    private void scanRest(int from, int count, double threshold) {
        long at = from * (long) Double.BYTES;
        VectorMask<Double> there = DOUBLES.indexInRange(0, count);
        DoubleVector b = DoubleVector.fromMemorySegment(DOUBLES, benefits, benefitOffset + at, ORDER, there);
        DoubleVector c = DoubleVector.fromMemorySegment(DOUBLES, costs, costOffset + at, ORDER, there);
        VectorMask<Long> rejected = rejected(b, c.mul(threshold)).or(there.not().cast(LONGS));
        if (!rejected.allTrue()) {
            visit(from, ~rejected.toLong() & ALL_LANES);
        }
    }

    private int scanByElement(int rows, int elements, double[] thresholds) {
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        long benefitOffset = this.benefitOffset;
        long costOffset = this.costOffset;
        MemorySegment.copy(items.groups().segment(), LABEL, firstRow * Integer.BYTES, rowLabel, 0, rows);
        double[] source = thresholds;
        int[] index = rowLabel;
        if (itemCount > 1) {
            for (int row = 0; row < rows; row++) {
                rowThreshold[row] = thresholds[rowLabel[row]];
            }
            source = rowThreshold;
            index = rowOf;
        }
        int bound = DOUBLES.loopBound(elements);
        for (int element = 0; element < bound; element += LANES) {
            DoubleVector b = load(benefits, benefitOffset, element);
            DoubleVector threshold = DoubleVector.fromArray(DOUBLES, source, 0, index, element);
            VectorMask<Long> rejected = rejected(b, load(costs, costOffset, element).mul(threshold));
            if (!rejected.allTrue()) {
                visit(element, ~rejected.toLong() & ALL_LANES);
            }
        }
        return bound;
    }

    private static VectorMask<Long> rejected(DoubleVector b, DoubleVector p) {
        LongVector bits = p.reinterpretAsLongs();
        return b.reinterpretAsLongs().compare(VectorOperators.ULT, bits)
                .and(bits.compare(VectorOperators.ULE, LARGEST));
    }

    private int divide(int fromRow, int toRow, double[] thresholds) {
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        long benefitOffset = this.benefitOffset;
        long costOffset = this.costOffset;
        MemorySegment labels = items.groups().segment();
        boolean valid = true;
        long at = fromRow * (long) itemCount * Double.BYTES;
        for (int row = fromRow; row < toRow; row++) {
            int group = labels.get(LABEL, (firstRow + row) * Integer.BYTES);
            long flat = (into.rowOffset() + firstRow + row) * itemCount;
            for (int item = 0; item < itemCount; item++) {
                double b = benefits.get(ELEMENT, benefitOffset + at);
                double c = costs.get(ELEMENT, costOffset + at);
                at += Double.BYTES;
                double ratio = b / c;
                valid &= b >= 0 && c > 0 && c <= Double.MAX_VALUE && ratio <= Double.MAX_VALUE;
                if (ratio > thresholds[group]) {
                    into.offerRatio(group, ratio, b, c, flat + item);
                }
            }
        }
        invalid |= !valid;
        return toRow * itemCount;
    }

    private static DoubleVector load(MemorySegment segment, long offset, int element) {
        return DoubleVector.fromMemorySegment(DOUBLES, segment, offset + element * (long) Double.BYTES, ORDER);
    }

    /** The lanes of one vector that were not rejected, in order. */
    private void visit(int element, long lanes) {
        passed += Long.bitCount(lanes);
        for (long left = lanes; left != 0; left &= left - 1) {
            visit(element + Long.numberOfTrailingZeros(left));
        }
    }

    private void visit(int element) {
        long at = element * (long) Double.BYTES;
        double b = benefits.get(ELEMENT, benefitOffset + at);
        double c = costs.get(ELEMENT, costOffset + at);
        long row = firstRow + element / itemCount;
        int group = items.groups().segment().get(LABEL, row * Integer.BYTES);
        if (!isValid(b, c)) {
            invalid = true;
        } else if (b > 0 && b >= into.thresholds()[group] * c) {
            long flat = (into.rowOffset() + row) * itemCount + element % itemCount;
            invalid |= !into.offer(group, b, c, flat);
        }
    }

    private static boolean isValid(double b, double c) {
        return Items.isBenefit(b) && Items.isCost(c);
    }

    @Override
    public void close() {
        benefit.close();
        cost.close();
    }
}
