package io.alphafair.accuracy;

import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.overlap.Memberships;
import io.alphafair.overlap.OverlapAllocation;
import io.alphafair.overlap.OverlapSolver;
import io.alphafair.overlap.UncertifiedException;
import io.alphafair.scalar.ScalarBackend;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The utilities and the welfare of {@link OverlapAllocation}. */
final class OverlapSurvey implements Survey {
    private static final double EPS = Math.ulp(1.0);
    private static final int ALPHAS = 2;
    private static final int BUDGETS = 16;

    private final Backend backend = new ScalarBackend();

    @Override
    public String title() {
        return "overlap";
    }

    /** Not many groups, because a step takes the cube of the number of cells, and no weights, which it does not have. */
    @Override
    public List<Regime> regimes() {
        return List.of(Regime.ORDINARY, Regime.ALPHAS, Regime.NEAR_ONE, Regime.FAR_APART, Regime.NEAR_TIES,
                Regime.BUDGETS);
    }

    @Override
    public List<String> counted(Regime regime) {
        return List.of("utility");
    }

    /** One to three attributes of random sizes, each value taken by somebody. */
    private static Memberships memberships(SplittableRandom random) {
        int people = 8 + random.nextInt(24);
        int[][] labels = new int[1 + random.nextInt(3)][people];
        for (int[] column : labels) {
            int values = 2 + random.nextInt(3);
            Arrays.setAll(column, row -> row < values ? row : random.nextInt(values));
        }
        return Memberships.ofAttributes(labels);
    }

    private BestItems best(Regime regime, SplittableRandom random, Memberships memberships) {
        double[] benefit = new double[memberships.size()];
        double[] cost = new double[benefit.length];
        regime.fill(random, benefit, cost);
        try (Items items = Items.of(Matrix.copyOf(benefit), Matrix.copyOf(cost), memberships.cells());
                Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }

    @Override
    public void compare(Regime regime, SplittableRandom random, long numbers, Errors errors) {
        Memberships memberships = memberships(random);
        BestItems best = best(regime, random, memberships);
        OverlapSolver solver = new OverlapSolver(memberships);
        OverlapExact exact = new OverlapExact(best, memberships);
        for (int i = 0; i < ALPHAS; i++) {
            Fairness fairness = Fairness.of(regime.alpha(random));
            Optional<Wide[]> utilities = null;
            for (int j = 0; j < BUDGETS; j++) {
                double budget = regime.budget(random);
                errors.at(fairness.alpha(), budget);
                try {
                    OverlapAllocation answer = solver.allocate(best, fairness, budget);
                    utilities = utilities == null ? exact.utilities(answer) : utilities;
                    utilities.ifPresentOrElse(u -> compare(answer, u, errors), () -> errors.skip("utility"));
                } catch (UncertifiedException e) {
                    errors.refuse();
                }
            }
        }
    }

    /** @param unit the optimal utilities for a budget of 1 */
    private static void compare(OverlapAllocation answer, Wide[] unit, Errors errors) {
        double alpha = answer.fairness().alpha();
        Wide budget = Wide.of(answer.totalBudget());
        if (alpha == Double.POSITIVE_INFINITY) {
            errors.compare("welfare", unit[0].times(budget), answer.objective(), OverlapSolver.TOLERANCE);
            return;
        }
        Wide[] utility = new Wide[unit.length];
        Wide[] worth = new Wide[unit.length];
        Wide welfare = Wide.ZERO;
        int positive = 0;
        for (int g = 0; g < unit.length; g++) {
            utility[g] = unit[g].times(budget);
            if (utility[g].isZero()) {
                worth[g] = Wide.ZERO;
                continue;
            }
            worth[g] = WideFunctions.power(utility[g], Wide.ONE.minus(Wide.of(alpha)));
            Wide logarithm = alpha == 1 ? WideFunctions.log(utility[g]) : Wide.ZERO;
            welfare = welfare.plus(alpha == 1 ? logarithm : worth[g].over(Wide.ONE.minus(Wide.of(alpha))));
            positive++;
        }
        Wide sum = ClosedExact.sum(worth);
        errors.compareIf(alpha == 1 || sum.isNormal(), "welfare", welfare, answer.objective(), OverlapSolver.TOLERANCE,
                alpha == 1 ? Wide.of(positive) : welfare.abs());
        Wide[] found = new Wide[unit.length];
        Arrays.setAll(found, g -> power(Wide.of(answer.utility(g)), alpha));
        for (int g = 0; g < unit.length; g++) {
            if (alpha == 0) {
                errors.compare("utility", utility[g], answer.utility(g), 16 * EPS);
            } else if (!utility[g].isZero()) {
                errors.compareShare("utility", utility[g], answer.utility(g), share(answer, utility[g], found, g));
            }
        }
    }

    /**
     * What the largest relative gap says of the utility of one group: with its share t of {@code sum u^(1-alpha)} and
     * {@code 1 + d} the exact utility over the answer's, {@code t d (1 - (1+d)^-alpha)} is at most the gap over |1 - alpha|.
     *
     * @param worth u^(1-alpha) of the answer, by group
     */
    private static double share(OverlapAllocation answer, Wide exact, Wide[] worth, int group) {
        double alpha = answer.fairness().alpha();
        Wide ratio = exact.over(answer.utility(group));
        Wide inverse = WideFunctions.power(ratio, Wide.of(-alpha));
        Wide product = ratio.minus(Wide.ONE).times(Wide.ONE.minus(inverse)).times(worth[group]);
        return product.isZero()
                ? 0
                : product.quotient(ClosedExact.sum(worth)) / OverlapSolver.TOLERANCE
                        * (alpha == 1 ? 1 : Math.abs(1 - alpha));
    }

    private static Wide power(Wide x, double alpha) {
        return x.isZero() ? Wide.ZERO : WideFunctions.power(x, Wide.ONE.minus(Wide.of(alpha)));
    }
}
