package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepAndBatchTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 6, 40})
    void theFrontierFallsInTotalAndRisesInTheWorstUtility(int groups) {
        try (Items items = Problems.make(Shape.SCALED, 500, 4, groups, 3);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            double[] alphas = {0, 0.1, 0.5, 0.7, 1, 1.5, 2, 5, 20, Double.POSITIVE_INFINITY};
            List<Sweep.Point> points = Sweep.overAlphas(best, alphas, 100);
            assertEquals(0, points.getFirst().priceOfFairness());
            for (int i = 0; i < alphas.length; i++) {
                Allocation alone = best.allocate(Fairness.of(alphas[i]), 100);
                Sweep.Point point = points.get(i);
                assertEquals(alone.fairness(), point.fairness());
                assertEquals(alone.objective(), point.objective());
                assertEquals(alone.shadowPrice(), point.shadowPrice());
                assertEquals(alone.totalUtility(), point.totalUtility());
                assertEquals(alone.worstUtility(), point.worstUtility());
                assertEquals(1 - alone.totalUtility() / points.getFirst().totalUtility(), point.priceOfFairness(),
                        1e-15);
                if (i > 0) {
                    assertTrue(point.totalUtility() < points.get(i - 1).totalUtility());
                    assertTrue(point.worstUtility() > points.get(i - 1).worstUtility());
                }
            }
        }
    }

    /** More alphas than are taken together, and numbers at the ends of the range: each as alone. */
    @Test
    void everyPointIsThatOfItsOwnAllocation() {
        double[] alphas = new SplittableRandom(5).doubles(700, -6, 6).map(Math::exp).toArray();
        double[] scales = {1, 0x1p-500, 0x1p500};
        for (double scale : scales) {
            double[] benefit = {3 * scale, 0, 5 * scale, 0.1 * scale};
            try (Items items = Items.of(benefit, new double[]{1, 2, 3, 0.5 / scale}, new int[]{0, 1, 2, 3});
                    Backend backend = Backends.open("scalar");
                    Prepared prepared = backend.prepare(items)) {
                BestItems best = prepared.bestItems();
                double[] mild = Arrays.stream(alphas).filter(alpha -> alpha < 1).toArray();
                List<Sweep.Point> points = Sweep.overAlphas(best, mild, 7 * scale);
                for (int i = 0; i < mild.length; i++) {
                    Allocation alone = best.allocate(Fairness.of(mild[i]), 7 * scale);
                    assertEquals(alone.objective(), points.get(i).objective());
                    assertEquals(alone.shadowPrice(), points.get(i).shadowPrice());
                    assertEquals(alone.totalUtility(), points.get(i).totalUtility());
                    assertEquals(alone.worstUtility(), points.get(i).worstUtility());
                }
            }
        }
    }

    @Test
    void thePriceOfFairnessSurvivesUtilitiesThatOverflow() {
        try (Items items = Items.of(new double[]{1e200, 5e199}, new double[]{1, 1}, new int[]{0, 1});
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            Sweep.Point point = Sweep.overAlphas(prepared.bestItems(), new double[]{1}, 1e200).getFirst();
            assertEquals(0.25, point.priceOfFairness(), 1e-15);
        }
    }

    @Test
    void budgetsScaleUtilitiesButNotThePriceOfFairness() {
        try (Items items = Problems.make(Shape.UNIFORM, 50, 4, 3, 3);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            List<Sweep.Point> points = Sweep.overBudgets(prepared.bestItems(), Fairness.of(2), new double[]{1, 4});
            assertEquals(4 * points.get(0).totalUtility(), points.get(1).totalUtility());
            assertEquals(points.get(0).priceOfFairness(), points.get(1).priceOfFairness());
            assertEquals(4, points.get(1).budget());
        }
    }

    /** One argmax over all instances gives each instance what it gets alone. */
    @Test
    void aBatchIsItsInstances() {
        SplittableRandom random = new SplittableRandom(11);
        int instances = 40;
        int rows = 7;
        int items = 3;
        int groups = 4;
        double[] benefit = random.doubles((long) instances * rows * items, 1, 5).toArray();
        double[] cost = random.doubles((long) instances * rows * items, 0.2, 1).toArray();
        int[] instance = new int[instances * rows];
        int[] label = new int[instances * rows];
        for (int row = 0; row < label.length; row++) {
            instance[row] = row / rows;
            label[row] = random.nextInt(groups);
        }
        Batch batch = new Batch(instances, groups);
        try (Items all = Items.of(Matrix.copyOf(benefit, label.length, items), Matrix.copyOf(cost, label.length, items),
                batch.groups(instance, label))) {
            for (var provider : Backends.available()) {
                try (Backend backend = provider.open(2); Prepared prepared = backend.prepare(all)) {
                    BestItems together = BestItems.withRunnerUp(batch.totalGroupCount());
                    prepared.bestItems(together);
                    BestItems part = BestItems.withRunnerUp(groups);
                    assertThrows(IllegalArgumentException.class,
                            () -> batch.bestItems(prepared.bestItems(), 0, part));
                    for (int i = 0; i < instances; i++) {
                        batch.bestItems(together, i, part);
                        assertAlone(benefit, cost, label, i, rows, items, part, backend);
                    }
                }
            }
        }
    }

    private static void assertAlone(double[] benefit, double[] cost, int[] label, int instance, int rows, int items,
            BestItems part, Backend backend) {
        int first = instance * rows;
        double[] b = Arrays.copyOfRange(benefit, first * items, (first + rows) * items);
        double[] c = Arrays.copyOfRange(cost, first * items, (first + rows) * items);
        int[] g = Arrays.copyOfRange(label, first, first + rows);
        try (Items alone = Items.of(Matrix.copyOf(b, rows, items), Matrix.copyOf(c, rows, items),
                Groups.of(g, part.groupCount(), Groups.Absent.ALLOWED)); Prepared prepared = backend.prepare(alone)) {
            BestItems expected = BestItems.withRunnerUp(part.groupCount());
            prepared.bestItems(expected);
            Allocation a = expected.allocate(Fairness.of(2), 5);
            Allocation fromBatch = part.allocate(Fairness.of(2), 5);
            for (int k = 0; k < part.groupCount(); k++) {
                assertEquals(expected.bestRatio(k), part.bestRatio(k));
                assertEquals(expected.groupSize(k), part.groupSize(k));
                assertEquals(expected.runnerUp(k), part.runnerUp(k));
                assertEquals(expected.isTied(k), part.isTied(k));
                assertEquals(expected.isAbsent(k), part.isAbsent(k));
                assertEquals(expected.winner(k) < 0 ? -1 : expected.winner(k) + (long) first * items, part.winner(k));
                assertEquals(a.budget(k), fromBatch.budget(k));
                assertEquals(a.dose(k), fromBatch.dose(k));
            }
            assertEquals(a.objective(), fromBatch.objective());
        }
    }
}
