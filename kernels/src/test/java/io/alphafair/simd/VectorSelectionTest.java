package io.alphafair.simd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.testing.BadCaps;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The selection with vectors lists and sums what a plain loop does, whatever the row length and the number of groups. */
class VectorSelectionTest {
    /** Row lengths around those of vectors, tails of every length, several blocks, and tables of every kind. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 64, 65, 600, 9000})
    void everyRowLengthAndNumberOfGroupsIsRight(int t) {
        try (Backend simd = new SimdBackend(ScanPath.OWN);
                Backend parallel = new ForkJoinBackend(new SimdBackend(ScanPath.OWN), 3, 100)) {
            for (int k : new int[]{1, 2, 16, 17, 64, 65, 2000}) {
                int n = Math.max(k, 20_000 / t) + 3 + t % 8;
                if ((long) n * t < 100_000) {
                    try (Items items = Problems.make(Shape.UNIFORM, n, t, k, t + k)
                            .withCaps(Matrix.copyOf(new double[]{1}));
                            Prepared alone = simd.prepare(items);
                            Prepared together = parallel.prepare(items)) {
                        BackendContract.checkSelection("simd, T = " + t, alone, k);
                        BackendContract.checkSelection("forkjoin of simd, T = " + t, together, k);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfDataIsRight(Shape shape) {
        try (Backend simd = new SimdBackend(ScanPath.OWN);
                Items items = Problems.make(shape, 5003, 8, 16, 1).withCaps(Matrix.copyOf(new double[]{0.5}));
                Prepared prepared = simd.prepare(items)) {
            BackendContract.checkSelection("simd, " + shape, prepared, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 8, 9, 16, 33})
    void whatIsInvalidIsRefusedAtEveryPlace(int t) {
        try (Backend simd = new SimdBackend(ScanPath.OWN)) {
            BadCaps.check(simd, t);
        }
    }

    /** What was allocated for copies is released, also where the rest cannot be made. */
    @Test
    void whatCannotBePreparedLeavesNoMemoryAllocated() {
        try (Items items = Items.of(Matrix.copyOf(new double[]{1, 2, 3}), Matrix.copyOf(new double[]{1}, 1, 1),
                Groups.of(new int[]{0, 1, 0}))) {
            Arena arena = Block.arenaFor(items);
            new VectorSelection(items, arena).close();
            assertFalse(arena.scope().isAlive());
            Arena closed = Arena.ofShared();
            closed.close();
            assertThrows(IllegalStateException.class, () -> new VectorSelection(items, closed));
        }
    }
}
