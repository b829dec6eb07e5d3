package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Far-out numbers under caps: the right number or a refusal that says what to scale, never NaN. */
class CappedExtremesTest {
    private static final Backend SCALAR = new ScalarBackend();
    private static final double[] ALPHAS = {0, 0, 1e-300, 1e-7, 0.3, 0.5, 1, 1, 2, 7, 1e6, 1e300,
            Double.POSITIVE_INFINITY};

    private static Items rows(double[] benefit, double[] cost, double[] cap, int... labels) {
        return Items.of(benefit, cost, labels).withCaps(Matrix.copyOf(cap));
    }

    private static void assertRefused(Items items, Fairness fairness, double budget, double[] weights, String message) {
        try (Prepared prepared = SCALAR.prepare(items)) {
            for (InvalidInputException e : new InvalidInputException[]{
                    assertThrows(InvalidInputException.class,
                            () -> prepared.select().allocate(fairness, budget, weights)),
                    assertThrows(InvalidInputException.class, () -> prepared.allocate(fairness, budget, weights))}) {
                assertTrue(e.getMessage().contains(message) && e.getMessage().contains("scale"), e.getMessage());
            }
        }
    }

    @Test
    void aCriticalWorthThatIsNoNumberIsRefused() {
        double[] one = {1};
        try (Items items = rows(new double[]{10}, one, one, 0)) {
            assertRefused(items, Fairness.UTILITARIAN, 0.5, new double[]{1e308}, "is Infinity");
        }
        try (Items items = Items.of(new double[]{10}, one, new int[]{0})) {
            assertRefused(items, Fairness.UTILITARIAN, 0.5, new double[]{1e308}, "is Infinity");
        }
        try (Items items = rows(new double[]{1, 0.5, 1e-200}, new double[]{1, 1, 1}, new double[]{1, 1, 1}, 0, 0, 1)) {
            double[] weights = {1, 1e-200};
            assertRefused(items, Fairness.UTILITARIAN, 2.5, weights, "is 0.0");
            // The money does not reach the one whose worth underflows.
            try (Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation allocation = prepared.allocate(Fairness.UTILITARIAN, 1.5, weights);
                assertEquals(1.5, allocation.budget(0));
                assertEquals(1, allocation.criticalIndex(0));
            }
        }
    }

    @Test
    void aRatioThatLeavesTheRangeWhenInverted() {
        try (Items items = Items.of(new double[][]{{1e-3, 1e-310}}, new double[][]{{1, 1}}, new int[1])
                .withCaps(Matrix.copyOf(new double[]{1, 1e5}, 1, 2)); Prepared prepared = SCALAR.prepare(items)) {
            for (Fairness fairness : new Fairness[]{Fairness.PROPORTIONAL, Fairness.of(3)}) {
                CappedAllocation allocation = prepared.allocate(fairness, 5);
                assertEquals(5, allocation.budget(0));
                assertEquals(1, allocation.criticalIndex(0));
            }
            // Here it makes the price.
            assertRefused(items, Fairness.MAX_MIN, 5, null, "too far apart");
            assertRefused(items, Fairness.MAX_MIN, 1, null, "too far apart");
        }
        try (Items items = Items.of(new double[][]{{1, 1e-305}, {1e5, 1e5}}, new double[][]{{1, 1}, {1, 1}},
                new int[]{0, 1}).withCaps(Matrix.copyOf(new double[]{1, 1e9, 1e-5, 1}, 2, 2))) {
            assertRefused(items, Fairness.MAX_MIN, 2, null, "too far apart");
        }
    }

