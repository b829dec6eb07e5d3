package io.alphafair.simd;

import static io.alphafair.simd.DoubleIntFilter.PAIR;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import java.lang.foreign.Arena;

/**
 * Scans a block on the path that is asked for. The few elements that pass are offered one by one, in order
 * ({@link PartialBest#offer}).
 */
final class BlockScan extends BlockFilter {
    private final int itemCount;
    /** {@code element / itemCount} within a block is {@code element * rowsPerElement >>> 32}; 0 if a block is one row. */
    private final long rowsPerElement;
    private final QuotientList list;
    private long tailDecisions;
    private PartialBest into;

    /** @param arena as {@link Block} takes it */
    BlockScan(Items items, int rowsPerBlock, int rowsPerDivision, Tuning tuning, Arena arena) {
        super(items, rowsPerBlock, true, tuning, arena);
        this.itemCount = items.itemCount();
        this.rowsPerElement = rowsPerBlock == 1 ? 0 : ((1L << 32) + itemCount - 1) / itemCount;
        this.list = new QuotientList(rowsPerDivision, itemCount);
    }

    /**
     * Scans rows {@code row .. row+rows-1}.
     *
     * @param smallest a lower bound of all thresholds of groups that have members, for {@link ScanPath#SMALLEST}
     * @return the number of elements that passed the path's filter
     */
    int scan(ScanPath path, long row, int rows, double smallest, PartialBest partial) {
        moveTo(row, rows);
        into = partial;
        int elements = rows * itemCount;
        int scanned = switch (path) {
            case SMALLEST -> {
                int whole = elements - elements % PAIR;
                filterBySmallest(smallest, whole);
                yield whole;
            }
            case OWN -> filterByOwn(rows, partial.thresholds());
            case DIVIDE -> divide(rows);
        };
        long before = partial.changes();
        for (int element = scanned; element < elements; element++) {
            look(element);
        }
        tailDecisions += partial.changes() - before;
        return passed();
    }

    /** How many new bests, ties and runners-up were found in elements that fill no whole vector. */
    long tailDecisions() {
        return tailDecisions;
    }

    private int divide(int rows) {
        int listed = list.offerAll(block(), rows, into);
        note(Math.max(0, listed), listed < 0);
        return rows * itemCount;
    }

    /** The row of an element of the block. */
    private int row(int element) {
        return (int) (element * rowsPerElement >>> 32);
    }

    /** Offers an element if it is valid and passes its group's threshold. */
    @Override
    void look(int element) {
        double b = block().benefit(element);
        double c = block().cost(element);
        int rowInBlock = row(element);
        long row = block().firstRow() + rowInBlock;
        int group = block().group(rowInBlock);
        if (!isValid(b, c)) {
            note(0, true);
        } else if (b > 0 && b >= into.thresholds()[group] * c) {
            long flat = (into.rowOffset() + row) * itemCount + element - rowInBlock * itemCount;
            if (!into.offer(group, b, c, flat)) {
                note(0, true);
            }
        }
    }

    private static boolean isValid(double b, double c) {
        return Items.isBenefit(b) && Items.isCost(c);
    }
}
