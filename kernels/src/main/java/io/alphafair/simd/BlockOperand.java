package io.alphafair.simd;

import io.alphafair.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A copy of one operand's elements of a block that stays in cache. The copy is contiguous and row-major, whatever the
 * shape of the matrix.
 */
final class BlockOperand {
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final Matrix matrix;
    private final int itemCount;
    private final boolean oneRow;
    private final boolean oneColumn;
    private final MemorySegment elements;
    /** Rows of the copy that are filled, if all rows of the matrix are the same. */
    private int alike;

    BlockOperand(Matrix matrix, long rows, int itemCount, int rowsPerBlock, Arena arena) {
        this.matrix = matrix;
        this.itemCount = itemCount;
        this.oneRow = matrix.rows() == 1 && rows > 1;
        this.oneColumn = matrix.columns() == 1 && itemCount > 1;
        this.elements = arena.allocate((long) rowsPerBlock * itemCount * Double.BYTES, 64);
    }

    MemorySegment elements() {
        return elements;
    }

    /** Has to be called when values in the matrix may have changed. */
    void forget() {
        alike = 0;
    }

    /** Copies rows {@code row .. row+rows-1}. */
    void load(long row, int rows) {
        MemorySegment source = matrix.segment();
        if (oneRow) {
            for (; alike < rows; alike++) {
                put(source, 0, alike);
            }
        } else if (oneColumn) {
            for (int r = 0; r < rows; r++) {
                put(source, row + r, r);
            }
        } else {
            long bytes = (long) itemCount * Double.BYTES;
            MemorySegment.copy(source, row * bytes, elements, 0, rows * bytes);
        }
    }

    private void put(MemorySegment source, long from, int to) {
        long at = to * (long) itemCount * Double.BYTES;
        for (int item = 0; item < itemCount; item++) {
            long element = oneColumn ? from : from * itemCount + item;
            elements.set(ELEMENT, at + item * (long) Double.BYTES, source.get(ELEMENT, element * Double.BYTES));
        }
    }
}
