package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The breakpoints of the budget path, at them and between them, against the allocation for one budget. */
class BudgetPathTest {
    private static final Backend SCALAR = new ScalarBackend();
    private static final double TINY = 1e-300;

    /** What the path says of one group at a breakpoint. */
    private record Stand(double budget, double utility, long fullCount, long criticalIndex) {}

    /** A breakpoint of one group and entry, with all groups. */
    private record Point(double total, int group, long index, List<Stand> groups) {}

    private static Items capped(double[] benefit, double[] cost, int[] labels, double... cap) {
        return Items.of(benefit, cost, labels).withCaps(Matrix.copyOf(cap));
    }

    private static List<String> walk(Items items, Fairness fairness, double... weights) {
        List<String> steps = new ArrayList<>();
        try (Prepared prepared = SCALAR.prepare(items)) {
            BudgetPath path = prepared.select().budgetPath(fairness, weights.length == 0 ? null : weights);
            assertEquals("-1 -1 0.0", path.group() + " " + path.index() + " " + path.totalBudget());
            while (path.next()) {
                steps.add((path.isStart() ? "+" : "-") + path.index() + " of " + path.group() + " at "
                        + path.totalBudget());
            }
            assertFalse(path.next());
        }
        return steps;
    }

    @Test
    void oneGroupBuysInItsOrder() {
        try (Items items = capped(new double[]{2, 3}, new double[]{1, 1}, new int[2], 1)) {
            List<String> steps = List.of("+1 of 0 at 0.0", "-1 of 0 at 1.0", "+0 of 0 at 1.0", "-0 of 0 at 2.0");
            for (double alpha : new double[]{0, 0.5, 1, 2, Double.POSITIVE_INFINITY}) {
                assertEquals(steps, walk(items, Fairness.of(alpha)));
            }
        }
    }

    @Test
    void twoGroupsShare() {
        try (Items items = capped(new double[]{4, 2}, new double[]{1, 1}, new int[]{0, 1}, 1, 2)) {
            assertEquals(List.of("+0 of 0 at 0.0", "+1 of 1 at 0.0", "-0 of 0 at 2.0", "-1 of 1 at 3.0"),
                    walk(items, Fairness.PROPORTIONAL));
            assertEquals(List.of("+0 of 0 at 0.0", "+1 of 1 at 0.0", "-0 of 0 at 3.0", "-1 of 1 at 3.0"),
                    walk(items, Fairness.MAX_MIN));
            assertEquals(List.of("+0 of 0 at 0.0", "-0 of 0 at 1.0", "+1 of 1 at 1.0", "-1 of 1 at 3.0"),
                    walk(items, Fairness.UTILITARIAN));
            assertEquals(List.of("+1 of 1 at 0.0", "-1 of 1 at 2.0", "+0 of 0 at 2.0", "-0 of 0 at 3.0"),
                    walk(items, Fairness.UTILITARIAN, 1, 3));
        }
    }

    @Test
    void tiedGroupsShareTheirWorthAtAlpha0() {
        // All entries are worth the same; group 0 has costs 1 and 2, group 1 has cost 2.
        try (Items items = capped(new double[]{1, 2, 2}, new double[]{1, 2, 2}, new int[]{0, 0, 1}, 1);
                Prepared prepared = SCALAR.prepare(items)) {
            double[] weights = {2, 1};
            assertEquals(List.of("+0 of 0 at 0.0", "+2 of 1 at 0.0", "-0 of 0 at 2.0", "+1 of 0 at 2.0",
                    "-2 of 1 at 4.0", "-1 of 0 at 5.0"), walk(items, Fairness.UTILITARIAN, weights));
            CappedAllocation allocation = prepared.select().allocate(Fairness.UTILITARIAN, 3, weights);
            assertEquals(1.5, allocation.budget(0));
            assertEquals(1.5, allocation.budget(1));
        }
    }

    @Test
    void nothingComesBehindAnEntryWithoutACapAtAlpha0() {
        double none = Double.POSITIVE_INFINITY;
        try (Items items = capped(new double[]{1, 3, 2}, new double[]{1, 1, 1}, new int[]{0, 0, 1}, 1, none, 1)) {
            // At alpha 0 entry 1 is worth 3/2 and takes all further money; entry 2 is worth 2.
            assertEquals(List.of("+2 of 1 at 0.0", "-2 of 1 at 1.0", "+1 of 0 at 1.0"),
                    walk(items, Fairness.UTILITARIAN));
            assertEquals(List.of("+1 of 0 at 0.0", "+2 of 1 at 0.0", "-2 of 1 at 2.0"),
                    walk(items, Fairness.PROPORTIONAL));
        }
    }

