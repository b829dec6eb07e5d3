package io.alphafair.simd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class VectorScanTest {
    /** The quotients of a division of so many elements are more than an array can hold; the blocks were copied before. */
    @Test
    void whatCannotBePreparedLeavesNoMemoryAllocated() {
        Tuning tooLong = new Tuning(1 << 12, 1 << 14, 1 << 16, 16, 4, 1 << 12, 1 << 14, 16, 256, 512, 128, 16, 1 << 18,
                Integer.MAX_VALUE, 1024, 128, 64, 4, 16, 128, 4);
        try (Items items = Items.of(Matrix.copyOf(new double[]{1, 2, 3}), Matrix.copyOf(new double[]{1}, 1, 1),
                Groups.of(new int[]{0, 1, 0}))) {
            Arena failed = Block.arenaFor(items);
            assertThrows(OutOfMemoryError.class, () -> new VectorScan(items, null, tooLong, failed));
            assertFalse(failed.scope().isAlive());
            Arena closed = Block.arenaFor(items);
            new VectorScan(items, null, Tuning.CHOSEN, closed).close();
            assertFalse(closed.scope().isAlive());
        }
    }

    @Test
    void fullMatricesAreNotCopied() {
        try (Items items = Problems.make(Shape.UNIFORM, 10, 3, 2, 1)) {
            assertNull(Block.arenaFor(items));
        }
    }
}
