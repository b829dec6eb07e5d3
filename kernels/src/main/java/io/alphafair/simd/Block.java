package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Where the elements and labels of the rows at hand lie: contiguous, row-major, and all counted from the same row. Two full
 * matrices are read where they are. If one is broadcast, all are copied to a block that stays in cache: the loops would
 * be slower with an offset for each operand.
 */
final class Block implements AutoCloseable {
    private final Items items;
    private final int itemCount;
    private final Arena arena;
    private final BlockOperand benefit;
    private final BlockOperand cost;
    private final MemorySegment benefits;
    private final MemorySegment costs;
    private final MemorySegment labels;
    private long firstRow;
    /** The row at byte 0 counts 0. */
    private long origin;

    Block(Items items, int rowsPerBlock) {
        this.items = items;
        this.itemCount = items.itemCount();
        if (isFull(items.benefit()) && isFull(items.cost())) {
            arena = null;
            benefit = null;
            cost = null;
            benefits = items.benefit().segment();
            costs = items.cost().segment();
            labels = items.groups().segment();
        } else {
            long rows = items.individualCount();
            arena = Arena.ofShared();
            benefit = new BlockOperand(items.benefit(), rows, itemCount, rowsPerBlock, arena);
            cost = new BlockOperand(items.cost(), rows, itemCount, rowsPerBlock, arena);
            benefits = benefit.elements();
            costs = cost.elements();
            labels = arena.allocate((long) rowsPerBlock * Integer.BYTES, 64);
        }
    }

    private boolean isFull(Matrix matrix) {
        return matrix.rows() == items.individualCount() && matrix.columns() == itemCount;
    }

    /** Expects other values in the matrices. */
    void forget() {
        if (arena != null) {
            benefit.forget();
            cost.forget();
        }
    }

    /** Goes to rows {@code row .. row+rows-1}, no more than there are in a block. */
    void moveTo(long row, int rows) {
        firstRow = row;
        if (arena == null) {
            origin = row;
            return;
        }
        benefit.load(row, rows);
        cost.load(row, rows);
        MemorySegment.copy(items.groups().segment(), row * Integer.BYTES, labels, 0, (long) rows * Integer.BYTES);
    }

    long firstRow() {
        return firstRow;
    }

    MemorySegment benefits() {
        return benefits;
    }

    MemorySegment costs() {
        return costs;
    }

    MemorySegment labels() {
        return labels;
    }

    /** The byte of an element of the block, of its benefit as of its cost. */
    long byteOf(int element) {
        return (origin * itemCount + element) * Double.BYTES;
    }

    /** The byte of the label of a row of the block. */
    long labelByteOf(int row) {
        return (origin + row) * Integer.BYTES;
    }

    @Override
    public void close() {
        if (arena != null && arena.scope().isAlive()) {
            arena.close();
        }
    }
}
