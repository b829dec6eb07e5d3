package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every derivative against central finite differences of the whole way from benefits and costs, at every kind of alpha. */
class DerivativesTest {
    private static final int K = 4;
    private static final double BUDGET = 30;
    private static final double[] WEIGHTS = {1.5, 0.25, 4, 0.75};
    private static final double STEP = 1e-6;

    private Items items;
    private BestItems best;

    @BeforeEach
    void makeProblem() {
        items = Problems.make(Shape.UNIFORM, 14, 3, K, 7);
        best = argmax();
    }

    private BestItems argmax() {
        try (var backend = new ScalarBackend(); var prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }

    private Allocation allocate(double alpha, double[] weights) {
        BestItems now = argmax();
        return weights == null
                ? now.allocate(Fairness.of(alpha), BUDGET)
                : now.allocate(Fairness.of(alpha), BUDGET, weights);
    }

    /** The central difference of {@code value} to the winner's benefit or cost of one group. */
    private double difference(Matrix matrix, int group, double alpha, double[] weights,
            ToDoubleFunction<Allocation> value) {
        long row = best.winnerRow(group);
        int item = best.winnerItem(group);
        double centre = matrix.get(row, item);
        double step = STEP * centre;
        matrix.set(row, item, centre + step);
        Allocation above = allocate(alpha, weights);
        matrix.set(row, item, centre - step);
        Allocation below = allocate(alpha, weights);
        matrix.set(row, item, centre);
        assertEquals(best.winner(group), above.bestItems().winner(group), "the step must not change the winner");
        assertEquals(best.winner(group), below.bestItems().winner(group), "the step must not change the winner");
        return (value.applyAsDouble(above) - value.applyAsDouble(below)) / (2 * step);
    }

    private static void near(double expected, double actual, double scale, String what) {
        assertEquals(expected, actual, 1e-7 * scale, what);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 0.999, 1, 1.001, 1.7, 2, 5, 30, Double.POSITIVE_INFINITY})
    void everyDerivativeIsTheFiniteDifference(double alpha) {
        check(alpha, null);
        check(alpha, WEIGHTS);
    }

    private void check(double alpha, double[] weights) {
        Allocation allocation = allocate(alpha, weights);
        String at = "alpha " + alpha + (weights == null ? " " : " weighted ");
        double[] gradient = allocation.benefitGradient();
        double[] costGradient = allocation.costGradient();
        double[][] jacobian = allocation.benefitJacobian();
        double[][] costJacobian = allocation.costJacobian();
        double welfareScale = Math.abs(allocation.objective()) + Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        double doseScale = Math.max(1, Arrays.stream(jacobian).flatMapToDouble(Arrays::stream).map(Math::abs).max()
                .orElseThrow());
        for (int k = 0; k < K; k++) {
            near(difference(items.benefit(), k, alpha, weights, Allocation::objective), gradient[k], welfareScale,
                    at + "dW/db" + k);
            near(difference(items.cost(), k, alpha, weights, Allocation::objective), costGradient[k], welfareScale,
                    at + "dW/dc" + k);
            for (int l = 0; l < K; l++) {
                int target = l;
                near(difference(items.benefit(), k, alpha, weights, a -> a.dose(target)), jacobian[l][k],
                        doseScale, at + "dd" + l + "/db" + k);
                near(difference(items.cost(), k, alpha, weights, a -> a.dose(target)), costJacobian[l][k],
                        doseScale, at + "dd" + l + "/dc" + k);
            }
        }
        checkProducts(allocation, jacobian, costJacobian, at);
        checkBudget(allocation, alpha, weights, at);
    }

    /** vjp and jvp are the products with the Jacobian, column by column and row by row. */
    private static void checkProducts(Allocation allocation, double[][] jacobian, double[][] costJacobian, String at) {
        double[] v = {0.3, -1.25, 2, 0.5};
        double[] vjp = allocation.vjp(v);
        double[] costVjp = allocation.costVjp(v, new double[K]);
        double[] jvp = allocation.jvp(v);
        double[] costJvp = allocation.costJvp(v, new double[K]);
        for (int k = 0; k < K; k++) {
            double[] expected = new double[4];
            double scale = 1e-300;
            for (int l = 0; l < K; l++) {
                expected[0] += v[l] * jacobian[l][k];
                expected[1] += v[l] * costJacobian[l][k];
                expected[2] += jacobian[k][l] * v[l];
                expected[3] += costJacobian[k][l] * v[l];
                scale += 2 * (Math.abs(jacobian[l][k]) + Math.abs(costJacobian[l][k]) + Math.abs(jacobian[k][l])
                        + Math.abs(costJacobian[k][l]));
            }
            assertEquals(expected[0], vjp[k], 1e-13 * scale, at + "vjp" + k);
            assertEquals(expected[1], costVjp[k], 1e-13 * scale, at + "cost vjp" + k);
            assertEquals(expected[2], jvp[k], 1e-13 * scale, at + "jvp" + k);
            assertEquals(expected[3], costJvp[k], 1e-13 * scale, at + "cost jvp" + k);
        }
    }

