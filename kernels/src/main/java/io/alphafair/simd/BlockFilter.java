package io.alphafair.simd;

import static io.alphafair.simd.DoubleIntFilter.LANES;
import static io.alphafair.simd.DoubleIntFilter.PAIR;

import io.alphafair.Items;
import java.lang.foreign.Arena;

/**
 * Filters a block with the loop that suits T and K. The elements that pass are looked at one by one, in order, which a
 * subclass does.
 */
abstract class BlockFilter {
    private final int itemCount;
    private final Block block;
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
    /** The smallest number of rows that fill whole pairs of vectors, or 1 if no loop needs that. */
    private final int together;

    // Of the present block.
    private int passed;
    private boolean invalid;

    /**
     * A filter of blocks of at most so many rows.
     *
     * @param rising whether what is looked at raises thresholds
     * @param arena as {@link Block} takes it
     */
    BlockFilter(Items items, int rowsPerBlock, boolean rising, Tuning tuning, Arena arena) {
        this.itemCount = items.itemCount();
        this.block = new Block(items, rowsPerBlock, arena);
        this.table = ThresholdTable.fits(items.groupCount()) ? new ThresholdTable() : null;
        this.hits = new long[rowsPerBlock * itemCount / LANES + 1];
        boolean isLong = itemCount >= tuning.longRowPairs() * PAIR;
        boolean spreads = itemCount > 1 && !isLong && itemCount != LANES && itemCount % PAIR != 0;
        this.spread = spreads ? RowSpread.of(itemCount, LANES) : null;
        this.together = itemCount == LANES ? 2 : spreads ? spread.rows() : 1;
        boolean listed = itemCount == 1 || spreads;
        FetchPolicy policy = FetchPolicy.of(ScanFacts.of(items), rowsPerBlock, together, listed, tuning);
        this.fetches = rising ? policy : policy.settled();
        this.minusThresholds = new double[(listed ? fetches.mostRows() : 0) + 2 * LANES];
        forget();
    }

    /** Looks at an element that passed, or that fills no whole vector. */
    abstract void look(int element);

    /** Has to be called when the thresholds will rise fast, as at the start. */
    final void forget() {
        fetchRows = fetches.leastRows();
    }

    /** Has to be called when values in the matrices may have changed. */
    final void begin() {
        block.forget();
    }

    /** Moves to rows {@code row .. row+rows-1}. */
    final void moveTo(long row, int rows) {
        block.moveTo(row, rows);
        passed = 0;
        invalid = false;
    }

    final Block block() {
        return block;
    }

    /** How many elements of the block passed. */
    final int passed() {
        return passed;
    }

    /** Whether the block has a value or ratio that must be refused. */
    final boolean sawInvalid() {
        return invalid;
    }

    /** Notes elements that passed another filter, and whether a value or ratio must be refused. */
    final void note(int more, boolean refused) {
        passed += more;
        invalid |= refused;
    }

    /** Looks at the elements among the first {@code to}, whole pairs of vectors, that pass a lower bound of all thresholds. */
    final void filterBySmallest(double smallest, int to) {
        visit(DoubleIntFilter.withOne(block, smallest, 0, to, hits), 0, to);
    }

    /**
     * Looks at the elements that pass their own group's threshold.
     *
     * @return how many elements were filtered; the others, behind them, fill no whole vectors
     */
    final int filterByOwn(int rows, double[] thresholds) {
        return itemCount == 1 ? filterSingles(rows, thresholds) : filterRows(rows, thresholds);
    }

    private int filterSingles(int rows, double[] thresholds) {
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

    /** Rows of several elements, as many as fill whole pairs of vectors. */
    private int filterRows(int rows, double[] thresholds) {
        int whole = rows - rows % together;
        for (int row = 0; row < whole;) {
            int count = Math.min(fetchRows, whole - row);
            int before = passed;
            int from = row * itemCount;
            int to = from + count * itemCount;
            if (itemCount == LANES) {
                visit(DoubleIntFilter.withRows(block, thresholds, from, to, hits), from, to);
            } else if (itemCount % PAIR == 0) {
                visit(DoubleIntFilter.withLongRows(block, itemCount, thresholds, from, to, hits), from, to);
            } else if (spread == null) {
                filterRaggedRows(row, count, thresholds);
            } else {
                fetch(row, count, thresholds);
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
    private void fetch(int row, int count, double[] thresholds) {
        if (table == null) {
            DoubleIntFilter.fetch(block, thresholds, row, count, minusThresholds);
        } else {
            table.hold(thresholds);
            table.fetch(block, row, count, minusThresholds);
        }
    }

    /** A row is many vectors and some more elements; its last two vectors overlap the ones before. */
    private void filterRaggedRows(int row, int count, double[] thresholds) {
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
}
