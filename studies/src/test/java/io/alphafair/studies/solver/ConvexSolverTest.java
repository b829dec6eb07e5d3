package io.alphafair.studies.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvexSolverTest {
    private static final ConvexSolver SOLVER = new ConvexSolver();

    /** Two groups of one, ratios 4 and 1, budget 3: at alpha = 2 the split is 1 to 2 and W = -1/4 - 1/2. */
    @Test
    void solvesWhatOneCanSolveByHand() {
        try (Items items = Items.of(new double[][]{{4, 1}, {2, 0.5}}, new double[][]{{1, 1}, {2, 1}},
                new int[]{0, 1})) {
            Solution solution = SOLVER.solve(items, Fairness.of(2), 3);
            assertEquals(-0.75, solution.objective(), 1e-9);
            assertEquals(4, solution.utilities()[0], 1e-4);
            assertEquals(2, solution.utilities()[1], 1e-4);
            assertTrue(solution.iterations() > 0);
        }
    }

    /** The gap of doses that are not optimal: (1, 1) spent on ratios 4 and 1 has W = log 4; the best is log 4 too. */
    @Test
    void theGapBoundsWhatIsMissing() {
        try (Items items = Items.of(new double[]{4, 1}, new double[]{1, 1}, new int[]{0, 1})) {
            Welfare nash = new Welfare(1);
            Assessment assessment = new Assessment(items, 2, new int[]{0, 1});
            double best = Math.log(4);
            Solution even = assessment.of(new double[]{1, 1}, new double[2], nash, 0);
            assertEquals(best, even.objective(), 1e-15);
            assertEquals(0, even.dualityGap(), 1e-15);
            Solution uneven = assessment.of(new double[]{0.5, 1.5}, new double[2], nash, 0);
            // The bound: Q max(4/2, 1/1.5) - 2 = 2 is above the log 4 - log 3 that is really missing.
            assertEquals(2, uneven.dualityGap(), 1e-15);
            assertTrue(best - uneven.objective() <= uneven.dualityGap());
        }
    }

    @Test
    void theMaxMinGapUsesThePricesItIsGiven() {
        try (Items items = Items.of(new double[]{4, 1}, new double[]{1, 1}, new int[]{0, 1})) {
            Assessment assessment = new Assessment(items, 5, new int[]{0, 1});
            Welfare maxMin = new Welfare(Double.POSITIVE_INFINITY);
            double[] best = {1, 4};
            assertEquals(0, assessment.of(best, new double[]{1, 4}, maxMin, 0).dualityGap(), 1e-14);
            assertEquals(5 * 4 / 2.0 - 4, assessment.of(best, new double[]{1, 1}, maxMin, 0).dualityGap(), 1e-14);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY})
    void absentGroupsTakeNoPart(double alpha) {
        Groups groups = Groups.of(new int[]{0, 2}, 4, Groups.Absent.ALLOWED);
        try (Items items = Items.of(Matrix.copyOf(new double[]{1, 2}), Matrix.copyOf(new double[]{1, 1}), groups);
                Items present = Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[]{0, 1})) {
            Solution solution = SOLVER.solve(items, Fairness.of(alpha), 10);
            assertEquals(SOLVER.solve(present, Fairness.of(alpha), 10).objective(), solution.objective());
            assertEquals(0, solution.utilities()[1]);
            assertEquals(0, solution.utilities()[3]);
        }
    }

    @Test
    void groupsWithoutBenefitGetNothingBelowOneAndAreRefusedFromOne() {
        try (Items items = Items.of(new double[]{3, 0}, new double[]{1, 1}, new int[]{0, 1})) {
            Solution solution = SOLVER.solve(items, Fairness.of(0.5), 12);
            assertEquals(12, solution.objective(), 1e-9);
            assertEquals(0, solution.doses()[1]);
            Exception refusal = refusal(items, Fairness.PROPORTIONAL, 12);
            assertTrue(refusal.getMessage().startsWith("group 1 has no positive benefit"), refusal.getMessage());
        }
    }

    @Test
    void saysSoWhenItDoesNotConverge() {
        try (Items items = Problems.make(Shape.UNIFORM, 30, 4, 5, 1)) {
            NotConvergedException exception = assertThrows(NotConvergedException.class,
                    () -> new ConvexSolver(5).solve(items, Fairness.of(3), 100));
            assertEquals(5, exception.iterations());
            assertTrue(exception.relativeGap() > ConvexSolver.TOLERANCE, exception.getMessage());
        }
    }

    @Test
    void refusesBadInput() {
        try (Items items = Items.of(new double[]{1, 1}, new double[]{1, -1}, new int[]{0, 0})) {
            assertTrue(refusal(items, Fairness.of(2), 1).getMessage().startsWith("cost[1,0] is -1.0"));
        }
        try (Items items = Items.of(new double[]{0, 0}, new double[]{1, 1}, new int[]{0, 0})) {
            assertTrue(refusal(items, Fairness.UTILITARIAN, 1).getMessage().startsWith("no benefit is positive"));
        }
        try (Items items = Items.of(new double[]{1}, new double[]{1}, new int[]{0})) {
            for (double budget : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertTrue(refusal(items, Fairness.of(2), budget).getMessage().startsWith("budget is " + budget));
            }
        }
    }

    private static Exception refusal(Items items, Fairness fairness, double budget) {
        return assertThrows(InvalidInputException.class, () -> SOLVER.solve(items, fairness, budget));
    }
}
