package io.alphafair.backend;

import io.alphafair.Items;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The hot pass of the selection for backends that have a fast filter. The filter lists the entries of a block that may be
 * above their group's threshold or invalid; this looks at each of them. Nearly all others are rejected without a division.
 * Serves one call at a time.
 */
public final class SelectionPass {
    /** The fast part. */
    public interface Filter {
        /**
         * Lists all entries of some rows that have a benefit or a cost that is not valid, a ratio that overflows, or a ratio
         * above the group's threshold. It may list others too, since all are looked at.
         *
         * @param rows at most as many as {@link #rowsPerBlock}
         * @param thresholds K, of {@link SelectionBounds#thresholds}
         * @param positions for the places of the entries, in any order, counted from the first one of {@code fromRow}; it has
         *        room for all elements of the rows and {@link #PADDING} more
         * @return how many were listed
         */
        int list(long fromRow, int rows, double[] thresholds, int[] positions);
    }

    /** Elements of a list that may be written behind its end, so that loops can write whole vectors. */
    public static final int PADDING = 16;

    /** Elements per block, about: benefits and costs are still in the second-level cache when the listed ones are looked at. */
    private static final int BLOCK_ELEMENTS = 1 << 13;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private final Items items;
    private final Filter filter;
    private final CapCheck capCheck;
    private final int itemCount;
    /** {@code position / itemCount} within a block is {@code position * rowsPerElement >>> 32}; 0 if a block is one row. */
    private final long rowsPerElement;
    private final int[] positions;

    /** A pass over rows of {@code items} by a filter that lists them. */
    public SelectionPass(Items items, Filter filter) {
        int blockRows = rowsPerBlock(items);
        this.items = items;
        this.filter = filter;
        this.capCheck = new CapCheck(items);
        this.itemCount = items.itemCount();
        this.rowsPerElement = blockRows == 1 ? 0 : ((1L << 32) + itemCount - 1) / itemCount;
        this.positions = new int[blockRows * itemCount + PADDING];
    }

    /** The most rows that a filter is given at a time. */
    public static int rowsPerBlock(Items items) {
        return (int) Math.clamp(BLOCK_ELEMENTS / items.itemCount(), 1, items.individualCount());
    }

    /**
     * Offers rows {@code fromRow .. toRow-1}, and notes their first invalid entry.
     *
     * @throws IllegalArgumentException if the partial is of another number of groups
     */
    public void accumulate(long fromRow, long toRow, PartialSelection into) {
        SelectionBounds bounds = into.bounds();
        if (bounds.groupCount() != items.groupCount()) {
            throw new IllegalArgumentException("bounds of " + bounds.groupCount() + " groups: expected "
                    + items.groupCount() + ", those of the problem");
        }
        int blockRows = rowsPerBlock(items);
        for (long row = fromRow; row < toRow; row += blockRows) {
            int rows = (int) Math.min(blockRows, toRow - row);
            capCheck.note(row, rows, into);
            look(row, filter.list(row, rows, bounds.thresholds(), positions), into);
        }
    }

    private void look(long firstRow, int count, PartialSelection into) {
        Operand benefits = Operand.of(items.benefit());
        Operand costs = Operand.of(items.cost());
        Operand caps = items.hasCaps() ? Operand.of(items.cap()) : null;
        MemorySegment labels = items.groups().segment();
        long firstIndex = (into.rowOffset() + firstRow) * itemCount;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            int rowInBlock = (int) (position * rowsPerElement >>> 32);
            long row = firstRow + rowInBlock;
            int item = position - rowInBlock * itemCount;
            double benefit = benefits.get(row, item);
            double cost = costs.get(row, item);
            double cap = caps == null ? Double.POSITIVE_INFINITY : caps.get(row, item);
            double ratio = benefit / cost;
            // An infinite benefit has no finite ratio to a finite cost.
            if (benefit >= 0 && cost > 0 && cost <= Double.MAX_VALUE && ratio <= Double.MAX_VALUE && cap > 0) {
                into.offer(labels.get(LABEL, row * Integer.BYTES), ratio, benefit, cost, cap, firstIndex + position);
            } else {
                into.offend(firstIndex + position, benefit, cost, cap);
            }
        }
    }
}
