package io.alphafair.accuracy;

import io.alphafair.CappedAllocation;
import io.alphafair.CappedLoss;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.accuracy.CappedEntries.Entry;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.ErrorBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The numbers of {@link CappedAllocation}. */
final class CappedSurvey implements Survey {
    private static final double HALF_ULP = Math.ulp(1.0) / 2;
    private static final int MOST_GROUPS = 100_000;
    private static final int ALPHAS = 3;
    private static final int BUDGETS = 8;
    /** Numbers of the entries are compared for the first budgets. */
    private static final int BUDGETS_OF_ENTRIES = 2;
    private static final int BUDGETS_OF_MANY = 2;

    private final Backend backend = new ScalarBackend();

    @Override
    public String title() {
        return "caps";
    }

    @Override
    public List<Regime> regimes() {
        return List.of(Regime.values());
    }

    @Override
    public List<String> counted(Regime regime) {
        // Of the others few are in range where ratios are far apart, and few where there are many groups.
        return regime == Regime.MANY || regime == Regime.FAR_APART
                ? List.of("budget", "utility")
                : List.of("budget", "utility", "cut-off", "critical dose", "gradient to benefit", "gradient to cost",
                        "vjp", "welfare", "price");
    }

    /** A problem whose entries all have finite caps. */
    private static Items items(Regime regime, SplittableRandom random, long numbers) {
        int count = regime == Regime.MANY
                ? (int) Math.min(numbers, MOST_GROUPS)
                : 1 + random.nextInt(random.nextInt(8) == 0 ? 30 : 5);
        int more = regime == Regime.MANY ? 1 : 1 + random.nextInt(4);
        int t = regime == Regime.MANY ? 1 : 1 + random.nextInt(2);
        int[] sizes = Arrays.stream(regime.sizes(random, count)).map(size -> size * more).toArray();
        int[] labels = new int[Arrays.stream(sizes).sum()];
        for (int k = 0, row = 0; k < count; row += sizes[k], k++) {
            Arrays.fill(labels, row, row + sizes[k], k);
        }
        double[] benefit = new double[labels.length * t];
        double[] cost = new double[benefit.length];
        double[] cap = new double[benefit.length];
        regime.fill(random, benefit, cost);
        // So that budgets between these costs and their sum are of that size.
        double unit = regime == Regime.BUDGETS ? Regime.decades(random, -290, 290) : 1;
        boolean whole = random.nextInt(3) == 0;
        for (int i = 0; i < cap.length; i++) {
            cost[i] *= unit;
            cap[i] = whole ? 1 : 0.5 + random.nextDouble();
        }
        return Items.of(Matrix.copyOf(benefit, labels.length, t), Matrix.copyOf(cost, labels.length, t),
                Groups.of(labels, count)).withCaps(Matrix.copyOf(cap, labels.length, t));
    }

    /** Small ones, ones between, ones that end between two entries of each group, and ones that suffice for all. */
    private static double budget(CappedEntries entries, SplittableRandom random) {
        int kind = random.nextInt(8);
        double part = kind == 0 ? 1.1 : kind < 3 ? Regime.decades(random, -4, 0) : random.nextDouble();
        Wide sum = Wide.ZERO;
        for (int k = 0; k < entries.groupCount(); k++) {
            int end = kind == 7 ? (int) (part * entries.count(k)) : entries.count(k);
            sum = sum.plusExactly(entries.spendingOfFirst(k, end));
        }
        double budget = sum.doubleValue() * (kind == 7 ? 1 : part);
        return budget > 0 ? budget : entries.spendingOfFirst(0, 1).doubleValue();
    }

    @Override
    public void compare(Regime regime, SplittableRandom random, long numbers, Errors errors) {
        try (Items items = items(regime, random, numbers); Prepared prepared = backend.prepare(items)) {
            CappedEntries entries = new CappedEntries(items);
            Selection selection = prepared.select();
            double[] weights = regime.weights(random, items.groupCount());
            double[] upstream = random.doubles(items.groupCount(), -1, 1).toArray();
            for (int i = 0; i < ALPHAS; i++) {
                Fairness fairness = Fairness.of(regime.alpha(random));
                for (int j = 0; j < (regime == Regime.MANY ? BUDGETS_OF_MANY : BUDGETS); j++) {
                    double budget = budget(entries, random);
                    errors.at(fairness.alpha(), budget);
                    try {
                        CappedAllocation answer = selection.allocate(fairness, budget, weights);
                        CappedExact exact = new CappedExact(entries, answer, weights);
                        errors.share("money left by rounding", exact.missing(answer) / rounding(fairness.alpha()));
                        if (new CappedConditions(exact).isRounded()) {
                            compareRounded(entries, exact, answer, weights, errors);
                            continue;
                        }
                        errors.share("conditions of the optimum",
                                new CappedConditions(exact).violation() / ErrorBounds.welfare(fairness));
                        compareWhole(exact, answer, errors);
                        compareGroups(exact, answer, errors);
                        if (j < BUDGETS_OF_ENTRIES) {
                            compareEntries(entries, exact, answer, upstream, errors);
                        }
                    } catch (InvalidInputException e) {
                        errors.refuse();
                    }
                }
            }
        }
    }

