package io.alphafair.accuracy;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.ErrorBounds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The numbers of {@link Allocation}. */
final class ClosedSurvey implements Survey {
    private static final int MOST_GROUPS = 100_000;
    /** More groups have no Jacobian here, whose size is their square. */
    private static final int MOST_OF_JACOBIAN = 16;
    private static final int ALPHAS = 4;
    /** Numbers of the whole are compared for each budget, those of the groups for the first ones. */
    private static final int BUDGETS = 16;
    private static final int BUDGETS_OF_GROUPS = 2;

    private final Backend backend = new ScalarBackend();

    @Override
    public String title() {
        return "closed form";
    }

    @Override
    public List<Regime> regimes() {
        return List.of(Regime.values());
    }

    @Override
    public List<String> counted(Regime regime) {
        return regime == Regime.MANY
                ? List.of("budget", "vjp")
                : List.of("budget", "objective", "shadow price", "gradient to benefit", "gradient to cost", "jacobian",
                        "vjp");
    }

    private static int groups(Regime regime, SplittableRandom random, long numbers) {
        if (regime == Regime.MANY) {
            return (int) Math.min(numbers, MOST_GROUPS);
        }
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(3);
            case 1 -> 1 + random.nextInt(100);
            default -> 2 + random.nextInt(11);
        };
    }

    /** The winners: the first member of each group; the others have no benefit. */
    private BestItems best(Regime regime, SplittableRandom random, int count) {
        int[] sizes = regime.sizes(random, count);
        double[] winnerBenefit = new double[count];
        double[] winnerCost = new double[count];
        regime.fill(random, winnerBenefit, winnerCost);
        int n = Arrays.stream(sizes).sum();
        double[] benefit = new double[n];
        double[] cost = new double[n];
        int[] labels = new int[n];
        Arrays.fill(cost, 1);
        for (int k = 0, row = 0; k < count; row += sizes[k], k++) {
            Arrays.fill(labels, row, row + sizes[k], k);
            benefit[row] = winnerBenefit[k];
            cost[row] = winnerCost[k];
        }
        try (Items items = Items.of(benefit, cost, labels); Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }

    @Override
    public void compare(Regime regime, SplittableRandom random, long numbers, Errors errors) {
        int count = groups(regime, random, numbers);
        BestItems best = best(regime, random, count);
        double[] weights = regime.weights(random, count);
        double[] upstream = random.doubles(count, -1, 1).toArray();
        ClosedExact exact = new ClosedExact(best, weights);
        Allocation allocation = Allocation.forGroups(count);
        for (int i = 0; i < ALPHAS; i++) {
            Fairness fairness = Fairness.of(regime.alpha(random));
            exact.divide(fairness.alpha());
            for (int j = 0; j < BUDGETS; j++) {
                double budget = budget(regime, random, exact, fairness.alpha());
                errors.at(fairness.alpha(), budget);
                try {
                    best.allocate(fairness, budget, weights, allocation);
                } catch (InvalidInputException e) {
                    errors.refuse();
                    continue;
                }
                exact.spend(budget);
                Wide price = exact.shadowPrice();
                compareWhole(exact, allocation, price, errors);
                if (j < BUDGETS_OF_GROUPS) {
                    compareGroups(exact, allocation, price, errors);
                    compareVjp(exact, allocation, upstream, errors);
                }
                if (j == 0 && count <= MOST_OF_JACOBIAN) {
                    compareJacobian(exact, allocation, errors);
                }
            }
        }
    }

    /** For a large alpha a budget at which u^(1-alpha) stays in the range of doubles. */
    private static double budget(Regime regime, SplittableRandom random, ClosedExact exact, double alpha) {
        if (regime == Regime.ALPHAS && alpha > 10 && alpha < Double.POSITIVE_INFINITY) {
            double budget = exact.budgetFor(Math.pow(10, random.nextDouble(-290, 290) / alpha));
            return budget > 0 && budget <= Double.MAX_VALUE ? budget : 1;
        }
        return regime.budget(random);
    }

    private static void compareWhole(ClosedExact exact, Allocation allocation, Wide price, Errors errors) {
        double bound = ErrorBounds.welfare(allocation.fairness());
        Wide objective = exact.objective(price);
        Wide scale = allocation.fairness().alpha() == 1 ? exact.logarithmScale() : objective.abs();
        boolean covered = exact.hasNormalWorth(price);
        errors.compareIf(covered, "shadow price", price, allocation.shadowPrice(), bound, price);
        errors.compareIf(covered, "objective", objective, allocation.objective(), bound, scale);
    }

    private static void compareGroups(ClosedExact exact, Allocation allocation, Wide price, Errors errors) {
        double split = ErrorBounds.split(allocation.fairness());
        double welfare = ErrorBounds.welfare(allocation.fairness());
        double[] byBenefit = allocation.benefitGradient();
        double[] byCost = allocation.costGradient();
        for (int k = 0; k < exact.count; k++) {
            Wide budget = exact.budget(k);
            Wide dose = budget.over(exact.cost[k]);
            Wide utility = budget.times(exact.slope[k]);
            Wide gradient = exact.benefitGradient(k, price);
            Wide costGradient = exact.costGradient(k, price);
            boolean covered = exact.isNormal(k);
            boolean priced = covered && exact.hasNormalWorth(price) && budget.times(price).isNormal();
            errors.compare("budget", budget, allocation.budget(k), split);
            errors.compareIf(covered, "dose", dose, allocation.dose(k), split, dose);
            errors.compareIf(covered, "utility", utility, allocation.utility(k), split, utility);
            errors.compareIf(priced, "gradient to benefit", gradient, byBenefit[k], welfare, gradient);
            errors.compareIf(priced, "gradient to cost", costGradient, byCost[k], welfare, costGradient.abs());
        }
    }

    private static void compareJacobian(ClosedExact exact, Allocation allocation, Errors errors) {
        if (exact.gamma.isZero()) {
            return;
        }
        Wide[][] expected = new Wide[exact.count][exact.count];
        Wide largest = Wide.ZERO;
        for (int l = 0; l < exact.count; l++) {
            for (int k = 0; k < exact.count; k++) {
                expected[l][k] = exact.jacobian(l, k);
                largest = expected[l][k].abs().compareTo(largest) > 0 ? expected[l][k].abs() : largest;
            }
        }
        double[][] actual = allocation.benefitJacobian();
        double bound = ErrorBounds.split(allocation.fairness());
        for (int l = 0; l < exact.count; l++) {
            for (int k = 0; k < exact.count; k++) {
                boolean stated = exact.hasNormalShares(l) && exact.hasNormalShares(k)
                        && largest.times(exact.benefit[k]).isNormal();
                errors.compareIf(stated, "jacobian", expected[l][k], actual[l][k], bound, largest);
            }
        }
    }

    private static void compareVjp(ClosedExact exact, Allocation allocation, double[] upstream, Errors errors) {
        if (exact.gamma.isZero()) {
            return;
        }
        Wide[] mixed = new Wide[exact.count];
        Wide[] size = new Wide[exact.count];
        for (int k = 0; k < exact.count; k++) {
            mixed[k] = exact.share[k].times(upstream[k]).over(exact.cost[k]);
            size[k] = mixed[k].abs();
        }
        Wide[] mixedOthers = ClosedExact.others(mixed);
        Wide[] sizeOthers = ClosedExact.others(size);
        Wide[] expected = new Wide[exact.count];
        Wide scale = Wide.ZERO;
        for (int k = 0; k < exact.count; k++) {
            Wide factor = exact.gamma.times(exact.budget(k)).over(exact.benefit[k]);
            Wide own = exact.others[k].times(upstream[k]).over(exact.cost[k]);
            expected[k] = factor.times(own.minus(mixedOthers[k]));
            Wide largest = factor.abs().times(own.abs().plus(sizeOthers[k]));
            scale = largest.compareTo(scale) > 0 ? largest : scale;
        }
        double[] actual = allocation.vjp(upstream);
        double bound = ErrorBounds.split(allocation.fairness());
        for (int k = 0; k < exact.count; k++) {
            boolean stated = exact.hasNormalShares(k) && scale.times(exact.benefit[k]).isNormal();
            errors.compareIf(stated, "vjp", expected[k], actual[k], bound, scale);
        }
    }
}
