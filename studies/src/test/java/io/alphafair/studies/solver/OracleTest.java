package io.alphafair.studies.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed form against a solver that does not know it. */
class OracleTest {
    private static final int PROBLEMS = 120;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1, 2, 3, 5, Double.POSITIVE_INFINITY})
    void agreesWithTheClosedFormOnRandomProblems(double alpha) {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (Items items = RandomProblem.make(random)) {
                double budget = Math.pow(10, 6 * random.nextDouble() - 2);
                compare("seed " + seed, items, Fairness.of(alpha), budget);
            }
        }
    }

    private static void compare(String name, Items items, Fairness fairness, double budget) {
        Solution solution = new ConvexSolver().solve(items, fairness, budget);
        Allocation allocation = bestItems(items).allocate(fairness, budget);
        String where = name + ", " + items + ", " + fairness;
        System.err.println(where + " " + solution.relativeGap() + " " + solution.iterations());
        double scale = fairness.alpha() == 1 ? items.groupCount() : Math.abs(allocation.objective());
        assertEquals(allocation.objective(), solution.objective(), 1e-8 * scale, where);
    }

    private static BestItems bestItems(Items items) {
        try (Backend backend = Backends.open("scalar"); Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }
}
