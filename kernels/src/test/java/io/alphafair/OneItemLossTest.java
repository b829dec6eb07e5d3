package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The derivatives with one item per person against central differences. */
class OneItemLossTest {
    private static final Backend SCALAR = new ScalarBackend();
    private static final double STEP = 1e-6;
    private static final double[] ALPHAS = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY};

    /** A plan and the loss that it has: which steps there are, and how far each group has come. */
    private record Plan(double[] steps, long[] full, long[] critical, double loss) {
        boolean isLike(Plan other) {
            return Arrays.equals(steps, other.steps) && Arrays.equals(full, other.full)
                    && Arrays.equals(critical, other.critical);
        }
    }

    private static double upstream(Items items, FundedEntry entry) {
        return (entry.index() + 1.0) / (items.individualCount() * items.itemCount());
    }

    private static Plan plan(Items items, Fairness fairness, double budget) {
        try (OneItemEach one = OneItemEach.of(items); Prepared prepared = SCALAR.prepare(one.increments())) {
            CappedAllocation allocation = prepared.allocate(fairness, budget);
            int count = allocation.groupCount();
            long[] full = new long[count];
            long[] critical = new long[count];
            Arrays.setAll(full, allocation::fullCount);
            Arrays.setAll(critical, allocation::criticalIndex);
            double[] steps = new double[(int) items.individualCount() * items.itemCount()];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = one.toItem(i / items.itemCount(), i % items.itemCount());
            }
            double loss = 0;
            for (FundedEntry entry : one.funded(allocation)) {
                loss += upstream(items, entry) * entry.dose();
            }
            return new Plan(steps, full, critical, loss);
        }
    }

    private static Items make(SplittableRandom random) {
        int n = 3 + random.nextInt(20);
        int t = 2 + random.nextInt(3);
        int[] labels = new int[n];
        for (int row = 0; row < n; row++) {
            labels[row] = row % 3;
        }
        double[] benefit = random.doubles(n * t, 1, 5).toArray();
        double[] cost = random.doubles(n * t, 0.2, 1).toArray();
        double[] cap = random.doubles(n * t, 0.5, 2).toArray();
        return Items.of(Matrix.copyOf(benefit, n, t), Matrix.copyOf(cost, n, t), Groups.of(labels))
                .withCaps(Matrix.copyOf(cap, n, t));
    }

    @Test
    @Seeded(first = 150, all = 1_500)
    void derivativesAgreeWithCentralDifferences(Seeds seeds) {
        int[] compared = {0};
        seeds.stream().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            try (Items items = make(random)) {
                Fairness fairness = Fairness.of(ALPHAS[random.nextInt(ALPHAS.length)]);
                double budget = items.individualCount() * 0.3 * (0.2 + random.nextDouble());
                compared[0] += compare(seed, items, fairness, budget);
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(compared[0] > 3 * seeds.count(), compared[0] + " compared");
        }
    }

    private static int compare(long seed, Items items, Fairness fairness, double budget) {
        Plan plan = plan(items, fairness, budget);
        int compared = 0;
        try (OneItemEach one = OneItemEach.of(items);
                Prepared prepared = SCALAR.prepare(one.increments());
                Matrix upstream = Matrix.allocate(items.individualCount(), items.itemCount())) {
            for (long i = 0; i < upstream.size(); i++) {
                upstream.set(i / items.itemCount(), i % items.itemCount(), (i + 1.0) / upstream.size());
            }
            CappedAllocation allocation = prepared.allocate(fairness, budget);
            OneItemLoss loss = one.vjp(allocation, upstream);
            double[] exact = new double[3 * (int) upstream.size()];
            for (int i = 0; i < upstream.size(); i++) {
                int row = i / items.itemCount();
                int item = i % items.itemCount();
                exact[3 * i] = loss.benefit(row, item);
                exact[3 * i + 1] = loss.cost(row, item);
                exact[3 * i + 2] = loss.cap(row, item);
            }
            Matrix[] inputs = {items.benefit(), items.cost(), items.cap()};
            for (int i = 0; i < exact.length; i += 2) {
                compared += compareOne(seed, items, fairness, budget, plan, inputs[i % 3], i / 3, exact[i]) ? 1 : 0;
            }
        }
        return compared;
    }

    /** False where the branch changes. */
    private static boolean compareOne(long seed, Items items, Fairness fairness, double budget, Plan plan, Matrix input,
            int index, double exact) {
        int row = index / items.itemCount();
        int item = index % items.itemCount();
        double value = input.get(row, item);
        double step = STEP * value;
        input.set(row, item, value + step);
        Plan up = plan(items, fairness, budget);
        input.set(row, item, value - step);
        Plan down = plan(items, fairness, budget);
        input.set(row, item, value);
        if (!plan.isLike(up) || !plan.isLike(down)) {
            return false;
        }
        double difference = (up.loss - down.loss) / (2 * step);
        double bound = 1e-6 * (1 + plan.loss) / value;
        assertEquals(exact, difference, bound,
                () -> "seed " + seed + ", " + fairness + ", row " + row + ", item " + item);
        return true;
    }

    @Test
    void anUpstreamGradientOfAnotherShapeIsRefused() {
        try (Items items = make(new SplittableRandom(1));
                OneItemEach one = OneItemEach.of(items);
                Prepared prepared = SCALAR.prepare(one.increments());
                Matrix upstream = Matrix.allocate(2, 2)) {
            CappedAllocation allocation = prepared.allocate(Fairness.PROPORTIONAL, 1);
            assertThrows(InvalidInputException.class, () -> one.vjp(allocation, upstream));
        }
    }
}