    @Test
    void whatNoFiniteBudgetReachesIsNoBreakpoint() {
        // Group 1 is full at a price at which group 0 spends some 9,000^100.
        try (Items items = capped(new double[]{1, 1e-4}, new double[]{1, 1}, new int[]{0, 1},
                Double.POSITIVE_INFINITY, 1)) {
            assertEquals(List.of("+0 of 0 at 0.0", "+1 of 1 at 0.0"), walk(items, Fairness.of(0.01)));
        }
    }

    @Test
    @Seeded(first = 400, all = 4_000)
    void everyBreakpointIsWhereTheAllocationTurns(Seeds seeds) {
        int[] counted = new int[2];
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Prepared prepared = SCALAR.prepare(items)) {
                BudgetPath path = prepared.select().budgetPath(problem.fairness(), problem.weights());
                double[] worth = worth(prepared.bestItems());
                Point last = point(path);
                int steps = 0;
                while (path.next()) {
                    steps++;
                    Point here = point(path);
                    assertTrue(here.total >= last.total, problem::toString);
                    compareAt(problem, path, here, worth);
                    if (here.total - last.total > 1e-9 * here.total) {
                        compareBetween(problem, path, last, here, worth, counted);
                    }
                    last = here;
                }
                checkEnd(problem, items, last, steps);
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(counted[0] > 20 * seeds.count() && counted[1] > 0.5 * counted[0],
                    counted[1] + " of " + counted[0] + " groups compared");
        }
    }

    /** What one more unit of money adds to the utility of each group at most. */
    private static double[] worth(BestItems best) {
        double[] worth = new double[best.groupCount()];
        for (int k = 0; k < worth.length; k++) {
            worth[k] = best.isAbsent(k) ? 0 : best.bestRatio(k) / best.groupSize(k);
        }
        return worth;
    }

    private static Point point(BudgetPath path) {
        List<Stand> groups = new ArrayList<>();
        for (int k = 0; k < path.groupCount(); k++) {
            groups.add(new Stand(path.budget(k), path.utility(k), path.fullCount(k), path.criticalIndex(k)));
        }
        return new Point(path.totalBudget(), path.group(), path.index(), groups);
    }

    /** Of the money on an entry, relative to the numbers that it is a difference of. */
    private static double rounding(GeneratedCapped problem) {
        double alpha = problem.fairness().alpha();
        return 1e-12 * (1 + (alpha > 0 ? 1 / alpha : 0));
    }

    /** The total budget, and what the utilities would cost at the ratios of the entries that take money or are full just now. */
    private static double scale(Point point, CappedAllocation allocation) {
        double scale = point.total;
        for (int k = 0; k < allocation.groupCount(); k++) {
            Stand stand = point.groups.get(k);
            long index = k == point.group ? point.index : stand.criticalIndex;
            if (index >= 0) {
                scale += stand.utility * allocation.groupSize(k) / ratio(allocation, index);
            }
        }
        return scale;
    }

    private static double ratio(CappedAllocation allocation, long index) {
        return allocation.explain(index / allocation.itemCount(), (int) (index % allocation.itemCount())).ratio();
    }

    private static void compareAt(GeneratedCapped problem, BudgetPath path, Point point, double[] worth) {
        if (point.total == 0) {
            return;
        }
        CappedAllocation allocation = path.allocate(point.total);
        double most = rounding(problem) * scale(point, allocation);
        for (int k = 0; k < path.groupCount(); k++) {
            Stand stand = point.groups.get(k);
            compare(problem, allocation, k, stand.budget, stand.utility, most, worth);
        }
    }

    private static void compare(GeneratedCapped problem, CappedAllocation allocation, int group, double budget,
            double utility,
            double most, double[] worth) {
        Supplier<String> what = () -> problem + ": group " + group + " at " + allocation.totalBudget();
        assertEquals(budget, allocation.budget(group), most, what);
        assertEquals(utility, allocation.utility(group), 1e-12 * utility + most * worth[group] + TINY, what);
    }

    private static void compareBetween(GeneratedCapped problem, BudgetPath path, Point from, Point to, double[] worth,
            int[] counted) {
        CappedAllocation allocation = path.allocate(from.total + (to.total - from.total) / 2);
        double most = rounding(problem) * (scale(from, allocation) + scale(to, allocation));
        for (int k = 0; k < path.groupCount(); k++) {
            Stand before = from.groups.get(k);
            Stand after = to.groups.get(k);
            compare(problem, allocation, k, before.budget + (after.budget - before.budget) / 2,
                    before.utility + (after.utility - before.utility) / 2, most, worth);
            counted[0]++;
            if (before.criticalIndex < 0 || after.budget - before.budget > 1e3 * most) {
                counted[1]++;
                Supplier<String> what = () -> problem + ": counts at " + allocation.totalBudget();
                assertEquals(before.fullCount, allocation.fullCount(k), what);
                assertEquals(before.criticalIndex, allocation.criticalIndex(k), what);
            }
        }
    }

    private static void checkEnd(GeneratedCapped problem, Items items, Point last, int steps) {
        int entries = 0;
        boolean allCapped = true;
        double total = 0;
        for (long row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                if (items.benefit(row, item) > 0) {
                    entries++;
                    allCapped &= items.cap(row, item) <= Double.MAX_VALUE;
                    total += items.cost(row, item) * items.cap(row, item);
                }
            }
        }
        if (allCapped) {
            assertEquals(2 * entries, steps, problem::toString);
            assertEquals(total, last.total, 1e-12 * total, problem::toString);
        } else {
            assertTrue(steps < 2 * entries, problem::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, Double.POSITIVE_INFINITY})
    void theBudgetsOfALargerProblemAddUp(double alpha) {
        try (Items items = Problems.make(Shape.SCALED, 3_000, 2, 7, 5).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            BudgetPath path = prepared.select().budgetPath(Fairness.of(alpha), null);
            double last = 0;
            while (path.next()) {
                assertTrue(path.totalBudget() >= last);
                last = path.totalBudget();
                double sum = 0;
                for (int k = 0; k < path.groupCount(); k++) {
                    sum += path.budget(k);
                }
                assertEquals(sum, last, 1e-12 * last + TINY);
            }
            assertFalse(path.allocate(Math.nextUp(last)).binds());
            assertTrue(path.allocate(Math.nextDown(last)).binds());
        }
    }

    @Test
    void aSelectionForOneBudgetHasNoPath() {
        try (Items items = Problems.make(Shape.UNIFORM, 60_000, 4, 8, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select(Fairness.PROPORTIONAL, 1000, null);
            IllegalStateException e = assertThrows(IllegalStateException.class,
                    () -> selection.budgetPath(Fairness.PROPORTIONAL, null));
            assertTrue(e.getMessage().contains("Prepared.select()"), e.getMessage());
        }
    }

    private static String refusal(Items items, Fairness fairness, double... weights) {
        try (Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select();
            return assertThrows(InvalidInputException.class,
                    () -> selection.budgetPath(fairness, weights.length == 0 ? null : weights)).getMessage();
        }
    }

    @Test
    void whatIsRefused() {
        try (Items items = capped(new double[]{4, 0, 1}, new double[]{1, 1, 1}, new int[]{0, 1, 0}, 1, 1,
                Double.MIN_VALUE);
                Items dear = capped(new double[]{1, 1}, new double[]{1, 1}, new int[]{0, 1}, 1e308)) {
            String message = refusal(items, Fairness.PROPORTIONAL);
            assertTrue(message.contains("group 1 has no ratio above 0"), message);
            message = refusal(items, Fairness.UTILITARIAN);
            assertTrue(message.contains("[2,0]") && message.contains("scale"), message);
            assertEquals("1 weights: expected 2, one per group", refusal(items, Fairness.UTILITARIAN, 1));
            message = refusal(items, Fairness.UTILITARIAN, 1, 0);
            assertTrue(message.startsWith("weight of group 1 is 0.0"), message);
            message = refusal(dear, Fairness.UTILITARIAN);
            assertTrue(message.contains("cost Infinity together"), message);
        }
    }
}
