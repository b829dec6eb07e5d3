package io.alphafair.simd;

import io.alphafair.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One operand's elements of a block, contiguous and row-major whatever the matrix's shape: a full matrix as it lies in
 * memory; a broadcast one spread in a scratch block that stays in cache, so that no byte of it is read twice.
 */
final class BlockOperand implements AutoCloseable {
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final Matrix matrix;
    private final int itemCount;
    private final Arena arena;
    private final MemorySegment scratch;

    BlockOperand(Matrix matrix, long rows, int itemCount, int rowsPerBlock) {
        this.matrix = matrix;
        this.itemCount = itemCount;
        boolean full = matrix.rows() == rows && matrix.columns() == itemCount;
        arena = full ? null : Arena.ofShared();
        scratch = full ? null : arena.allocate((long) rowsPerBlock * itemCount * Double.BYTES, 64);
    }

    /** Where the block's elements are; {@link #offset} says from which byte. */
    MemorySegment segment() {
        return scratch == null ? matrix.segment() : scratch;
    }

    long offset(long row) {
        return scratch == null ? row * itemCount * Double.BYTES : 0;
    }

    /** Spreads the operand for rows {@code row .. row+rows-1}. */
    void load(long row, int rows) {
        if (scratch == null) {
            return;
        }
        MemorySegment source = matrix.segment();
        boolean oneRow = matrix.rows() == 1;
        boolean oneColumn = matrix.columns() == 1;
        long to = 0;
        for (int r = 0; r < rows; r++) {
            long from = oneRow ? 0 : (row + r) * Double.BYTES;
            for (int item = 0; item < itemCount; item++) {
                scratch.set(ELEMENT, to, source.get(ELEMENT, oneColumn ? from : (long) item * Double.BYTES));
                to += Double.BYTES;
            }
        }
    }

    @Override
    public void close() {
        if (arena != null && arena.scope().isAlive()) {
            arena.close();
        }
    }
}
