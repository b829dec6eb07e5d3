package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The dense outputs against the funded entries, one by one. */
class CappedDenseTest {
    private static final Backend SCALAR = new ScalarBackend();
    private static final int N = 300;
    private static final int T = 3;

    private static void check(CappedAllocation allocation, BiConsumer<CappedAllocation, Matrix> dense,
            ToDoubleFunction<FundedEntry> value) {
        double[] expected = new double[N * T];
        allocation.funded().forEach(entry -> expected[(int) entry.index()] = value.applyAsDouble(entry));
        try (Matrix out = Matrix.copyOf(new double[N * T], N, T)) {
            out.set(0, 0, Double.NaN);
            dense.accept(allocation, out);
            assertArrayEquals(expected, out.toArray());
        }
    }

    @Test
    void denseOutputsAreThoseOfTheFundedEntries() {
        try (Items items = Problems.make(Shape.UNIFORM, N, T, 5, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.of(2), 50);
            check(allocation, prepared::denseDose, FundedEntry::dose);
            check(allocation, prepared::denseBenefitGradient, allocation::benefitGradient);
            check(allocation, prepared::denseCostGradient, allocation::costGradient);
            check(allocation, prepared::denseCapGradient, allocation::capGradient);
            double[] upstream = new double[5];
            for (int k = 0; k < 5; k++) {
                upstream[k] = (allocation.criticalIndex(k) + 1.0) / (N * T);
            }
            CappedLoss loss = allocation.vjp(upstream);
            check(allocation, (same, out) -> {
                for (int i = 0; i < N * T; i++) {
                    out.set(i / T, i % T, (i + 1.0) / (N * T));
                }
                prepared.denseVjp(same, out, out);
            }, loss::benefit);
        }
    }

    @Test
    void matricesAndAllocationsOfAnotherShapeAreRefused() {
        try (Items items = Problems.make(Shape.UNIFORM, N, T, 5, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Items others = Problems.make(Shape.UNIFORM, N + 1, T, 5, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items);
                Prepared other = SCALAR.prepare(others);
                Matrix out = Matrix.allocate(N, T)) {
            CappedAllocation allocation = other.allocate(Fairness.PROPORTIONAL, 50);
            assertEquals(N + 1, allocation.individualCount());
            assertThrows(InvalidInputException.class, () -> prepared.denseDose(allocation, out));
            assertThrows(InvalidInputException.class, () -> other.denseDose(allocation, out));
            assertThrows(InvalidInputException.class, () -> prepared.denseVjp(allocation, out, out));
        }
    }
}
