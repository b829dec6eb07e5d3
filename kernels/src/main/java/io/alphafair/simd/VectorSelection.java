package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.SelectionPass;
import java.lang.foreign.Arena;

/** The pass of the selection, with a filter in vectors. */
final class VectorSelection implements SelectionPass.Filter, AutoCloseable {
    /** What blocks are copied to; null if they are not copied. */
    private final Arena arena;
    private final Lister lister;
    private final SelectionPass pass;
    private final int itemCount;

    /** Lists the elements that pass. */
    private static final class Lister extends BlockFilter {
        private int[] positions;
        private int count;

        Lister(Items items, Arena arena) {
            super(items, SelectionPass.rowsPerBlock(items), false, Tuning.CHOSEN, arena);
        }

        @Override
        void look(int element) {
            positions[count++] = element;
        }
    }

    /** @param arena for the copies of {@link Block}, closed with this, and also if this cannot be made */
    VectorSelection(Items items, Arena arena) {
        this.arena = arena;
        this.itemCount = items.itemCount();
        try {
            this.lister = new Lister(items, arena);
            this.pass = new SelectionPass(items, this);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Offers rows {@code fromRow .. toRow-1}. */
    void accumulate(long fromRow, long toRow, PartialSelection into) {
        lister.begin();
        pass.accumulate(fromRow, toRow, into);
    }

    @Override
    public int list(long fromRow, int rows, PartialSelection into, int[] positions) {
        lister.positions = positions;
        lister.count = 0;
        lister.moveTo(fromRow, rows);
        int from = lister.filterByOwn(rows, into.bounds().thresholds());
        if (lister.sawInvalid()) {
            // A negative benefit need not have passed.
            from = 0;
            lister.count = 0;
        }
        for (int element = from; element < rows * itemCount; element++) {
            lister.look(element);
        }
        return lister.count;
    }

    @Override
    public void close() {
        if (arena != null && arena.scope().isAlive()) {
            arena.close();
        }
    }
}