    /** Twice the part of the money that counts as a rounding error. */
    private static double rounding(double alpha) {
        return 64 * Math.ulp(1.0) * (alpha == 0 ? 1 : 1 + Math.min(1 / alpha, 0x1p20));
    }

    /** Of an answer whose numbers differ from the optimum's by money that was rounded, whether that is little. */
    private static void compareRounded(CappedEntries entries, CappedExact exact, CappedAllocation answer,
            double[] weights, Errors errors) {
        errors.skip("budget");
        if (exact.keepsDigits()) {
            errors.share("conditions of the optimum",
                    new CappedConditions(CappedExact.ofMoney(entries, answer, weights)).violation()
                            / ErrorBounds.welfare(answer.fairness()));
        } else {
            errors.skip("conditions of the optimum");
        }
    }

    private static boolean isPriceCovered(CappedExact exact, CappedAllocation answer) {
        return IntStream.range(0, answer.groupCount()).allMatch(exact::isPriced);
    }

    private static void compareWhole(CappedExact exact, CappedAllocation answer, Errors errors) {
        double bound = ErrorBounds.welfare(answer.fairness());
        Wide objective = exact.objective();
        Wide scale = answer.fairness().alpha() == 1 ? exact.logarithmScale() : objective.abs();
        errors.compareIf(exact.hasNormalSum(), "welfare", objective, answer.objective(), bound, scale);
        errors.compareIf(isPriceCovered(exact, answer), "price", exact.price, answer.shadowPrice(), bound);
        errors.compare("unspent", answer.binds() ? Wide.ZERO : exact.rest, answer.unspent(), bound);
    }

    private static void compareGroups(CappedExact exact, CappedAllocation answer, Errors errors) {
        double bound = ErrorBounds.welfare(answer.fairness());
        Wide largest = exact.largestBudget();
        for (int k = 0; k < answer.groupCount(); k++) {
            errors.compare("budget", exact.budget(k), answer.budget(k), bound, largest);
            errors.compareIf(exact.isDivided(k), "utility", exact.utility[k], answer.utility(k), bound);
            if (answer.cutoffIndex(k) >= 0) {
                Entry next = exact.next(k);
                errors.compare("cut-off", Wide.of(next.benefit()).over(next.cost()), answer.cutoffRatio(k), HALF_ULP);
            }
        }
        for (int k : exact.open) {
            errors.compareIf(exact.isDivided(k), "critical dose", exact.money[k].over(exact.next(k).cost()),
                    answer.criticalDose(k), wide(exact, k, bound));
        }
    }

    /** The bound at a critical entry, whose money is a difference of budgets. */
    private static double wide(CappedExact exact, int group, double bound) {
        return bound * Math.max(1, exact.largestBudget().quotient(exact.money[group]));
    }

    private static Wide vjp(CappedEntries entries, CappedVjp product, FundedEntry entry, Wide[] lever) {
        return entry.full()
                ? product.fullVjp(entry.group(), entries.at(entry.index()), lever)
                : product.criticalVjp(entry.group(), lever);
    }

    private static void compareEntries(CappedEntries entries, CappedExact exact, CappedAllocation answer,
            double[] upstream, Errors errors) {
        double bound = ErrorBounds.welfare(answer.fairness());
        boolean isPriced = isPriceCovered(exact, answer) && (exact.price.isZero() || exact.price.isNormal());
        CappedLoss loss = answer.vjp(upstream);
        CappedVjp product = new CappedVjp(exact);
        Wide[] lever = product.levers(upstream);
        List<FundedEntry> funded = new ArrayList<>();
        answer.funded().forEach(funded::add);
        Wide[] vjp = new Wide[funded.size()];
        Wide[] sizes = product.leverSizes(upstream);
        Wide largest = Wide.ZERO;
        for (int i = 0; i < vjp.length; i++) {
            FundedEntry entry = funded.get(i);
            vjp[i] = vjp(entries, product, entry, lever);
            Wide size = vjp(entries, product, entry, sizes).abs();
            largest = size.compareTo(largest) > 0 ? size : largest;
        }
        for (int i = 0; i < vjp.length; i++) {
            FundedEntry entry = funded.get(i);
            int k = entry.group();
            double own = entry.full() ? bound : wide(exact, k, bound);
            Wide dose = entry.full()
                    ? Wide.of(entries.at(entry.index()).cap())
                    : exact.money[k].over(exact.next(k).cost());
            errors.compareIf(exact.isDivided(k) && exact.isPriced(k), "gradient to benefit",
                    exact.benefitGradient(k, dose), answer.benefitGradient(entry), own);
            errors.compareIf(exact.isDivided(k) && isPriced, "gradient to cost", exact.costGradient(dose),
                    answer.costGradient(entry), own);
            errors.compare("vjp", vjp[i], loss.benefit(entry), own, largest);
        }
    }
}
