package io.alphafair.simd;

import static io.alphafair.simd.Filter.DOUBLES;
import static io.alphafair.simd.Filter.LANES;
import static io.alphafair.simd.Filter.PAIR;
import static io.alphafair.simd.Filter.STEP;
import static io.alphafair.simd.Filter.excess;
import static io.alphafair.simd.Filter.load;
import static io.alphafair.simd.Filter.ofRows;
import static io.alphafair.simd.Filter.rejected;
import static io.alphafair.simd.Filter.rejects;
import static io.alphafair.simd.Filter.unlessSigned;

import io.alphafair.Items;
import io.alphafair.PartialBest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The loops over one block, two vectors at a time by {@link Filter}; the few elements that pass go one by one, in order,
 * to {@link PartialBest#offer}.
 */
final class BlockScan implements AutoCloseable {
    /** Elements whose rows' thresholds are fetched together: few enough that memory does not idle meanwhile. */
    private static final int FETCH = 1024;
    /** Thresholds have settled while fewer than one element in so many passes. */
    private static final int SETTLED = 64;
    /** From this T on, two vectors at the end of each row that overlap others cost less than a permutation of each. */
    private static final int LONG_ROW = 4 * PAIR;
    /** A bit for each lane of a pair. */
    private static final long BOTH = -1L >>> Long.SIZE - PAIR;
    private static final long ALL_BUT_ONE = -1L << LANES;
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private final Items items;
    private final int itemCount;
    private final BlockOperand benefit;
    private final BlockOperand cost;
    /** {@code element / itemCount} of a block is {@code element * rowsPerElement >>> 32}; 0 where a block is one row. */
    private final long rowsPerElement;
    private final int mostRows;
    private int fetchRows = PAIR;
    /** The negated thresholds of the rows at hand. */
    private final double[] rowThreshold;
    /** The labels of a vector, where the gather wants them. */
    private final int[] vectorLabels;
    /** Where rows are few whole vectors, the reciprocal of their number, as {@link #rowsPerElement}; else 0. */
    private final long rowsPerVector;
    /** Where rows are short: how many are whole pairs of vectors. */
    private final int shortRows;
    /** The first row, among those, of each of their vectors. */
    private final int[] rowOfVector;
    /** For each of their lanes its row, counted from its vector's first. */
    private final long[] rowOfLane;

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
        this.rowsPerElement = rowsPerBlock == 1 ? 0 : reciprocal(itemCount);
        this.mostRows = Math.max(PAIR, FETCH / itemCount / PAIR * PAIR);
        this.rowThreshold = new double[mostRows + LANES];
        this.vectorLabels = new int[LANES];
        boolean wholeVectors = itemCount % LANES == 0 && itemCount < LONG_ROW;
        this.rowsPerVector = wholeVectors ? reciprocal(itemCount / LANES) : 0;
        boolean longRows = itemCount == 1 || wholeVectors || itemCount >= LONG_ROW;
        this.shortRows = longRows ? 0 : itemCount % 2 == 0 ? LANES : PAIR;
        int vectors = shortRows * itemCount / LANES;
        this.rowOfVector = new int[vectors];
        this.rowOfLane = new long[vectors * LANES];
        Arrays.setAll(rowOfVector, vector -> vector * LANES / itemCount);
        Arrays.setAll(rowOfLane, lane -> lane / itemCount - rowOfVector[lane / LANES]);
    }

    /** With it {@code x / divisor} is {@code x * reciprocal >>> 32} for x up to 2^32 / divisor. */
    private static long reciprocal(int divisor) {
        return ((1L << 32) + divisor - 1) / divisor;
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
            case SMALLEST -> scanRun(0, elements - elements % PAIR, smallest, 0);
            case OWN -> scanByOwn(rows);
            case DIVIDE -> divide(rows);
        };
        long before = partial.changes();
        for (int element = scanned; element < elements; element++) {
            visit(element);
        }
        tailDecisions += partial.changes() - before;
        return passed;
    }

    /** Expects that thresholds rise fast, as at the start. */
    void forget() {
        fetchRows = PAIR;
    }

    /** How many new bests, ties and runners-up were found in elements that fill no whole vector. */
    long tailDecisions() {
        return tailDecisions;
    }

    /** Whether the last block holds a value or ratio that must be refused. */
    boolean sawInvalid() {
        return invalid;
    }

    /**
     * Elements {@code from .. to-1}, whole pairs of vectors, with one threshold.
     *
     * @param visited elements before this one have been seen already
     */
    private int scanRun(int from, int to, double threshold, int visited) {
        DoubleVector minusThreshold = DoubleVector.broadcast(DOUBLES, -threshold);
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        long benefitOffset = this.benefitOffset;
        long costOffset = this.costOffset;
        for (int element = from; element < to; element += PAIR) {
            long at = element * (long) Double.BYTES;
            DoubleVector b0 = load(benefits, benefitOffset + at);
            DoubleVector b1 = load(benefits, benefitOffset + at + STEP);
            DoubleVector e0 = excess(b0, costs, costOffset + at, minusThreshold);
            DoubleVector e1 = excess(b1, costs, costOffset + at + STEP, minusThreshold);
            LongVector q0 = unlessSigned(e0, b0);
            LongVector q1 = unlessSigned(e1, b1);
            if (!rejects(q0.max(q1))) {
                visit(element, rejected(q0) | rejected(q1) << LANES, visited);
            }
        }
        return to;
    }

    /** As many rows as the path takes at a time, each with its own group's threshold; returns the elements scanned. */
    private int scanByOwn(int rows) {
        if (itemCount == 1) {
            return scanSingles(rows - rows % LANES);
        }
        int together = rowsPerVector > 0 ? 2 : Math.max(1, shortRows);
        int whole = rows - rows % together;
        int row = 0;
        while (row < whole) {
            int count = Math.min(fetchRows, whole - row);
            int before = passed;
            fetch(row, count);
            if (rowsPerVector > 0) {
                scanVectors(row, count);
            } else if (shortRows > 0) {
                scanShortRows(row, count);
            } else {
                scanLongRows(row, count);
            }
            row += count;
            // Thresholds that still rise are fetched anew after a few rows, the others after many.
            boolean settled = (passed - before) * SETTLED < count * itemCount;
            fetchRows = settled ? Math.min(2 * fetchRows, mostRows) : Math.max(fetchRows / 2, PAIR);
        }
        return whole * itemCount;
    }

    private void fetch(int row, int count) {
        MemorySegment labels = items.groups().segment();
        double[] thresholds = into.thresholds();
        double[] rowThreshold = this.rowThreshold;
        long at = (firstRow + row) * Integer.BYTES;
        for (int i = 0; i < count; i++) {
            rowThreshold[i] = -thresholds[labels.get(LABEL, at + i * (long) Integer.BYTES)];
        }
    }

    /** T = 1: the thresholds of a vector gathered by its labels. */
    private int scanSingles(int to) {
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        MemorySegment labels = items.groups().segment();
        long benefitOffset = this.benefitOffset;
        long costOffset = this.costOffset;
        long labelOffset = firstRow * Integer.BYTES;
        double[] thresholds = into.thresholds();
        int[] label = vectorLabels;
        for (int element = 0; element < to; element += LANES) {
            long at = element * (long) Double.BYTES;
            Filter.labels(labels, labelOffset + element * (long) Integer.BYTES).intoArray(label, 0);
            DoubleVector own = DoubleVector.fromArray(DOUBLES, thresholds, 0, label, 0);
            DoubleVector b = load(benefits, benefitOffset + at);
            LongVector q = unlessSigned(excess(b, costs, costOffset + at, own.neg()), b);
            if (!rejects(q)) {
                visit(element, rejected(q) | ALL_BUT_ONE, 0);
            }
        }
        return to;
    }

    /** A row is a whole number of vectors. */
    private void scanVectors(int row, int count) {
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        double[] thresholds = rowThreshold;
        int first = row * itemCount;
        long benefitOffset = this.benefitOffset + first * (long) Double.BYTES;
        long costOffset = this.costOffset + first * (long) Double.BYTES;
        long rowsPerVector = this.rowsPerVector;
        int vectors = count * itemCount / LANES;
        for (int vector = 0; vector < vectors; vector += 2) {
            long at = vector * STEP;
            double t0 = thresholds[(int) (vector * rowsPerVector >>> 32)];
            double t1 = thresholds[(int) ((vector + 1) * rowsPerVector >>> 32)];
            DoubleVector b0 = load(benefits, benefitOffset + at);
            DoubleVector b1 = load(benefits, benefitOffset + at + STEP);
            DoubleVector e0 = excess(b0, costs, costOffset + at, DoubleVector.broadcast(DOUBLES, t0));
            DoubleVector e1 = excess(b1, costs, costOffset + at + STEP, DoubleVector.broadcast(DOUBLES, t1));
            LongVector q0 = unlessSigned(e0, b0);
            LongVector q1 = unlessSigned(e1, b1);
            if (!rejects(q0.max(q1))) {
                visit(first + vector * LANES, rejected(q0) | rejected(q1) << LANES, 0);
            }
        }
    }

    /** A row is several vectors; the last two may overlap the ones before. */
    private void scanLongRows(int row, int count) {
        for (int i = 0; i < count; i++) {
            double threshold = -rowThreshold[i];
            int first = (row + i) * itemCount;
            int end = first + itemCount;
            int whole = end - itemCount % PAIR;
            // One call for both parts: C2 would not inline all of two.
            for (int visited = first; visited < end; visited = visited < whole ? whole : end) {
                scanRun(Math.min(visited, end - PAIR), visited < whole ? whole : end, threshold, visited);
            }
        }
    }

    /** So many rows are whole pairs of vectors. */
    private void scanShortRows(int row, int count) {
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        double[] thresholds = rowThreshold;
        long[] rowOfLane = this.rowOfLane;
        int[] rowOfVector = this.rowOfVector;
        int vectors = rowOfVector.length;
        for (int i = 0; i < count; i += shortRows) {
            int first = (row + i) * itemCount;
            for (int vector = 0; vector < vectors; vector += 2) {
                int element = first + vector * LANES;
                long at = element * (long) Double.BYTES;
                DoubleVector b0 = load(benefits, benefitOffset + at);
                DoubleVector b1 = load(benefits, benefitOffset + at + STEP);
                DoubleVector e0 = excess(b0, costs, costOffset + at,
                        ofRows(thresholds, i + rowOfVector[vector], rowOfLane, vector * LANES));
                DoubleVector e1 = excess(b1, costs, costOffset + at + STEP,
                        ofRows(thresholds, i + rowOfVector[vector + 1], rowOfLane, vector * LANES + LANES));
                LongVector q0 = unlessSigned(e0, b0);
                LongVector q1 = unlessSigned(e1, b1);
                if (!rejects(q0.max(q1))) {
                    visit(element, rejected(q0) | rejected(q1) << LANES, 0);
                }
            }
        }
    }

    private int divide(int rows) {
        MemorySegment benefits = this.benefits;
        MemorySegment costs = this.costs;
        MemorySegment labels = items.groups().segment();
        double[] thresholds = into.thresholds();
        boolean valid = true;
        long at = 0;
        for (int row = 0; row < rows; row++) {
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
        return rows * itemCount;
    }

    /**
     * The lanes of a pair that were not rejected, in order.
     *
     * @param visited elements before this one have been seen already
     */
    private void visit(int element, long rejected, int visited) {
        long left = ~rejected & BOTH;
        passed += Long.bitCount(left);
        for (; left != 0; left &= left - 1) {
            int next = element + Long.numberOfTrailingZeros(left);
            if (next >= visited) {
                visit(next);
            }
        }
    }

    private void visit(int element) {
        long at = element * (long) Double.BYTES;
        double b = benefits.get(ELEMENT, benefitOffset + at);
        double c = costs.get(ELEMENT, costOffset + at);
        int rowInBlock = (int) (element * rowsPerElement >>> 32);
        long row = firstRow + rowInBlock;
        int group = items.groups().segment().get(LABEL, row * Integer.BYTES);
        if (!isValid(b, c)) {
            invalid = true;
        } else if (b > 0 && b >= into.thresholds()[group] * c) {
            long flat = (into.rowOffset() + row) * itemCount + element - rowInBlock * itemCount;
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
