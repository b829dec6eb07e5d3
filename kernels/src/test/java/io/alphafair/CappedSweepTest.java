package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many budgets and many alphas from one selection. */
class CappedSweepTest {
    private static final Backend SCALAR = new ScalarBackend();
    private static final double[] BUDGETS = {1, 10, 50, 120, 300, 1e4};
    private static final double[] ALPHAS = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY};

    private static Items items() {
        return Problems.make(Shape.SCALED, 200, 3, 4, 9).withCaps(Matrix.copyOf(new double[]{1}));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY})
    void budgetsAreThoseAskedForOneByOne(double alpha) {
        double[] weights = {1, 2, 0.5, 3};
        Fairness fairness = Fairness.of(alpha);
        try (Items items = items(); Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select();
            List<CappedAllocation> path = selection.overBudgets(fairness, BUDGETS, weights);
            assertEquals(BUDGETS.length, path.size());
            for (int i = 0; i < BUDGETS.length; i++) {
                assertEquals(selection.allocate(fairness, BUDGETS[i], weights), path.get(i));
                if (i > 0) {
                    assertTrue(path.get(i).objective() >= path.get(i - 1).objective());
                }
            }
        }
    }

    @Test
    void alphasAreThoseAskedForOneByOne() {
        try (Items items = items(); Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select();
            List<CappedAllocation> frontier = selection.overAlphas(ALPHAS, 50, null);
            for (int i = 0; i < ALPHAS.length; i++) {
                assertEquals(selection.allocate(Fairness.of(ALPHAS[i]), 50), frontier.get(i));
            }
            assertThrows(InvalidInputException.class, () -> selection.overAlphas(new double[]{-1}, 50, null));
        }
    }

    @Test
    void budgetsThatDoNotAscendAreRefused() {
        try (Items items = items(); Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select();
            for (double[] budgets : new double[][]{{2, 1}, {1, 1}, {1, Double.NaN}, {0, 1}}) {
                InvalidInputException e = assertThrows(InvalidInputException.class,
                        () -> selection.overBudgets(Fairness.PROPORTIONAL, budgets, null));
                assertTrue(e.getMessage().contains("expected"), e.getMessage());
            }
            assertEquals(List.of(), selection.overBudgets(Fairness.PROPORTIONAL, new double[0], null));
        }
    }

    @Test
    void aSelectionForOneBudgetRefusesOthers() {
        try (Items items = Problems.make(Shape.UNIFORM, 60_000, 4, 8, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select(Fairness.PROPORTIONAL, 1000, null);
            assertThrows(IllegalStateException.class,
                    () -> selection.overBudgets(Fairness.PROPORTIONAL, new double[]{1000, 50_000}, null));
        }
    }
}
