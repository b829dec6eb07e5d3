package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Why an entry is funded or not, and the benefit with which it would be. */
class ExplanationTest {
    private static final Backend SCALAR = new ScalarBackend();

    /** Whether an entry of that benefit comes before the cut-off entry of its group, by the definition. */
    private static boolean isBefore(Items items, CappedAllocation allocation, long row, int item, double benefit) {
        int group = items.groups().label(row);
        double ratio = benefit / items.cost(row, item);
        double cutoff = allocation.cutoffRatio(group);
        long index = row * items.itemCount() + item;
        return ratio > cutoff || ratio == cutoff && index < allocation.cutoffIndex(group);
    }

    @Test
    @Seeded(first = 1_000, all = 10_000)
    void theBenefitNeededIsTheSmallestThatComesBeforeTheCutOff(Seeds seeds) {
        int[] explained = {0};
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation allocation = prepared.allocate(problem.fairness(), problem.budget(),
                        problem.weights());
                for (long row = 0; row < items.individualCount(); row++) {
                    for (int item = 0; item < items.itemCount(); item++) {
                        explained[0] += check(problem, items, allocation, row, item) ? 1 : 0;
                    }
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(explained[0] > 5 * seeds.count(), explained[0] + " explained");
        }
    }

    private static boolean check(GeneratedCapped problem, Items items, CappedAllocation allocation, long row,
            int item) {
        int group = items.groups().label(row);
        Explanation explanation = allocation.explain(row, item);
        double dose = allocation.dose(row, item);
        assertEquals(dose, explanation.dose());
        assertEquals(dose > 0, explanation.funded());
        assertEquals(items.benefit(row, item) / items.cost(row, item), explanation.ratio());
        assertEquals(allocation.cutoffRatio(group), explanation.cutoffRatio());
        assertEquals(allocation.shadowPrice(), explanation.shadowPrice());
        if (dose > 0) {
            assertEquals(OptionalDouble.empty(), explanation.benefitNeeded());
            return false;
        }
        if (allocation.cutoffIndex(group) < 0) {
            return false;
        }
        double needed = explanation.benefitNeeded().orElseThrow();
        assertTrue(isBefore(items, allocation, row, item, needed), problem::toString);
        assertFalse(isBefore(items, allocation, row, item, Math.nextDown(needed)), problem::toString);
        return true;
    }

    @Test
    @Seeded(first = 300, all = 3_000)
    void anEntryWithTheBenefitNeededIsFundedWhereTheCutOffEntryIs(Seeds seeds) {
        int[] changed = {0};
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation allocation = prepared.allocate(problem.fairness(), problem.budget(),
                        problem.weights());
                for (long row = 0; row < items.individualCount(); row++) {
                    int group = items.groups().label(row);
                    boolean hasMoney = allocation.criticalMoney(group) > 1e-6 * allocation.budget(group);
                    double needed = allocation.explain(row, 0).benefitNeeded().orElse(0);
                    if (hasMoney && needed > 0) {
                        double before = items.benefit(row, 0);
                        assertTrue(doseWith(problem, items, prepared, row, needed) > 0, problem::toString);
                        assertEquals(0, doseWith(problem, items, prepared, row, Math.nextDown(needed)),
                                problem::toString);
                        items.benefit().set(row, 0, before);
                        allocation = prepared.allocate(problem.fairness(), problem.budget(), problem.weights());
                        changed[0]++;
                    }
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(changed[0] > seeds.count(), changed[0] + " changed");
        }
    }

    private static double doseWith(GeneratedCapped problem, Items items, Prepared prepared, long row, double benefit) {
        items.benefit().set(row, 0, benefit);
        return prepared.allocate(problem.fairness(), problem.budget(), problem.weights()).dose(row, 0);
    }

    @Test
    void aTieIsDecidedByTheRow() {
        try (Items items = Items.of(new double[]{1, 3, 2, 1}, new double[]{1, 1, 1, 1}, new int[4])
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.UTILITARIAN, 1.5);
            assertEquals(2, allocation.cutoffIndex(0));
            assertEquals(2, allocation.explain(0, 0).benefitNeeded().orElseThrow());
            assertEquals(Math.nextUp(2.0), allocation.explain(3, 0).benefitNeeded().orElseThrow());
            assertEquals(new Explanation(true, 0.5, 2, 2, 0.5, OptionalDouble.empty()), allocation.explain(2, 0));
        }
    }

    @Test
    void aCutOffEntryThatGetsNothingNeedsMoreThanItsOwnRatio() {
        try (Items items = Items.of(new double[]{2, 1}, new double[]{1, 1}, new int[2])
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            Explanation explanation = prepared.allocate(Fairness.PROPORTIONAL, 1).explain(1, 0);
            assertFalse(explanation.funded());
            assertEquals(Math.nextUp(1.0), explanation.benefitNeeded().orElseThrow());
        }
    }

    @Test
    void withoutACutOffEntryThePriceDecides() {
        // Group 0 is full with a mean benefit of 2; a unit of money is worth 1/2 per member there, if it has that ratio.
        try (Items items = Items.of(new double[]{4, 0, 3, 3}, new double[]{1, 1, 1, 1}, new int[]{0, 0, 1, 1})
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.PROPORTIONAL, 2.5);
            assertTrue(allocation.isFull(0));
            double needed = allocation.explain(1, 0).benefitNeeded().orElseThrow();
            // At the benefit b the entry is worth b / 2 / 2, the critical one of group 1 3 / 2 / 2.25.
            assertEquals(4 * 3 / 2 / 2.25, needed, 1e-14);
            items.benefit().set(1, 0, needed * (1 + 1e-9));
            assertTrue(prepared.allocate(Fairness.PROPORTIONAL, 2.5).dose(1, 0) > 0);
            items.benefit().set(1, 0, needed * (1 - 1e-9));
            assertEquals(0, prepared.allocate(Fairness.PROPORTIONAL, 2.5).dose(1, 0));
        }
    }

    @Test
    void aBudgetThatDoesNotBindFundsEveryBenefit() {
        try (Items items = Items.of(new double[]{4, 0}, new double[]{1, 1}, new int[2])
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.MAX_MIN, 10);
            assertEquals(new Explanation(false, 0, 0, 0, 0, OptionalDouble.of(Double.MIN_VALUE)),
                    allocation.explain(1, 0));
        }
    }

    @Test
    void noFiniteBenefitMaySuffice() {
        try (Items items = Items.of(new double[]{1.7e308, 1}, new double[]{1, 2}, new int[2])
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            Explanation explanation = prepared.allocate(Fairness.UTILITARIAN, 0.5).explain(1, 0);
            assertEquals(OptionalDouble.empty(), explanation.benefitNeeded());
        }
    }

    @Test
    void placesThatDoNotExistAndItemsThatHaveChanged() {
        try (Items items = Items.of(new double[]{2, 1}, new double[]{1, 1}, new int[2])
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.PROPORTIONAL, 1.5);
            assertThrows(IndexOutOfBoundsException.class, () -> allocation.explain(2, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> allocation.explain(-1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> allocation.explain(0, 1));
            items.benefit().set(0, 0, 5);
            assertThrows(IllegalStateException.class, () -> allocation.explain(0, 0));
        }
    }
}
