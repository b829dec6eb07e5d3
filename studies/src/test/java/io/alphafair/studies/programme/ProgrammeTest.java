package io.alphafair.studies.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.Items;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decisions, against duality over people and items, which knows nothing of hulls, steps and breakpoints. */
class ProgrammeTest {
    private static final Programme PROGRAMME = new Programme();
    private static final Items ITEMS = PROGRAMME.items();
    private static final double BUDGET = PROGRAMME.budget(0.1);
    private static final double CLOSE = 1e-9;

    @AfterAll
    static void close() {
        PROGRAMME.close();
    }

    /** The largest of 0 and what one unit of one kind of care is worth to the person, less its price. */
    private static double bestSurplus(long row, double worth, double price) {
        double best = 0;
        for (int item = 0; item < ITEMS.itemCount(); item++) {
            best = Math.max(best, worth * ITEMS.benefit(row, item) - price * ITEMS.cost(row, item));
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY})
    void decisionsAreFeasibleAndWorthWhatTheySay(double alpha) {
        CappedAllocation best = PROGRAMME.allocate(Fairness.of(alpha), BUDGET);
        double[] benefit = new double[best.groupCount()];
        double[] spent = new double[best.groupCount()];
        Map<Long, Double> held = new HashMap<>();
        for (FundedEntry holding : PROGRAMME.steps().funded(best)) {
            benefit[holding.group()] += holding.dose() * ITEMS.benefit(holding.row(), holding.item());
            spent[holding.group()] += holding.dose() * ITEMS.cost(holding.row(), holding.item());
            held.merge(holding.row(), holding.dose(), Double::sum);
        }
        held.forEach((row, doses) -> assertTrue(doses <= 1 + CLOSE, "row " + row + " holds " + doses));
        assertEquals(BUDGET, Arrays.stream(spent).sum(), CLOSE * BUDGET);
        for (int k = 0; k < benefit.length; k++) {
            assertEquals(best.utility(k), benefit[k] / best.groupSize(k), CLOSE * best.utility(k));
            assertEquals(best.budget(k), spent[k], CLOSE * BUDGET);
        }
        boolean maxMin = alpha == Double.POSITIVE_INFINITY;
        double scale = maxMin ? best.objective() : Math.max(Math.abs(best.objective()), ITEMS.individualCount());
        assertTrue(best.dualityGap() <= 1e-13 * (1 + (maxMin ? 1 : alpha)) * scale, "gap " + best.dualityGap());
    }

    /** Lagrangian duality: with the price, nobody can be given anything that is worth more. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2})
    void noDecisionHasMoreWelfare(double alpha) {
        CappedAllocation best = PROGRAMME.allocate(Fairness.of(alpha), BUDGET);
        double bound = best.shadowPrice() * BUDGET;
        double reached = 0;
        for (int k = 0; k < best.groupCount(); k++) {
            reached += best.groupSize(k) * Math.pow(best.utility(k), 1 - alpha);
        }
        for (long row = 0; row < ITEMS.individualCount(); row++) {
            double worth = Math.pow(best.utility(ITEMS.groups().label(row)), -alpha);
            bound += bestSurplus(row, worth, best.shadowPrice());
        }
        assertEquals(bound, reached, CLOSE * reached);
    }

    /** At infinity all averages are equal, and the same averages cannot be had for less. */
    @Test
    void maxMinEqualisesAtTheLeastCost() {
        CappedAllocation best = PROGRAMME.allocate(Fairness.MAX_MIN, BUDGET);
        double cost = 0;
        for (int k = 0; k < best.groupCount(); k++) {
            assertEquals(best.utility(0), best.utility(k), 1e-12 * best.utility(0));
            cost += leastCost(k, best.utility(k) * best.groupSize(k));
        }
        assertEquals(BUDGET, cost, CLOSE * BUDGET);
    }

    /** The maximum over the worth of a unit of benefit of a concave function, by ternary search. */
    private static double leastCost(int group, double benefit) {
        double low = 0;
        double high = 1000;
        for (int step = 0; step < 200; step++) {
            double first = low + (high - low) / 3;
            double second = high - (high - low) / 3;
            if (costBound(group, benefit, first) < costBound(group, benefit, second)) {
                low = first;
            } else {
                high = second;
            }
        }
        return costBound(group, benefit, low);
    }

    private static double costBound(int group, double benefit, double worth) {
        double bound = worth * benefit;
        for (long row = 0; row < ITEMS.individualCount(); row++) {
            bound -= ITEMS.groups().label(row) == group ? bestSurplus(row, worth, 1) : 0;
        }
        return bound;
    }

    @Test
    void alphaTradesBenefitOfAllForTheLowestGroup() {
        Decision before = null;
        for (double alpha : new double[]{0, 0.5, 1, 2, 5, Double.POSITIVE_INFINITY}) {
            Decision decision = Decision.of(PROGRAMME, Fairness.of(alpha), BUDGET, false);
            if (before != null) {
                assertTrue(decision.totalBenefit() <= before.totalBenefit() * (1 + 1e-12), decision.toString());
                assertTrue(decision.lowest() >= before.lowest() * (1 - 1e-12), decision.toString());
            }
            before = decision;
        }
        assertTrue(before.givenUp(Decision.of(PROGRAMME, Fairness.UTILITARIAN, BUDGET, false)) > 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.POSITIVE_INFINITY})
    void wholeUnitsAreWholeAndLoseLittle(double alpha) {
        Decision best = Decision.of(PROGRAMME, Fairness.of(alpha), BUDGET, false);
        Decision whole = Decision.of(PROGRAMME, Fairness.of(alpha), BUDGET, true);
        double spent = whole.unspent();
        for (Decision.Share share : whole.groups()) {
            double units = share.units().values().stream().mapToDouble(Double::doubleValue).sum();
            assertEquals(share.reached(), units, share.toString());
            assertEquals(0, share.partly(), share.toString());
            spent += share.spent();
        }
        assertEquals(BUDGET, spent, CLOSE);
        // Nobody's first unit costs more than 1, and many have none.
        assertTrue(whole.unspent() >= 0 && whole.unspent() < 1, "unspent " + whole.unspent());
        assertTrue(whole.objective() <= best.objective() + CLOSE);
        assertEquals(best.objective() - whole.objective(), whole.lossBound(), 1e-6 * Math.abs(best.objective()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.POSITIVE_INFINITY})
    void thePathRisesToWhatHelpsEverybodyMost(double alpha) {
        BudgetPath path = BudgetPath.of(PROGRAMME, Fairness.of(alpha));
        int last = path.budgets().length - 1;
        double[] most = new double[ITEMS.groupCount()];
        for (long row = 0; row < ITEMS.individualCount(); row++) {
            int group = ITEMS.groups().label(row);
            most[group] += bestSurplus(row, 1, 0) / ITEMS.groups().groupSize(group);
        }
        List<Decision.Share> middle = Decision.of(PROGRAMME, Fairness.of(alpha), path.budgets()[50], false).groups();
        for (int k = 0; k < most.length; k++) {
            double[] means = path.meanBenefit().get(k);
            assertEquals(0, means[0]);
            for (int i = 1; i <= last; i++) {
                assertTrue(means[i] >= means[i - 1] * (1 - 1e-12), "group " + k + ", budget " + path.budgets()[i]);
            }
            assertEquals(middle.get(k).meanBenefit(), means[50]);
            assertEquals(most[k], means[last], 1e-9 * most[k]);
        }
    }
}