    /**
     * {@code U/r} of the second entries is 2^80, of which the last place is 2^28. By symmetry each group gets half of the
     * budget.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0x1p32, 0x1p35, Double.POSITIVE_INFINITY})
    void moneyOfWhichALevelIsTooCoarse(double cap) {
        double far = 0x1p40;
        try (Items items = Items.of(new double[][]{{far, 1 / far}, {far, 1 / far}}, new double[][]{{1, 1}, {1, 1}},
                new int[]{0, 1}).withCaps(Matrix.copyOf(new double[]{1, cap, 1, cap}, 2, 2));
                Prepared prepared = SCALAR.prepare(items)) {
            for (double alpha : new double[]{0.5, 1, 2, 3.3, Double.POSITIVE_INFINITY}) {
                CappedAllocation allocation = prepared.allocate(Fairness.of(alpha), 2 + 0x1p32);
                for (int k = 0; k < 2; k++) {
                    assertEquals(1 + 0x1p31, allocation.budget(k), 1e-13 * 0x1p31);
                    assertEquals(0x1p31, allocation.criticalMoney(k), 1e-13 * 0x1p31);
                    assertEquals(far + 0x1p-9, allocation.utility(k));
                }
                assertTrue(allocation.binds() && allocation.unspent() == 0 && !allocation.isKink());
            }
        }
    }

    @Test
    void theSumOfTheBudgetsIsTheBudgetWhateverTheRatiosAre() {
        int coarse = 0;
        for (long seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int k = 2 + random.nextInt(4);
            double[] benefit = new double[2 * k];
            double[] cap = new double[2 * k];
            int exponent = 20 + random.nextInt(30);
            // Equal ones share the money where no group has more than half of it.
            double part = random.nextInt(2);
            for (int i = 0; i < benefit.length; i++) {
                benefit[i] = Math.scalb(1 + part * random.nextDouble(), i % 2 == 0 ? exponent : -exponent);
                cap[i] = i % 2 == 0 ? 1 : Math.scalb(1 + random.nextDouble(), random.nextInt(60));
            }
            int[] labels = new int[k];
            Arrays.setAll(labels, row -> row);
            double budget = k + random.nextDouble() * (Arrays.stream(cap).sum() - k);
            double alpha = new double[]{0.5, 1, 2, 3.3, Double.POSITIVE_INFINITY}[random.nextInt(5)];
            try (Items items = Items.of(Matrix.copyOf(benefit, k, 2), Matrix.copyOf(new double[]{1}), Groups.of(labels))
                    .withCaps(Matrix.copyOf(cap, k, 2)); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation allocation = prepared.allocate(Fairness.of(alpha), budget);
                double spent = 0;
                double worth = 0;
                for (int group = 0; group < k; group++) {
                    spent += allocation.budget(group);
                    worth = Math.max(worth, allocation.utility(group) * Math.scalb(1.0, exponent));
                }
                String where = "seed " + seed;
                assertEquals(budget, spent, 2e-13 * budget, where);
                coarse += worth * Math.ulp(1.0) > 1e-13 * budget ? 1 : 0;
                // By a last place of the welfare, or of that at alpha 1 and below, which the first entries make.
                double scale = alpha == 1 ? k : Math.abs(allocation.objective()) * Math.max(1, Math.abs(1 - alpha));
                assertTrue(allocation.dualityGap() <= 1e-13 * scale, where + ": gap " + allocation.dualityGap());
            }
        }
        assertTrue(coarse > 500, coarse + " problems in which a last place of U/r is more than the bound");
    }

    /** Weights matter up to a common factor, also one that takes them to the end of the range of doubles. */
    @ParameterizedTest
    @ValueSource(ints = {-1060, -1000, 1000, 1010})
    void aCommonFactorOfTheWeightsChangesNoMoney(int exponent) {
        SplittableRandom random = new SplittableRandom(exponent);
        for (int round = 0; round < 60; round++) {
            int n = 2 + random.nextInt(10);
            int[] labels = new int[n];
            Arrays.setAll(labels, row -> row < 2 ? row : random.nextInt(2));
            double[] weights = {1 + random.nextInt(7), 1 + random.nextInt(7)};
            double[] scaled = Arrays.stream(weights).map(w -> Math.scalb(w, exponent)).toArray();
            Fairness fairness = Fairness.of(new double[]{0, 0.3, 0.5, 1, 2, 3.3}[random.nextInt(6)]);
            double budget = n * random.nextDouble();
            // Not so large that a worth overflows.
            try (Items items = rows(random.doubles(n, 1.1, 2).toArray(), random.doubles(n, 1, 2).toArray(),
                    random.doubles(n, 0.1, 1).toArray(), labels); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation expected = prepared.allocate(fairness, budget, weights);
                CappedAllocation actual = prepared.allocate(fairness, budget, scaled);
                for (int k = 0; k < 2; k++) {
                    assertEquals(expected.budget(k), actual.budget(k),
                            () -> fairness + ", " + Arrays.toString(weights));
                    assertEquals(expected.criticalIndex(k), actual.criticalIndex(k));
                }
                double least = 200 * Double.MIN_VALUE;
                double welfare = expected.objective() * Math.scalb(1.0, exponent / 2)
                        * Math.scalb(1.0, exponent - exponent / 2);
                assertEquals(welfare, actual.objective(), Math.abs(welfare) * 1e-13 + least);
                double price = expected.shadowPrice() * Math.scalb(1.0, exponent / 2)
                        * Math.scalb(1.0, exponent - exponent / 2);
                assertEquals(price, actual.shadowPrice(), price * 1e-13 + least);
            }
        }
    }

