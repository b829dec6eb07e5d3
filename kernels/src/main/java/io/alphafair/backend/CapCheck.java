package io.alphafair.backend;

import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Finds caps that are not valid, also those of entries that a filter rejects. */
public final class CapCheck {
    private static final ValueLayout.OfLong BITS = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private final Items items;
    /** Null without caps. */
    private final Matrix cap;
    private final boolean oneRow;

    /** For the caps of {@code items}; without caps there is nothing to find. */
    public CapCheck(Items items) {
        this.items = items;
        this.cap = items.hasCaps() ? items.cap() : null;
        this.oneRow = cap != null && cap.rows() == 1;
    }

    /** Notes the first entry of some rows whose cap is not valid. */
    public void note(long fromRow, long rows, PartialSelection into) {
        if (cap == null) {
            return;
        }
        int columns = cap.columns();
        long from = oneRow ? 0 : fromRow * columns;
        long to = oneRow ? columns : (fromRow + rows) * columns;
        if (areValid(cap.segment(), from, to)) {
            return;
        }
        long place = from;
        while (Items.isCap(cap.segment().get(ValueLayout.JAVA_DOUBLE_UNALIGNED, place * Double.BYTES))) {
            place++;
        }
        long row = oneRow ? fromRow : place / columns;
        int item = (int) (place % columns);
        into.offend((into.rowOffset() + row) * items.itemCount() + item, items.benefit(row, item),
                items.cost(row, item), items.cap(row, item));
    }

    /** Whether all bits are those of a positive double or infinity: from 1 to those of infinity. There is no branch. */
    private static boolean areValid(MemorySegment caps, long from, long to) {
        long signs = 0;
        for (long at = from * Double.BYTES; at < to * Double.BYTES; at += Double.BYTES) {
            long bits = caps.get(BITS, at);
            signs |= bits - 1 | INFINITE - bits;
        }
        return signs >= 0;
    }
}
