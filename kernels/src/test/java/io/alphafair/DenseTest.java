package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The dense outputs hold the K numbers at the winners and 0 elsewhere, on every backend. */
class DenseTest {
    private static final int N = 50;
    private static final int T = 3;
    private static final int K = 4;

    private interface Check {
        void run(Prepared prepared, Allocation allocation);
    }

    private static void onEveryBackend(Check check) {
        try (Items items = Problems.make(Shape.UNIFORM, N, T, K, 5)) {
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = provider.open(2); Prepared prepared = backend.prepare(items)) {
                    check.run(prepared, prepared.bestItems().allocate(Fairness.of(1.5), 40));
                }
            }
        }
    }

    private static double[] dense(BestItems best, double[] byGroup) {
        double[] dense = new double[N * T];
        for (int group = 0; group < K; group++) {
            dense[(int) best.winner(group)] = byGroup[group];
        }
        return dense;
    }

    private static void assertDense(double[] byGroup, Prepared prepared, Allocation allocation,
            BiConsumer<Allocation, Matrix> write) {
        try (Matrix out = Matrix.allocate(N, T)) {
            out.segment().fill((byte) 0x55);
            write.accept(allocation, out);
            assertArrayEquals(dense(allocation.bestItems(), byGroup), out.toArray());
        }
    }

    @Test
    void dosesAndGradients() {
        onEveryBackend((prepared, allocation) -> {
            double[] dose = new double[K];
            for (int group = 0; group < K; group++) {
                dose[group] = allocation.dose(group);
            }
            assertDense(dose, prepared, allocation, prepared::denseDose);
            assertDense(allocation.benefitGradient(), prepared, allocation, prepared::denseBenefitGradient);
            assertDense(allocation.costGradient(), prepared, allocation, prepared::denseCostGradient);
        });
    }

    @Test
    void vjpAlsoInPlace() {
        onEveryBackend((prepared, allocation) -> {
            BestItems best = allocation.bestItems();
            double[] atWinners = new double[K];
            try (Matrix upstream = Matrix.allocate(N, T); Matrix out = Matrix.allocate(N, T)) {
                for (int row = 0; row < N; row++) {
                    for (int item = 0; item < T; item++) {
                        upstream.set(row, item, row - 2.5 * item);
                    }
                }
                for (int group = 0; group < K; group++) {
                    atWinners[group] = best.winnerRow(group) - 2.5 * best.winnerItem(group);
                }
                double[] expected = dense(best, allocation.vjp(atWinners));
                prepared.denseVjp(allocation, upstream, out);
                assertArrayEquals(expected, out.toArray());
                prepared.denseVjp(allocation, upstream, upstream);
                assertArrayEquals(expected, upstream.toArray());
            }
        });
    }

    @Test
    void replacedBenefitsCount() {
        onEveryBackend((prepared, allocation) -> {
            BestItems before = prepared.bestItems();
            try (Matrix old = Matrix.copyOf(prepared.items().benefit().toArray(), N, T);
                    Matrix larger = Matrix.copyOf(old.toArray(), N, T)) {
                larger.set(before.winnerRow(2), before.winnerItem(2), 1000);
                prepared.replaceBenefit(larger);
                assertEquals(1000 / before.winnerCost(2), prepared.bestItems().bestRatio(2));
                prepared.replaceBenefit(old);
                assertEquals(before, prepared.bestItems());
            }
        });
    }

    @Test
    void anAllocationOfAnotherProblemIsRefusedBeforeAnythingIsWritten() {
        try (Items other = Problems.make(Shape.UNIFORM, 20, T, K, 5);
                Backend scalar = Backends.open("scalar");
                Prepared prepared = scalar.prepare(other)) {
            Allocation foreign = prepared.bestItems().allocate(Fairness.PROPORTIONAL, 1);
            onEveryBackend((here, allocation) -> {
                try (Matrix out = Matrix.allocate(N, T)) {
                    out.set(0, 0, 7);
                    InvalidInputException e = assertThrows(InvalidInputException.class,
                            () -> here.denseDose(foreign, out));
                    assertTrue(e.getMessage().contains("20 individuals x 3 items"), e.getMessage());
                    assertEquals(7, out.get(0, 0));
                    assertThrows(InvalidInputException.class,
                            () -> here.scatter(BestItems.forGroups(K), new double[K], out));
                }
            });
        }
    }
}
