package io.alphafair.simd;

import static io.alphafair.simd.DoubleIntFilter.LANES;
import static io.alphafair.simd.DoubleIntFilter.PAIR;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import java.lang.foreign.Arena;

/**
 * Scans a block with the loop that suits the path, T and K. The few elements that pass are offered one by one, in order
 * ({@link PartialBest#offer}).
 */
final class BlockScan {
    private final int itemCount;
    private final Block block;
    /** {@code element / itemCount} within a block is {@code element * rowsPerElement >>> 32}; 0 if a block is one row. */
    private final long rowsPerElement;
    private final FetchPolicy fetches;
    /** Rows for which the thresholds are taken as they are now. */
    private int fetchRows;
    /** The negated thresholds of the next rows, or of all groups if they are few. */
    private final double[] minusThresholds;
    /** Null if there are too many groups for it. */
    private final ThresholdTable table;
    /** Where the gather reads the labels of a vector. */
    private final int[] vectorLabels = new int[LANES];
    /** The hits of one loop. */
    private final long[] hits;
    /** Null if a row is a single element, one vector, whole pairs of vectors, or long. */
    private final RowSpread spread;
    private final QuotientList list;
    /** The smallest number of rows that fill whole pairs of vectors, or 1 if no loop needs that. */
    private final int together;

    // Of the present block.
    private PartialBest into;
    private int passed;
    private boolean invalid;
    private long tailDecisions;

    /** @param arena as {@link Block} takes it */
    BlockScan(Items items, int rowsPerBlock, int rowsPerDivision, Tuning tuning, Arena arena) {
        this.itemCount = items.itemCount();
        this.block = new Block(items, rowsPerBlock, arena);
        this.rowsPerElement = rowsPerBlock == 1 ? 0 : ((1L << 32) + itemCount - 1) / itemCount;
        this.table = ThresholdTable.fits(items.groupCount()) ? new ThresholdTable() : null;
        this.hits = new long[rowsPerBlock * itemCount / LANES + 1];
        boolean isLong = itemCount >= tuning.longRowPairs() * PAIR;
        boolean spreads = itemCount > 1 && !isLong && itemCount != LANES && itemCount % PAIR != 0;
        this.spread = spreads ? RowSpread.of(itemCount, LANES) : null;
        this.list = new QuotientList(rowsPerDivision, itemCount);
        this.together = itemCount == LANES ? 2 : spreads ? spread.rows() : 1;
        boolean listed = itemCount == 1 || spreads;
        this.fetches = FetchPolicy.of(ScanFacts.of(items), rowsPerBlock, together, listed, tuning);
        this.minusThresholds = new double[(listed ? fetches.mostRows() : 0) + 2 * LANES];
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

    /** Has to be called when the thresholds will rise fast, as at the start. */
    void forget() {
        fetchRows = fetches.leastRows();
    }

    /** Has to be called when values in the matrices may have changed. */
    void begin() {
        block.forget();
    }

    /** How many new bests, ties and runners-up were found in elements that fill no whole vector. */
    long tailDecisions() {
        return tailDecisions;
    }

    /** Whether the last block has a value or ratio that must be refused. */
    boolean sawInvalid() {
        return invalid;
    }

    private int scanBySmallest(double smallest, int to) {
        visit(DoubleIntFilter.withOne(block, smallest, 0, to, hits), 0, to);
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
                visit(DoubleIntFilter.withSelected(block, minusThresholds, from, until, hits), from, until);
            } else if (table != null) {
                table.hold(thresholds);
                visit(table.scan(block, from, until, hits), from, until);
            } else {
                visit(DoubleIntFilter.withGathered(block, thresholds, vectorLabels, from, until, hits), from, until);
            }
            fetchRows = fetches.next(fetchRows, passed - before, until - from);
            from = until;
        }
        return to;
    }

    /** Scans rows of several elements, as many as fill whole pairs of vectors, each with its own group's threshold. */
    private int scanByOwn(int rows) {
        int whole = rows - rows % together;
        for (int row = 0; row < whole;) {
            int count = Math.min(fetchRows, whole - row);
            int before = passed;
            int from = row * itemCount;
            int to = from + count * itemCount;
            if (itemCount == LANES) {
                visit(DoubleIntFilter.withRows(block, into.thresholds(), from, to, hits), from, to);
            } else if (itemCount % PAIR == 0) {
                visit(DoubleIntFilter.withLongRows(block, itemCount, into.thresholds(), from, to, hits), from, to);
            } else if (spread == null) {
                scanRaggedRows(row, count);
            } else {
                fetch(row, count);
                visit(spread.isPair()
                        ? DoubleIntFilter.withPairs(block, spread.rowOfLane(), spread.rows(), minusThresholds, from, to,
                                hits)
                        : DoubleIntFilter.withSpread(block, spread.rowOfLane(), spread.rowOfVector(), spread.rows(),
                                minusThresholds, from, to, hits),
                        from, to);
            }
            row += count;
            fetchRows = fetches.next(fetchRows, passed - before, count * itemCount);
        }
        return whole * itemCount;
    }

    /** Writes the negated thresholds of {@code count} rows. */
    private void fetch(int row, int count) {
        if (table == null) {
            DoubleIntFilter.fetch(block, into.thresholds(), row, count, minusThresholds);
        } else {
            table.hold(into.thresholds());
            table.fetch(block, row, count, minusThresholds);
        }
    }

    /** A row is many vectors and some more elements; its last two vectors overlap the ones before. */
    private void scanRaggedRows(int row, int count) {
        double[] thresholds = into.thresholds();
        for (int i = 0; i < count; i++) {
            double threshold = thresholds[block.group(row + i)];
            int first = (row + i) * itemCount;
            int end = first + itemCount;
            int whole = end - itemCount % PAIR;
            visit(DoubleIntFilter.withOne(block, threshold, first, whole, hits), first, whole);
            if (whole < end) {
                int hitCount = DoubleIntFilter.withOne(block, threshold, end - PAIR, end, hits);
                // Lanes that the loop before has seen do not count.
                hits[0] &= -1L << PAIR - (end - whole);
                visit(hitCount, end - PAIR, end);
            }
        }
    }

    /** Looks at the elements among {@code from .. to-1} that passed, in order. */
    private void visit(int found, int from, int to) {
        int hitCount = found;
        if (found < 0) {
            hitCount = ~found;
            invalid |= DoubleIntFilter.anyInvalid(block, from, to);
        }
        for (int i = 0; i < hitCount; i++) {
            int element = DoubleIntFilter.element(hits[i]);
            int lanes = DoubleIntFilter.lanes(hits[i]);
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

    /** Offers an element if it is valid and passes its group's threshold. */
    private void look(int element) {
        double b = block.benefit(element);
        double c = block.cost(element);
        int rowInBlock = row(element);
        long row = block.firstRow() + rowInBlock;
        int group = block.group(rowInBlock);
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
}
