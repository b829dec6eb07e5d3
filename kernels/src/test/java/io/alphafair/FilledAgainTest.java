package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An allocation whose best items are filled again, for other data: its numbers and derivatives stay those of the data that
 * it was made from, and what needs the winners' places refuses.
 */
class FilledAgainTest {
    private static final double[] ALPHAS = {0, 0.5, 0.7, 1, 1.5, 2, Double.POSITIVE_INFINITY};

    /** Everything that an allocation tells, the places of the winners excepted. */
    private static List<Object> told(Allocation a) {
        int k = a.groupCount();
        double[] direction = new double[k];
        List<Object> told = new ArrayList<>(List.of(a.fairness(), a.totalBudget(), a.objective(), a.shadowPrice(),
                a.totalUtility(), a.worstUtility(), a.isTied(), a.dualityGap(), a.toString()));
        for (int group = 0; group < k; group++) {
            direction[group] = 1 + group;
            told.addAll(List.of(a.weight(group), a.budget(group), a.dose(group), a.utility(group)));
        }
        List<double[]> arrays = new ArrayList<>(List.of(a.benefitGradient(), a.costGradient(), a.vjp(direction),
                a.jvp(direction), a.costVjp(direction, new double[k]), a.costJvp(direction, new double[k]),
                a.doseByBudget(new double[k]), a.budgetByAlpha(new double[k])));
        arrays.addAll(List.of(a.benefitJacobian()));
        arrays.addAll(List.of(a.costJacobian()));
        for (double[] array : arrays) {
            for (double value : array) {
                told.add(value);
            }
        }
        return told;
    }

    /** Other winners, of other values, in groups of other sizes, with ties, and one group without any benefit. */
    private static void replace(Items items) {
        int rows = Math.toIntExact(items.individualCount());
        int columns = items.itemCount();
        double[] benefit = new double[rows * columns];
        double[] cost = new double[rows * columns];
        int[] label = new int[rows];
        for (int row = 0; row < rows; row++) {
            label[row] = row < items.groupCount() ? row : 0;
            for (int item = 0; item < columns; item++) {
                benefit[row * columns + item] = label[row] == 1 ? 0 : 7;
                cost[row * columns + item] = 0.25;
            }
        }
        items.refill(benefit, cost, label);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 40})
    void numbersAndDerivativesStay(int groups) {
        for (double alpha : ALPHAS) {
            for (boolean weighted : new boolean[]{false, true}) {
                try (Items items = Problems.make(Shape.SCALED, 200, 3, groups, 5);
                        Backend backend = Backends.open("scalar");
                        Prepared prepared = backend.prepare(items)) {
                    BestItems best = prepared.bestItems();
                    double[] weights = new double[groups];
                    for (int group = 0; group < groups; group++) {
                        weights[group] = 1 + group % 3;
                    }
                    Fairness fairness = Fairness.of(alpha);
                    Allocation allocation = weighted
                            ? best.allocate(fairness, 100, weights)
                            : best.allocate(fairness, 100);
                    List<Object> before = told(allocation);
                    assertSame(best, allocation.bestItems());

                    replace(items);
                    prepared.bestItems(best);
                    assertEquals(before, told(allocation));
                    assertRefuses(allocation, prepared);

                    best.allocate(Fairness.of(0.5), 100, allocation);
                    assertEquals(told(best.allocate(Fairness.of(0.5), 100)), told(allocation));
                    assertNotEquals(before, told(allocation));
                    assertSame(best, allocation.bestItems());
                }
            }
        }
    }

    private static void assertRefuses(Allocation allocation, Prepared prepared) {
        Items items = prepared.items();
        try (Matrix upstream = Matrix.allocate(items.individualCount(), items.itemCount());
                Matrix out = Matrix.allocate(items.individualCount(), items.itemCount())) {
            for (Executable dense : List.<Executable>of(() -> prepared.denseDose(allocation, out),
                    () -> prepared.denseBenefitGradient(allocation, out),
                    () -> prepared.denseCostGradient(allocation, out),
                    () -> prepared.denseVjp(allocation, upstream, out), allocation::bestItems)) {
                String message = assertThrows(IllegalStateException.class, dense).getMessage();
                assertTrue(message.startsWith("the best items have been filled again since"), message);
            }
            assertArrayEquals(new double[Math.toIntExact(out.size())], out.toArray(), "nothing is written");
        }
    }

    /** As it was reported: the old budgets met the new winners. */
    @Test
    void theDerivativeOfReplacedDataIsNotMixed() {
        try (Items items = Items.of(new double[]{3, 4, 5}, new double[]{1, 1, 1}, new int[]{0, 1, 1});
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            Allocation allocation = best.allocate(Fairness.of(2), 1000);
            double[] before = allocation.vjp(new double[]{1, 0});
            items.benefit().set(0, 0, 300);
            prepared.bestItems(best);
            assertArrayEquals(before, allocation.vjp(new double[]{1, 0}));
        }
    }

    @Test
    void anInstanceOfABatchStaysToo() {
        Batch batch = new Batch(2, 2);
        try (Items items = Items.of(Matrix.copyOf(new double[]{1, 2, 3, 4}), Matrix.copyOf(new double[]{1, 1, 2, 1}),
                batch.groups(new int[]{0, 0, 1, 1}, new int[]{0, 1, 0, 1}));
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems all = prepared.bestItems();
            BestItems one = BestItems.forGroups(2);
            batch.bestItems(all, 0, one);
            Allocation first = one.allocate(Fairness.of(0.7), 10);
            List<Object> before = told(first);
            batch.bestItems(all, 1, one);
            assertEquals(before, told(first));
            assertThrows(IllegalStateException.class, first::bestItems);
            assertNotEquals(before, told(one.allocate(Fairness.of(0.7), 10)));
        }
    }

    @Test
    void aFrontierIsOfTheDataThatAreThere() {
        try (Items items = Problems.make(Shape.UNIFORM, 50, 2, 4, 1);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            List<Sweep.Point> before = Sweep.overAlphas(best, new double[]{0.3, 0.7}, 10);
            items.benefit().set(3, 1, 1e6);
            prepared.bestItems(best);
            List<Sweep.Point> after = Sweep.overAlphas(best, new double[]{0.3, 0.7}, 10);
            assertNotEquals(before, after);
            assertEquals(best.allocate(Fairness.of(0.3), 10).objective(), after.getFirst().objective());
        }
    }

    @Test
    void withoutAResultEveryMethodRefuses() {
        Allocation allocation = Allocation.forGroups(2);
        assertEquals("Allocation[2 groups, not filled]", allocation.toString());
        assertUnfilled(allocation);
        try (Items items = Items.of(new double[]{3, 4}, new double[]{1, 1}, new int[]{0, 1});
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            best.allocate(Fairness.of(2), 1, allocation);
            assertEquals(2, allocation.vjp(new double[]{1, 1}).length);
            assertThrows(InvalidInputException.class, () -> best.allocate(Fairness.of(2), -1, allocation));
            assertUnfilled(allocation);
        }
    }

    private static void assertUnfilled(Allocation allocation) {
        for (Executable call : List.<Executable>of(() -> allocation.budget(0), allocation::objective,
                allocation::fairness, allocation::bestItems, allocation::isTied, allocation::dualityGap,
                allocation::benefitGradient, allocation::benefitJacobian, () -> allocation.vjp(new double[2]),
                () -> allocation.doseByBudget(new double[2]), allocation::worstUtility)) {
            String message = assertThrows(IllegalStateException.class, call).getMessage();
            assertTrue(message.startsWith("this allocation holds no result"), message);
        }
    }
}