    @Test
    void pricesThatOverflowCancel() {
        try (Items items = rows(new double[]{1e-290, 1e-290}, new double[]{1e-300, 1e-300}, new double[]{1e301, 1e301},
                0, 1); Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.PROPORTIONAL, 2);
            CappedLoss loss = allocation.vjp(new double[]{1e10, 1e10});
            for (FundedEntry entry : allocation.funded()) {
                // z is 0; the mean price is 1e310.
                assertEquals(0, loss.benefit(entry));
                assertEquals(Double.NEGATIVE_INFINITY, loss.cost(entry));
            }
            assertEquals(Double.POSITIVE_INFINITY, loss.budget());
            assertEquals(0, loss.weight(0));
            assertEquals(0, loss.alpha());
            CappedAllocation other = prepared.allocate(Fairness.of(2), 2);
            // Prices 1e310 and 3e310, so that z is 1e310 in the second group; h is 1/2, and b z h is what moves the money.
            CappedLoss uneven = other.vjp(new double[]{1e10, 3e10});
            assertEquals(Double.NEGATIVE_INFINITY, uneven.weight(0));
            assertEquals(Double.POSITIVE_INFINITY, uneven.weight(1));
            // gamma is -1/2: more benefit takes money from the entry.
            double[] velocity = {1e30, 0};
            try (Matrix benefit = Matrix.copyOf(velocity, 2, 1)) {
                CappedTangent tangent = other.jvp(new CappedDirection(benefit, null, null, 0, null, 0));
                double[] doses = new double[2];
                other.funded().forEach(entry -> doses[entry.group()] = tangent.dose(entry));
                assertEquals(Double.NEGATIVE_INFINITY, doses[0]);
                assertEquals(Double.POSITIVE_INFINITY, doses[1]);
            }
        }
    }

    @Test
    void neverNaN() {
        int solved = 0;
        for (long seed = 0; seed < 6000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int k = 1 + random.nextInt(3);
            int t = 1 + random.nextInt(3);
            double[][] numbers = new double[3][k * t];
            int spread = new int[]{20, 200, 1000}[random.nextInt(3)];
            for (double[] of : numbers) {
                int middle = random.nextInt(-600, 600);
                for (int i = 0; i < of.length; i++) {
                    int exponent = random.nextInt(middle - spread, middle + spread);
                    of[i] = Math.scalb(1 + random.nextDouble(), Math.clamp(exponent, -1070, 1020));
                }
            }
            double[] weights = random.nextInt(2) == 0 ? null : new double[k];
            int weight = random.nextInt(-1074, 1023);
            for (int i = 0; weights != null && i < k; i++) {
                weights[i] = Math.min(Double.MAX_VALUE,
                        Math.scalb(1 + random.nextDouble(), weight + random.nextInt(10)));
            }
            Fairness fairness = Fairness.of(ALPHAS[random.nextInt(ALPHAS.length)]);
            int[] labels = new int[k];
            Arrays.setAll(labels, row -> row);
            try (Items items = Items.of(Matrix.copyOf(numbers[0], k, t), Matrix.copyOf(numbers[1], k, t),
                    Groups.of(labels)).withCaps(Matrix.copyOf(numbers[2], k, t));
                    Prepared prepared = SCALAR.prepare(items)) {
                double total = 0;
                for (int i = 0; i < k * t; i++) {
                    total += Math.min(numbers[1][i] * numbers[2][i], Double.MAX_VALUE / 9);
                }
                double budget = Math.clamp(total * random.nextDouble(), Double.MIN_VALUE, Double.MAX_VALUE);
                CappedAllocation allocation = prepared.allocate(fairness, budget, weights);
                check(allocation, items, random, "seed " + seed + ", " + fairness);
                solved++;
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("scale") || e.getMessage().contains("correct the value")
                        || e.getMessage().startsWith("no benefit is positive"),
                        "seed " + seed + ": " + e.getMessage());
            }
        }
        assertTrue(solved > 1000, solved + " problems were solved");
    }

    private static void check(CappedAllocation a, Items items, SplittableRandom random, String where) {
        int count = a.groupCount();
        double[] upstream = new double[count];
        Arrays.setAll(upstream, k -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1000, 1000)));
        CappedLoss loss = a.vjp(upstream);
        assertNumbers(where + ", whole", a.objective(), a.shadowPrice(), a.dualityGap(), a.unspent(), loss.budget(),
                loss.alpha());
        double spent = 0;
        for (int k = 0; k < count; k++) {
            spent += a.budget(k) / a.totalBudget();
            assertNumbers(where + ", group " + k, a.budget(k), a.utility(k), a.criticalDose(k), loss.weight(k));
        }
        assertEquals(1, spent + a.unspent() / a.totalBudget(), 1e-9, where + ": the sum of the money of " + a);
        try (Matrix velocity = Matrix.allocate(items.individualCount(), items.itemCount())) {
            for (long row = 0; row < velocity.rows(); row++) {
                for (int item = 0; item < velocity.columns(); item++) {
                    velocity.set(row, item, Math.scalb(random.nextDouble() - 0.5, random.nextInt(-100, 100)));
                }
            }
            // Below, what a group's money would do if the price stayed is further out than can be scaled back.
            double alpha = a.fairness().alpha() < 1e-100 ? 0 : 1;
            CappedTangent tangent = a.jvp(new CappedDirection(velocity, null, null, 1, null, alpha));
            for (FundedEntry entry : a.funded()) {
                assertNumbers(where + ", " + entry, a.benefitGradient(entry), a.costGradient(entry),
                        a.capGradient(entry), loss.benefit(entry), loss.cost(entry),
                        loss.cap(entry, upstream[entry.group()]), tangent.dose(entry));
            }
        }
    }

    private static void assertNumbers(String where, double... numbers) {
        for (double number : numbers) {
            assertFalse(Double.isNaN(number), () -> where + ": " + Arrays.toString(numbers));
        }
    }
}
