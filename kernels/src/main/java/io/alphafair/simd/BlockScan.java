package io.alphafair.simd;

import static io.alphafair.simd.PairLoops.LANES;
import static io.alphafair.simd.PairLoops.PAIR;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Takes a block through one of the {@link PairLoops}; the few elements that pass go one by one, in order, to
 * {@link PartialBest#offer}.
 */
final class BlockScan implements AutoCloseable {
    /** Elements whose rows' thresholds are fetched together, at most: few enough that memory does not idle meanwhile. */
    private static final int FETCH = 1024;
    /** Elements, about, for which thresholds are taken as they stand while they rise. */
    private static final int SETTLING = 128;
    /** Thresholds have settled while fewer than one element in so many passes. */
    private static final int SETTLED = 64;
    /** From this T on, two vectors at the end of each row that overlap others cost less than a permutation of each. */
    private static final int LONG_ROW = 4 * PAIR;
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private final int itemCount;
    private final Block block;
    /** {@code element / itemCount} of a block is {@code element * rowsPerElement >>> 32}; 0 where a block is one row. */
    private final long rowsPerElement;
    private final int mostRows;
    /** Rows whose thresholds are taken as they stand, and the bounds of their number: it is a multiple of the least. */
    private int fetchRows;
    private final int leastRows;
    /** The negated thresholds of the rows at hand, or of all groups if those are few. */
    private final double[] minusThresholds;
    /** Null where the groups do not fit it. */
    private final ThresholdTable table;
    /** The labels of a vector, where the gather wants them. */
    private final int[] vectorLabels = new int[LANES];
    /** What passed in one loop. */
    private final long[] hits;
    /** Null where rows are single elements, whole pairs of vectors, one vector each, or long. */
    private final RowSpread spread;
    private final QuotientList list;
    /** Rows that are whole pairs of vectors, or 1. */
    private final int together;

    // Of the block at hand.
    private PartialBest into;
    private int passed;
    private boolean invalid;
    private long tailDecisions;

    BlockScan(Items items, int rowsPerBlock, int rowsPerDivision) {
        this.itemCount = items.itemCount();
        this.block = new Block(items, rowsPerBlock);
        this.rowsPerElement = rowsPerBlock == 1 ? 0 : ((1L << 32) + itemCount - 1) / itemCount;
        this.table = ThresholdTable.fits(items.groupCount()) ? new ThresholdTable() : null;
        this.hits = new long[rowsPerBlock * itemCount / LANES + 1];
        boolean spreads = itemCount > 1 && itemCount < LONG_ROW && itemCount != LANES && itemCount % PAIR != 0;
        this.spread = spreads ? RowSpread.of(itemCount) : null;
        this.list = new QuotientList(rowsPerDivision, itemCount);
        this.together = itemCount == LANES ? 2 : spreads ? spread.rows() : 1;
        this.leastRows = Math.max(1, Math.min(PAIR, SETTLING / itemCount) / together) * together;
        boolean fetches = itemCount == 1 || spreads;
        this.mostRows = Math.max(1, (fetches ? FETCH / itemCount : rowsPerBlock) / leastRows) * leastRows;
        this.minusThresholds = new double[(fetches ? mostRows : 0) + 2 * LANES];
        forget();
    }

    /**
     * Scans rows {@code row .. row+rows-1}.
     *
     * @param smallest a lower bound of all thresholds of groups that have members, for {@link ScanPath#SMALLEST}
     * @return the number of elements that passed the path's filter
     */
    int scan(ScanPath path, long row, int rows, double smallest, PartialBest partial) {
        block.moveTo(row, rows);
        into = partial;
        passed = 0;
        invalid = false;
        int elements = rows * itemCount;
        int scanned = switch (path) {
            case SMALLEST -> scanBySmallest(smallest, elements - elements % PAIR);
            case OWN -> itemCount == 1 ? scanSingles(rows) : scanByOwn(rows);
            case DIVIDE -> divide(rows);
        };
        long before = partial.changes();
        for (int element = scanned; element < elements; element++) {
            look(element);
        }
        tailDecisions += partial.changes() - before;
        return passed;
    }

    /** Expects that thresholds rise fast, as at the start. */
    void forget() {
        fetchRows = leastRows;
    }

    /** Expects other values in the matrices. */
    void begin() {
        block.forget();
    }

    /** How many new bests, ties and runners-up were found in elements that fill no whole vector. */
    long tailDecisions() {
        return tailDecisions;
    }

    /** Whether the last block holds a value or ratio that must be refused. */
    boolean sawInvalid() {
        return invalid;
    }

    private int scanBySmallest(double smallest, int to) {
        visit(PairLoops.withOne(block, smallest, 0, to, hits), 0, to);
        return to;
    }

    private int scanSingles(int rows) {
        double[] thresholds = into.thresholds();
        boolean few = thresholds.length <= PAIR;
        int to = rows - rows % (few ? PAIR : LANES);
        for (int from = 0; from < to;) {
            int until = Math.min(from + fetchRows, to);
            int before = passed;
            if (few) {
                for (int group = 0; group < thresholds.length; group++) {
                    minusThresholds[group] = -thresholds[group];
                }
                visit(PairLoops.withSelected(block, minusThresholds, from, until, hits), from, until);
            } else if (table != null) {
                table.hold(thresholds);
                visit(table.scan(block, from, until, hits), from, until);
            } else {
                visit(PairLoops.withGathered(block, thresholds, vectorLabels, from, until, hits), from, until);
            }
            adapt(passed - before, until - from);
            from = until;
        }
        return to;
    }

    /** Rows of several elements, each with its own group's threshold, as many as fill whole pairs of vectors. */
    private int scanByOwn(int rows) {
        int whole = rows - rows % together;
        for (int row = 0; row < whole;) {
            int count = Math.min(fetchRows, whole - row);
            int before = passed;
            int from = row * itemCount;
            int to = from + count * itemCount;
            if (itemCount == LANES) {
                visit(PairLoops.withRows(block, into.thresholds(), from, to, hits), from, to);
            } else if (itemCount % PAIR == 0) {
                visit(PairLoops.withLongRows(block, itemCount, into.thresholds(), from, to, hits), from, to);
            } else if (spread == null) {
                scanRaggedRows(row, count);
            } else {
                fetch(row, count);
                visit(spread.isPair()
                        ? PairLoops.withPairs(block, spread, minusThresholds, from, to, hits)
                        : PairLoops.withSpread(block, spread, minusThresholds, from, to, hits), from, to);
            }
            row += count;
            adapt(passed - before, count * itemCount);
        }
        return whole * itemCount;
    }

    /** Thresholds that still rise are fetched anew after a few rows, the others after many. */
    private void adapt(int passedNow, int elements) {
        fetchRows = passedNow * SETTLED < elements
                ? Math.min(2 * fetchRows, mostRows)
                : Math.max(fetchRows / 2 / leastRows, 1) * leastRows;
    }

    private void fetch(int row, int count) {
        if (table != null) {
            table.hold(into.thresholds());
            table.fetch(block, row, count, minusThresholds);
            return;
        }
        MemorySegment labels = block.labels();
        double[] thresholds = into.thresholds();
        double[] out = minusThresholds;
        long at = block.labelByteOf(row);
        for (int i = 0; i < count; i++) {
            out[i] = -thresholds[labels.get(LABEL, at + i * (long) Integer.BYTES)];
        }
    }

    /** A row is many vectors and some elements; its last two vectors overlap the ones before. */
    private void scanRaggedRows(int row, int count) {
        double[] thresholds = into.thresholds();
        long label = block.labelByteOf(row);
        for (int i = 0; i < count; i++) {
            double threshold = thresholds[block.labels().get(LABEL, label + i * (long) Integer.BYTES)];
            int first = (row + i) * itemCount;
            int end = first + itemCount;
            int whole = end - itemCount % PAIR;
            visit(PairLoops.withOne(block, threshold, first, whole, hits), first, whole);
            if (whole < end) {
                int hitCount = PairLoops.withOne(block, threshold, end - PAIR, end, hits);
                // The lanes that were seen already do not count.
                hits[0] &= -1L << PAIR - (end - whole);
                visit(hitCount, end - PAIR, end);
            }
        }
    }

    /** Looks at what passed of elements {@code from .. to-1}, in order. */
    private void visit(int found, int from, int to) {
        int hitCount = found;
        if (found < 0) {
            hitCount = ~found;
            invalid |= PairLoops.anyInvalid(block, from, to);
        }
        for (int i = 0; i < hitCount; i++) {
            int element = PairLoops.element(hits[i]);
            int lanes = PairLoops.lanes(hits[i]);
            passed += Integer.bitCount(lanes);
            for (; lanes != 0; lanes &= lanes - 1) {
                look(element + Integer.numberOfTrailingZeros(lanes));
            }
        }
    }

    /** The row of an element of the block. */
    private int row(int element) {
        return (int) (element * rowsPerElement >>> 32);
    }

    private int divide(int rows) {
        int listed = list.offerAll(block, rows, into);
        invalid |= listed < 0;
        passed += Math.max(0, listed);
        return rows * itemCount;
    }

    private void look(int element) {
        long at = block.byteOf(element);
        double b = block.benefits().get(ELEMENT, at);
        double c = block.costs().get(ELEMENT, at);
        int rowInBlock = row(element);
        long row = block.firstRow() + rowInBlock;
        int group = block.labels().get(LABEL, block.labelByteOf(rowInBlock));
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
        block.close();
    }
}