    private void checkBudget(Allocation allocation, double alpha, double[] weights, String at) {
        double[] doseByBudget = allocation.doseByBudget(new double[K]);
        double[] budgetByAlpha = allocation.budgetByAlpha(new double[K]);
        double step = STEP * BUDGET;
        Fairness fairness = Fairness.of(alpha);
        double[] w = weights == null ? new double[]{1, 1, 1, 1} : weights;
        Allocation above = best.allocate(fairness, BUDGET + step, w);
        Allocation below = best.allocate(fairness, BUDGET - step, w);
        near((above.objective() - below.objective()) / (2 * step), allocation.shadowPrice(),
                Math.abs(allocation.objective()) + allocation.shadowPrice(), at + "dW/dQ");
        for (int k = 0; k < K; k++) {
            near((above.dose(k) - below.dose(k)) / (2 * step), doseByBudget[k], 1 + doseByBudget[k], at + "dd/dQ");
            if (alpha > 0 && alpha < Double.POSITIVE_INFINITY) {
                double h = STEP * alpha;
                double expected = (best.allocate(Fairness.of(alpha + h), BUDGET, w).budget(k)
                        - best.allocate(Fairness.of(alpha - h), BUDGET, w).budget(k)) / (2 * h);
                near(expected, budgetByAlpha[k], BUDGET * (1 + 1 / alpha), at + "dx/dalpha");
            } else {
                assertEquals(0, budgetByAlpha[k], at + "dx/dalpha");
            }
        }
    }

    @Nested
    class Ties {
        @Test
        void aTiedWinnerIsFlaggedAndTheDerivativesAreThoseOfTheChosenBranch() {
            try (Items tied = Items.of(new double[]{2, 2, 1}, new double[]{1, 1, 1}, new int[]{0, 0, 1});
                    var backend = new ScalarBackend();
                    var prepared = backend.prepare(tied)) {
                BestItems found = prepared.bestItems();
                Allocation allocation = found.allocate(Fairness.of(2), 10);
                assertTrue(found.isTied(0));
                assertFalse(found.isTied(1));
                assertTrue(allocation.isTied());
                for (double value : allocation.benefitGradient()) {
                    assertTrue(value > 0 && Double.isFinite(value));
                }
            }
        }

        @Test
        void tiedGroupsAtAlphaZeroShareTheBudgetAndAreFlagged() {
            try (Items tied = Items.of(new double[]{2, 2, 1}, new double[]{1, 1, 1}, new int[]{0, 1, 2});
                    var backend = new ScalarBackend();
                    var prepared = backend.prepare(tied)) {
                Allocation allocation = prepared.bestItems().allocate(Fairness.UTILITARIAN, 10);
                assertTrue(allocation.isTied());
                assertEquals(5, allocation.budget(0));
                assertEquals(5, allocation.budget(1));
                assertEquals(0, allocation.budget(2));
                assertFalse(prepared.bestItems().allocate(Fairness.PROPORTIONAL, 10).isTied());
            }
        }
    }

    @Test
    void zeroAndAbsentGroupsTakeNoPartAndHaveNoDerivatives() {
        Groups groups = Groups.of(new int[]{0, 0, 2, 3}, 4, Groups.Absent.ALLOWED);
        try (Items some = Items.of(Matrix.copyOf(new double[]{3, 1, 0, 2}), Matrix.copyOf(new double[]{1, 1, 1, 4}),
                groups); var backend = new ScalarBackend(); var prepared = backend.prepare(some)) {
            BestItems found = prepared.bestItems();
            assertTrue(found.isAbsent(1) && !found.isZero(1));
            assertTrue(found.isZero(2) && !found.isAbsent(2));
            assertEquals(2, found.winner(2), "a zero group's first entry wins");
            assertEquals(-1, found.winner(1));
            Allocation allocation = found.allocate(Fairness.of(0.5), 10);
            double[] ones = {1, 1, 1, 1};
            for (int group : new int[]{1, 2}) {
                assertEquals(0, allocation.budget(group));
                assertEquals(0, allocation.benefitGradient()[group]);
                assertEquals(0, allocation.costGradient()[group]);
                assertEquals(0, allocation.vjp(ones)[group]);
                assertEquals(0, allocation.jvp(ones)[group]);
                assertEquals(0, allocation.benefitJacobian()[group][0]);
                assertEquals(0, allocation.costJacobian()[0][group]);
            }
            assertEquals(0, allocation.worstUtility(), "a zero group has members, so it counts");
        }
    }
}
