package io.alphafair.cuda;

import io.alphafair.Items;
import io.alphafair.backend.CapCheck;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.SelectionBounds;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * The hot pass of the selection: the device lists entries of a block of rows at a time, and the host looks at each of them.
 * Caps are read by the host only.
 */
final class DeviceSelection {
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;
    private static final long NEVER = -1;

    private final Items items;
    private final EntryFilter filter;
    private final CapCheck capCheck;
    /** Of the caps when they were checked, and whether all were valid. */
    private long capsVersion = NEVER;
    private boolean capsAreValid;

    DeviceSelection(Items items, EntryFilter filter) {
        this.items = items;
        this.filter = filter;
        this.capCheck = new CapCheck(items);
    }

    /** Offers rows {@code fromRow .. toRow-1}, and notes an invalid entry, that of the lowest index in any case. */
    void accumulate(long fromRow, long toRow, PartialSelection into) {
        SelectionBounds bounds = into.bounds();
        Objects.checkFromToIndex(fromRow, toRow, items.individualCount());
        if (bounds.groupCount() != items.groupCount()) {
            throw new IllegalArgumentException("bounds of " + bounds.groupCount() + " groups: expected "
                    + items.groupCount() + ", those of the problem");
        }
        noteInvalidCap(fromRow, toRow, into);
        filter.begin(bounds.thresholds());
        for (long row = fromRow; row < toRow; row += filter.mostRows()) {
            look(row, filter.list(row, Math.min(row + filter.mostRows(), toRow)), into);
        }
    }

    /** The filter does not know the caps. Reading all of them takes long, so it is done once for each version. */
    private void noteInvalidCap(long fromRow, long toRow, PartialSelection into) {
        if (!items.hasCaps()) {
            return;
        }
        if (capsVersion != items.cap().version()) {
            capsVersion = items.cap().version();
            PartialSelection all = into.another();
            capCheck.note(0, items.individualCount(), all);
            capsAreValid = !all.hasOffender();
        }
        if (!capsAreValid) {
            capCheck.note(fromRow, toRow - fromRow, into);
        }
    }

    private void look(long firstRow, int count, PartialSelection into) {
        MemorySegment labels = items.groups().segment();
        int itemCount = items.itemCount();
        boolean capped = items.hasCaps();
        long firstIndex = (into.rowOffset() + firstRow) * itemCount;
        for (int i = 0; i < count; i++) {
            int place = filter.place(i);
            long row = firstRow + place / itemCount;
            int item = place % itemCount;
            double benefit = items.benefit(row, item);
            double cost = items.cost(row, item);
            double cap = capped ? items.cap(row, item) : Double.POSITIVE_INFINITY;
            double ratio = benefit / cost;
            if (Items.isBenefit(benefit) && Items.isCost(cost) && ratio <= Double.MAX_VALUE && Items.isCap(cap)) {
                into.offer(labels.get(LABEL, row * Integer.BYTES), ratio, benefit, cost, cap, firstIndex + place);
            } else {
                into.offend(firstIndex + place, benefit, cost, cap);
            }
        }
    }

    /** The caps were changed behind our back. */
    void refresh() {
        capsVersion = NEVER;
    }

    /** After a failure: there is nothing to wait for. */
    void forget() {
        filter.forget();
    }
}
