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
         * above the group's threshold of {@link SelectionBounds#thresholds}. It may list others too, since all are looked at,
         * and leave out those that it has put into the partial itself.
         *
         * @param rows at most as many as the pass has in a block
         * @param positions for the places of the entries, in any order, counted from the first one of {@code fromRow}; it has
         *        room for all elements of the rows and {@link #PADDING} more
         * @return how many were listed
         */
        int list(long fromRow, int rows, PartialSelection into, int[] positions);
    }

    /** Elements of a list that may be written behind its end, so that loops can write whole vectors. */
    public static final int PADDING = 16;

    /** Elements per block, about: benefits and costs are still in the second-level cache when the listed ones are looked at. */
    private static final int BLOCK_ELEMENTS = 1 << 13;
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private final Items items;
    private final int blockRows;
    private final Filter filter;
    private final CapCheck capCheck;
    private final int itemCount;
    /** {@code position / itemCount} within a block is {@code position * rowsPerElement >>> 32}; 0 if a block is one row. */
    private final long rowsPerElement;
    private final int[] positions;
    private final OfferBuffer offers;

    /** A pass over rows of {@code items} by a filter that lists them, in blocks of {@link #rowsPerBlock}. */
    public SelectionPass(Items items, Filter filter) {
        this(items, BLOCK_ELEMENTS, filter);
    }

    /** A pass in blocks of about so many elements, at least a row. */
    public SelectionPass(Items items, int blockElements, Filter filter) {
        this.blockRows = rowsPerBlock(items, blockElements);
        this.items = items;
        this.filter = filter;
        this.capCheck = new CapCheck(items);
        this.itemCount = items.itemCount();
        this.rowsPerElement = blockRows == 1 ? 0 : ((1L << 32) + itemCount - 1) / itemCount;
        this.positions = new int[blockRows * itemCount + PADDING];
        this.offers = new OfferBuffer();
    }

    /** The most rows that a filter is given at a time. */
    public static int rowsPerBlock(Items items) {
        return rowsPerBlock(items, BLOCK_ELEMENTS);
    }

    private static int rowsPerBlock(Items items, int blockElements) {
        return (int) Math.clamp(blockElements / items.itemCount(), 1, items.individualCount());
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
        offers.clear();
        for (long row = fromRow; row < toRow; row += blockRows) {
            int rows = (int) Math.min(blockRows, toRow - row);
            capCheck.note(row, rows, into);
            look(row, filter.list(row, rows, into, positions), into);
        }
    }

    private void look(long firstRow, int count, PartialSelection into) {
        // In variables, so that the loop does not read them again after each entry that it offers.
        MemorySegment benefits = items.benefit().segment();
        MemorySegment costs = items.cost().segment();
        MemorySegment caps = items.hasCaps() ? items.cap().segment() : null;
        MemorySegment labels = items.groups().segment();
        Operand benefit = Operand.of(items.benefit());
        Operand cost = Operand.of(items.cost());
        Operand cap = items.hasCaps() ? Operand.of(items.cap()) : null;
        long firstIndex = (into.rowOffset() + firstRow) * itemCount;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            int rowInBlock = (int) (position * rowsPerElement >>> 32);
            long row = firstRow + rowInBlock;
            int item = position - rowInBlock * itemCount;
            double b = benefits.get(ELEMENT, benefit.place(row, item));
            double c = costs.get(ELEMENT, cost.place(row, item));
            double m = caps == null ? Double.POSITIVE_INFINITY : caps.get(ELEMENT, cap.place(row, item));
            double ratio = b / c;
            // An infinite benefit has no finite ratio to a finite cost.
            if (b >= 0 && c > 0 && c <= Double.MAX_VALUE && ratio <= Double.MAX_VALUE && m > 0) {
                offers.add(labels.get(LABEL, row * Integer.BYTES), ratio, b, c, m, firstIndex + position, into);
            } else {
                into.offend(firstIndex + position, b, c, m);
            }
        }
        offers.offer(into);
    }
}
