package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole doses: the rule on small examples, and the bound against all plans of small problems. */
class WholeAllocationTest {
    private static final Backend SCALAR = new ScalarBackend();
    /** Plans that are tried: 2^12. */
    private static final int MOST_ENTRIES = 12;

    private static List<Long> indices(Iterable<FundedEntry> entries) {
        List<Long> indices = new ArrayList<>();
        for (FundedEntry entry : entries) {
            assertTrue(entry.full());
            indices.add(entry.index());
        }
        return indices;
    }

    private static Items oneRow(double[] benefit, double[] cost) {
        return Items.of(new double[][]{benefit}, new double[][]{cost}, new int[1])
                .withCaps(Matrix.copyOf(new double[]{1}));
    }

    @Test
    void whatDoesNotFitIsSkipped() {
        try (Items items = oneRow(new double[]{9, 6, 2}, new double[]{3, 3, 2});
                Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation relaxed = prepared.select().allocate(Fairness.UTILITARIAN, 5);
            assertEquals(1, relaxed.criticalIndex(0));
            assertEquals(13, relaxed.objective());
            WholeAllocation whole = relaxed.whole();
            assertEquals(List.of(0L, 2L), indices(whole.funded()));
            assertEquals(11, whole.objective());
            assertEquals(5, whole.budget(0));
            assertEquals(0, whole.unspent());
            assertEquals(2, whole.lossBound());
        }
    }

    @Test
    void aSkippedStepBlocksTheLaterOnesOfItsRow() {
        try (Items items = oneRow(new double[]{4, 6, 6.4}, new double[]{1, 3, 3.5});
                OneItemEach one = OneItemEach.of(items);
                Prepared prepared = SCALAR.prepare(one.increments())) {
            CappedAllocation relaxed = prepared.select().allocate(Fairness.UTILITARIAN, 2.7);
            assertEquals(1, relaxed.criticalIndex(0));
            assertEquals(List.of(0L, 2L), indices(relaxed.whole().funded()));
            WholeAllocation whole = one.whole(relaxed);
            assertEquals(List.of(0L), indices(one.funded(whole)));
            assertEquals(1.7, whole.unspent(), 1e-15);
        }
    }

    @Test
    void aGroupThatIsLeftWithNothingHasNoBound() {
        try (Items items = Items.of(new double[]{1, 1}, new double[]{1, 1}, new int[]{0, 1})
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            WholeAllocation whole = prepared.select().allocate(Fairness.PROPORTIONAL, 1.5).whole();
            assertEquals(List.of(0L), indices(whole.funded()));
            assertEquals(Double.NEGATIVE_INFINITY, whole.objective());
            assertEquals(Double.POSITIVE_INFINITY, whole.lossBound());
        }
    }

    @Test
    void aSelectionThatLeftEntriesOutIsRefused() {
        try (Items items = Problems.make(Shape.UNIFORM, 60_000, 4, 8, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.PROPORTIONAL, 1000);
            assertThrows(IllegalStateException.class, allocation::whole);
            WholeAllocation whole = prepared.select().allocate(Fairness.PROPORTIONAL, 1000).whole();
            assertTrue(whole.unspent() < 0.2, whole.unspent() + " left, which pays for an entry");
        }
    }

    @Test
    @Seeded(first = 5_000, all = 50_000)
    void noWholePlanIsBetterThanTheBoundSays(Seeds seeds) {
        int[] compared = {0};
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Prepared prepared = SCALAR.prepare(items)) {
                long entries = items.individualCount() * items.itemCount();
                if (entries <= MOST_ENTRIES) {
                    CappedAllocation relaxed = prepared.select().allocate(problem.fairness(), problem.budget(),
                            problem.weights());
                    check(problem, items, relaxed.whole());
                    compared[0]++;
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(compared[0] > seeds.count() / 20, compared[0] + " compared");
        }
    }

    private static void check(GeneratedCapped problem, Items items, WholeAllocation whole) {
        double spent = 0;
        double[] utility = new double[items.groupCount()];
        for (FundedEntry entry : whole.funded()) {
            assertEquals(items.cap(entry.row(), entry.item()), entry.dose());
            spent += entry.dose() * items.cost(entry.row(), entry.item());
            utility[entry.group()] += entry.dose() * items.benefit(entry.row(), entry.item());
        }
        assertTrue(spent <= problem.budget() * (1 + 1e-13), () -> problem + " overspends");
        for (int k = 0; k < utility.length; k++) {
            double mean = items.groups().groupSize(k) == 0 ? 0 : utility[k] / items.groups().groupSize(k);
            assertEquals(mean, whole.utility(k), 1e-13 * mean, problem::toString);
        }
        double best = best(problem, items);
        if (best == Double.NEGATIVE_INFINITY) {
            assertEquals(best, whole.objective(), problem::toString);
            return;
        }
        double bound = whole.objective() + whole.lossBound();
        double tiny = 1e-11 * (1 + Math.abs(best));
        assertTrue(whole.objective() <= best + tiny, () -> problem + ": " + whole + " is better than " + best);
        assertTrue(best <= bound + tiny || Double.isNaN(bound), () -> problem + ": " + whole + " bounds " + best);
    }

    /** The largest welfare of a whole plan that costs no more than the budget, by trying all. */
    private static double best(GeneratedCapped problem, Items items) {
        int itemCount = items.itemCount();
        int entries = (int) items.individualCount() * itemCount;
        double best = Double.NEGATIVE_INFINITY;
        for (int plan = 0; plan < 1 << entries; plan++) {
            double spent = 0;
            double[] value = new double[items.groupCount()];
            for (int e = 0; e < entries; e++) {
                if ((plan >> e & 1) != 0) {
                    double cap = items.cap(e / itemCount, e % itemCount);
                    spent += items.cost(e / itemCount, e % itemCount) * cap;
                    value[items.groups().label(e / itemCount)] += items.benefit(e / itemCount, e % itemCount) * cap;
                }
            }
            if (spent <= problem.budget()) {
                best = Math.max(best, welfare(problem, items, value));
            }
        }
        return best;
    }

    private static double welfare(GeneratedCapped problem, Items items, double[] value) {
        double alpha = problem.fairness().alpha();
        double[] weights = problem.weights();
        double sum = 0;
        double worst = Double.POSITIVE_INFINITY;
        for (int k = 0; k < value.length; k++) {
            if (items.groups().groupSize(k) > 0) {
                double utility = value[k] / items.groups().groupSize(k);
                double weight = weights == null ? 1 : weights[k];
                worst = Math.min(worst, utility);
                sum += weight * (alpha == 1 ? Math.log(utility) : Math.pow(utility, 1 - alpha) / (1 - alpha));
            }
        }
        return alpha == Double.POSITIVE_INFINITY ? worst : sum;
    }
}
