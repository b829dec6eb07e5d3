package io.alphafair.ffm;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.SelectionMemory;
import io.alphafair.backend.SelectionPass;
import java.lang.foreign.MemorySegment;

/** The pass of the selection: C sums and lists nearly all entries, and Java looks at those that C leaves. */
final class NativeSelection {
    /** Elements per call: some 0.05 ms, during which no garbage can be collected. */
    private static final int CALL_ELEMENTS = 1 << 15;
    private static final MemorySegment NO_CAP = MemorySegment.ofArray(new double[]{Double.POSITIVE_INFINITY});

    private final Items items;
    private final MemorySegment state;
    private final SelectionPass pass;
    private final MemorySegment cap;
    /** How many caps lie between those of two rows and of two items. */
    private final long capRow;
    private final long capItem;
    /** What the pass gives for places, and its segment: made once, because that takes as long as a run of a sample. */
    private int[] places;
    private MemorySegment left;

    /** @param state as {@link Functions#state} makes it */
    NativeSelection(Items items, MemorySegment state) {
        this.items = items;
        this.state = state;
        this.pass = new SelectionPass(items, CALL_ELEMENTS, this::collect);
        Matrix caps = items.hasCaps() ? items.cap() : null;
        this.cap = caps == null ? NO_CAP : caps.segment();
        this.capRow = caps == null || caps.rows() == 1 ? 0 : caps.columns();
        this.capItem = caps == null || caps.columns() == 1 ? 0 : 1;
    }

    void accumulate(long fromRow, long toRow, PartialSelection into) {
        pass.accumulate(fromRow, toRow, into);
    }

    private int collect(long fromRow, int rows, PartialSelection into, int[] positions) {
        if (places != positions) {
            places = positions;
            left = MemorySegment.ofArray(positions);
        }
        long itemCount = items.itemCount();
        long offset = Math.multiplyExact(into.rowOffset(), itemCount);
        SelectionMemory memory = into.memory((int) (rows * itemCount));
        long found = Functions.select(state, items.benefit().segment(), items.cost().segment(),
                items.groups().segment(), fromRow * itemCount, (fromRow + rows) * itemCount, offset, cap, capRow,
                capItem, memory, left);
        if (found < 0) {
            throw NativePrepared.badLabel(items);
        }
        into.written((int) found);
        return (int) (found >>> Integer.SIZE);
    }
}
