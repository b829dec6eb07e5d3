package io.alphafair.studies.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import io.alphafair.testing.Golden;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed form against a solver that does not know it. */
class OracleTest {
    private static final int PROBLEMS = 120;
    private static final double[] ALPHAS = {0, 0.25, 0.5, 1, 2, 3, 5, Double.POSITIVE_INFINITY};

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 0.9999, 1, 1.0001, 2, 3, 5, 20, Double.POSITIVE_INFINITY})
    void randomProblems(double alpha) {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (Items items = RandomProblem.make(random)) {
                double budget = Math.pow(10, 6 * random.nextDouble() - 2);
                requireAgreement("seed " + seed, items, Fairness.of(alpha), budget);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIFORM", "SCALED", "ZIPF", "ASCENDING", "TIED"})
    void shapesOfTheBenchmarks(Shape shape) {
        for (double alpha : ALPHAS) {
            try (Items items = Problems.make(shape, 60, 5, 7, 11)) {
                requireAgreement(shape.label(), items, Fairness.of(alpha), 100);
            }
        }
    }

    @Test
    void goldenCasesOfModerateConditioning() {
        int compared = 0;
        for (Golden golden : Golden.all()) {
            if (isModerate(golden)) {
                try (Items items = golden.items()) {
                    Solution solution = requireAgreement(golden.name(), items, golden.fairness(), golden.budget());
                    assertEquals(golden.number("objective"), solution.objective(),
                            1e-8 * scale(golden.fairness(), items, golden.number("objective")), golden.name());
                }
                compared++;
            }
        }
        assertEquals(87, compared);
    }

    /** The others have ratios 1e60 to 1e150 apart or an alpha of a million: those the solver may only refuse or solve. */
    @Test
    void goldenCasesBeyondAreSolvedOrRefused() {
        int refused = 0;
        for (Golden golden : Golden.all()) {
            if (!isModerate(golden)) {
                try (Items items = golden.items()) {
                    requireAgreement(golden.name(), items, golden.fairness(), golden.budget());
                } catch (NotConvergedException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 0, "expected a case that is too hard; make it one of the moderate ones");
    }

    private static boolean isModerate(Golden golden) {
        return !golden.name().startsWith("wide-ratios")
                && (golden.fairness().alpha() <= 50 || golden.fairness().equals(Fairness.MAX_MIN));
    }

    private static Solution requireAgreement(String name, Items items, Fairness fairness, double budget) {
        String where = name + ", " + items + ", " + fairness;
        Allocation allocation = allocate(items, fairness, budget);
        Solution solution = new ConvexSolver().solve(items, fairness, budget);
        double scale = scale(fairness, items, allocation.objective());
        assertTrue(solution.dualityGap() <= ConvexSolver.TOLERANCE * scale * (1 + 1e-8), where + ": " + solution);
        assertEquals(allocation.objective(), solution.objective(), 1e-8 * scale, where);
        requireFeasible(where, items, solution, budget);
        double alpha = fairness.alpha();
        double gap = Math.max(0, solution.dualityGap()) + 1e-13 * scale;
        // At alpha = 0 tied groups may share in any way.
        if (alpha == Double.POSITIVE_INFINITY) {
            requireEqualUtilities(where, allocation, solution, gap);
        } else if (alpha > 0) {
            requireNearUtilities(where, allocation, solution, gap);
        }
        return solution;
    }

    private static double scale(Fairness fairness, Items items, double objective) {
        return fairness.alpha() == 1 ? items.groupCount() : Math.abs(objective);
    }

    private static void requireFeasible(String where, Items items, Solution solution, double budget) {
        double spent = 0;
        double[] utilities = new double[items.groupCount()];
        for (int flat = 0; flat < solution.doses().length; flat++) {
            int row = flat / items.itemCount();
            double dose = solution.doses()[flat];
            int group = items.groups().label(row);
            assertTrue(dose >= 0, where);
            spent += dose * items.cost(row, flat % items.itemCount());
            utilities[group] += dose * items.benefit(row, flat % items.itemCount()) / items.groups().groupSize(group);
        }
        assertTrue(spent <= budget * (1 + 1e-12), where + " spent " + spent + " of " + budget);
        for (int k = 0; k < utilities.length; k++) {
            assertEquals(utilities[k], solution.utilities()[k], 1e-12 * utilities[k], where + ", group " + k);
        }
    }

    /**
     * The welfare curves by at least {@code alpha v^(-alpha-1)} in a utility that stays below v, so whoever is within a
     * gap of the optimum is within {@code sqrt(2 gap v^(alpha+1) / alpha)} of its utility.
     */
    private static void requireNearUtilities(String where, Allocation allocation, Solution solution, double gap) {
        double alpha = allocation.fairness().alpha();
        for (int k = 0; k < allocation.groupCount(); k++) {
            double expected = allocation.utility(k);
            double largest = Math.max(expected, solution.utilities()[k]);
            double bound = Math.sqrt(2 * gap * Math.pow(largest, alpha + 1) / alpha);
            assertEquals(expected, solution.utilities()[k], bound, where + ", group " + k);
        }
    }

    /**
     * At the fairest optimum all utilities equal u. If all are at least u - gap, the budget left over is at most
     * {@code gap Q / u}, which is worth {@code p_k gap Q / u} to a group, where {@code p_k = best ratio / size}.
     */
    private static void requireEqualUtilities(String where, Allocation allocation, Solution solution, double gap) {
        for (int k = 0; k < allocation.groupCount(); k++) {
            double p = allocation.bestItems().bestRatio(k) / allocation.bestItems().groupSize(k);
            double bound = gap * Math.max(1, p * allocation.totalBudget() / allocation.objective());
            assertEquals(allocation.objective(), solution.utilities()[k], bound, where + ", group " + k);
        }
    }

    private static Allocation allocate(Items items, Fairness fairness, double budget) {
        try (Backend backend = Backends.open("scalar"); Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems().allocate(fairness, budget);
        }
    }
}
