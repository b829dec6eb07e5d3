package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.scalar.ScalarBackend;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Far-out numbers: never NaN, budgets that add up, and the scaling paths that ordinary problems do not reach. */
class ExtremeNumbersTest {
    private static final double[] ALPHAS = {0, Double.MIN_VALUE, 1e-300, 1e-3, 0.1, 0.5, 0.9, 1 - 1e-12, 1, 1 + 1e-12,
            1.5,
            2, 7, 50, 1e6, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY};

    @Test
    void neverNaN() {
        int solved = 0;
        for (long seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int k = 1 + random.nextInt(6);
            double[] benefit = new double[k];
            double[] cost = new double[k];
            double[] weight = new double[k];
            double[] direction = new double[k];
            int[] labels = new int[k];
            int common = (int) (seed / 3 % 1900) - 950;
            for (int i = 0; i < k; i++) {
                benefit[i] = Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 1023));
                cost[i] = Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 1023));
                weight[i] = Math.scalb(1.0, random.nextInt(-40, 40) + (seed % 3 == 0 ? common : 0));
                direction[i] = Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1000, 1000));
                labels[i] = i;
            }
            double budget = Math.scalb(1.0, random.nextInt(-1000, 1000));
            Fairness fairness = Fairness.of(ALPHAS[random.nextInt(ALPHAS.length)]);
            try (Items items = Items.of(benefit, cost, labels);
                    var backend = new ScalarBackend();
                    var prepared = backend.prepare(items)) {
                Allocation a = prepared.bestItems().allocate(fairness, budget, weight);
                assertNoNaN(a, direction, "seed " + seed);
                solved++;
            } catch (InvalidInputException e) {
                // Refused for a ratio, weight or share that leaves the range of doubles.
                assertTrue(e.getMessage().contains("scale") || e.getMessage().contains("no benefit is positive"),
                        e.getMessage());
            }
        }
        assertTrue(solved > 300, solved + " problems were solved");
    }

    private static void assertNoNaN(Allocation a, double[] direction, String where) {
        int k = a.groupCount();
        assertFalse(Double.isNaN(a.objective()), where + " objective of " + a);
        assertFalse(Double.isNaN(a.dualityGap()), where + " gap of " + a);
        assertFalse(Double.isNaN(a.shadowPrice()), where + " shadow price of " + a);
        double[][] results = {a.benefitGradient(), a.costGradient(), a.vjp(direction), a.jvp(direction),
                a.costVjp(direction, new double[k]), a.costJvp(direction, new double[k]),
                a.doseByBudget(new double[k]), a.budgetByAlpha(new double[k])};
        double spent = 0;
        for (int group = 0; group < k; group++) {
            spent += a.budget(group) / a.totalBudget();
            assertFalse(Double.isNaN(a.budget(group) + a.dose(group) + a.utility(group)), where);
            for (int i = 0; i < results.length; i++) {
                assertFalse(Double.isNaN(results[i][group]), where + " derivative " + i + " of " + a);
            }
            for (int other = 0; other < k; other++) {
                assertFalse(Double.isNaN(a.benefitJacobian()[group][other]), where + " Jacobian of " + a);
                assertFalse(Double.isNaN(a.costJacobian()[group][other]), where + " cost Jacobian of " + a);
            }
        }
        assertEquals(1, spent, 1e-14, where + " shares");
    }

    /** The quotient of the two ratios leaves the range of doubles, its power does not. */
    @Test
    void sharesOfGroupsMoreThanTheRangeOfDoublesApart() {
        double[] benefit = {Math.scalb(1.0, 600), Math.scalb(1.0, -600)};
        try (Items items = Items.of(benefit, new double[]{1, 1}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            // gamma is -1/2 and about 1/9: the shares' ratio is 2^-600 and, the other way round, about 2^-133.
            Allocation fair = prepared.bestItems().allocate(Fairness.of(2), 1);
            assertEquals(Math.scalb(1.0, -600), fair.budget(0), Math.scalb(1e-15, -600));
            Allocation mild = prepared.bestItems().allocate(Fairness.of(0.9), 1);
            // The exponent to all digits: 0.9 is a double, its gamma is not.
            BigDecimal alpha = new BigDecimal(0.9);
            BigDecimal gamma = BigDecimal.ONE.subtract(alpha).divide(alpha, MathContext.DECIMAL128);
            double power = gamma.multiply(BigDecimal.valueOf(-1200)).add(BigDecimal.valueOf(133)).doubleValue();
            double expected = Math.scalb(Math.pow(2, power), -133);
            assertEquals(expected, mild.budget(1), 4e-15 * expected);
        }
    }

    /** With gamma -1/2 the shares are {@code w (w p)^(-1/2)}, so 1 to 8^(-1/2) here. */
    @Test
    void aCommonFactorOfTheWeightsChangesNoMoney() {
        try (Items items = Items.of(new double[]{1, 8}, new double[]{1, 1}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            for (double weight : new double[]{Double.MIN_VALUE, 0x1p-1070, 0x1p-1000, 0x1p1000, 0x1p1015}) {
                double[] weights = {weight, weight};
                Allocation a = best.allocate(Fairness.of(2), 1, weights);
                assertEquals(1 / (1 + Math.sqrt(1 / 8.0)), a.budget(0), 1e-15);
                assertEquals(1 / (1 + Math.sqrt(8)), a.budget(1), 1e-15);
                for (double alpha : new double[]{0, 0.3, 0.5, 1, 2, 3.3}) {
                    double[] one = {1, 3};
                    double[] far = {weight, 3 * weight};
                    Allocation expected = best.allocate(Fairness.of(alpha), 10, one);
                    Allocation actual = best.allocate(Fairness.of(alpha), 10, far);
                    for (int k = 0; k < 2; k++) {
                        assertEquals(expected.budget(k), actual.budget(k), "alpha " + alpha);
                    }
                    assertArrayEquals(expected.budgetByAlpha(new double[2]), actual.budgetByAlpha(new double[2]));
                }
            }
        }
    }

    /** The smallest number times 1.2 and times 1.4 rounds to the smallest number. */
    @Test
    void worthsThatRoundToOneNumberAreNoTie() {
        try (Items items = Items.of(new double[]{1.2, 1.4}, new double[]{1, 1}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            double[] weights = {Double.MIN_VALUE, Double.MIN_VALUE};
            assertEquals(1, prepared.bestItems().allocate(Fairness.UTILITARIAN, 1, weights).budget(1));
            assertEquals(1, prepared.allocate(Fairness.UTILITARIAN, 1, weights).budget(1));
        }
    }

    @Test
    void weightsThatOverflowTimesALogarithm() {
        try (Items items = Items.of(new double[]{1, 1e-30}, new double[]{1, 1}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            // log 5e9 + log 5e-21 = -24.4
            Allocation a = prepared.bestItems().allocate(Fairness.PROPORTIONAL, 1e10, new double[]{8e307, 8e307});
            assertEquals(Double.NEGATIVE_INFINITY, a.objective());
            Allocation smaller = prepared.bestItems().allocate(Fairness.PROPORTIONAL, 1e10, new double[]{1e306, 1e306});
            assertEquals(1e306 * (Math.log(5e9) + Math.log(5e-21)), smaller.objective(), 1e294);
        }
        try (Items items = Items.of(new double[]{0.5, 0.5}, new double[]{1, 1}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            Allocation a = prepared.bestItems().allocate(Fairness.PROPORTIONAL, 10, new double[]{1.7e308, 1.7e308});
            assertArrayEquals(new double[]{5, 5}, new double[]{a.budget(0), a.budget(1)});
        }
    }

    /** The quotient of the w p is 2^-40, whose power for gamma = 31 underflows; times the weights it is 2^760, not 0. */
    @Test
    void weightsTooFarApartAreRefused() {
        try (Items items = Items.of(new double[]{0x1p-1020, 0x1p1020}, new double[]{1, 1}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            double[] weights = {0x1p1000, 0x1p-1000};
            InvalidInputException e = assertThrows(InvalidInputException.class,
                    () -> prepared.bestItems().allocate(Fairness.of(1 / 32.0), 1, weights));
            assertTrue(e.getMessage().startsWith("the weights are more than"), e.getMessage());
        }
    }

    @Test
    void anUpstreamGradientThatOverflowsWhenPricedStillGivesItsProduct() {
        double tiny = Math.scalb(1.0, -1000);
        try (Items items = Items.of(new double[]{1, 1}, new double[]{tiny, 0.5}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            Allocation a = prepared.bestItems().allocate(Fairness.of(2), Math.scalb(1.0, -400));
            double[] upstream = {Math.scalb(1.0, 100), 0};
            double[][] jacobian = a.benefitJacobian();
            double[] vjp = a.vjp(upstream);
            for (int k = 0; k < 2; k++) {
                double expected = upstream[0] * jacobian[0][k];
                assertTrue(Double.isFinite(expected) && expected != 0);
                assertEquals(expected, vjp[k], 1e-13 * Math.abs(expected));
            }
        }
    }

    /** Two equal groups: u = Q/2, W = 2 u^(1-alpha) / (1-alpha), dW/db = u^(1-alpha); the price u^-alpha is 0 or infinite. */
    @Test
    void theWelfareAndItsGradientsDoNotLeaveTheRangeWithTheirPrice() {
        try (Items items = Items.of(new double[]{1, 1}, new double[]{1, 1}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            // u = 2^n
            for (int[] alphaAndN : new int[][]{{2, 999}, {2, -999}, {3, 499}, {3, -499}}) {
                int alpha = alphaAndN[0];
                double power = Math.scalb(1.0, (1 - alpha) * alphaAndN[1]);
                double budget = Math.scalb(1.0, alphaAndN[1] + 1);
                Allocation a = best.allocate(Fairness.of(alpha), budget);
                assertEquals(alphaAndN[1] > 0 ? 0 : Double.POSITIVE_INFINITY, a.shadowPrice());
                assertEquals(2 * power / (1 - alpha), a.objective());
                assertArrayEquals(new double[]{power, power}, a.benefitGradient());
                assertArrayEquals(new double[]{-power, -power}, a.costGradient());
                assertEquals(a.objective(),
                        Sweep.overAlphas(best, new double[]{alpha}, budget).getFirst().objective());
            }
        }
    }

    /** dW/db = x s / (G c), whose factors x s leave the range of doubles. */
    @Test
    void theGradientOfMaxMinDoesNotUnderflowWithItsFactors() {
        double cost = Math.scalb(1.0, -600);
        try (Items items = Items.of(new double[]{1, 1}, new double[]{1, cost}, new int[]{0, 1});
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            Allocation a = prepared.bestItems().allocate(Fairness.MAX_MIN, Math.scalb(1.0, -300));
            // The ratios are 1 and 2^600, so the shares 1 and 2^-600.
            assertArrayEquals(new double[]{Math.scalb(1.0, -300), Math.scalb(1.0, -900)}, a.benefitGradient());
        }
    }

    /** The group with the small ratio gets (2^-250)^4 of the money at its level, over its ratio 2^80. */
    @Test
    void moneyOfGroupsFarApartKeepsItsDigits() {
        Matrix benefit = Matrix.copyOf(new double[][]{{Math.scalb(1.0, 331), Math.scalb(1.0, 330)},
                {Math.scalb(1.0, 80), 0}});
        try (Items items = Items.of(benefit, Matrix.copyOf(new double[][]{{1, 1}, {1, 1}}),
                Groups.of(new int[]{0, 1})).withCaps(Matrix.copyOf(new double[][]{{0.5, 100}, {100, 100}}));
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            CappedAllocation a = prepared.select().allocate(Fairness.of(0.25), 2);
            assertEquals(1.5, a.criticalMoney(0));
            // U/r of the first group is 2.5; (2^-250)^4 2^330 / 2^80 is 2^-750.
            double expected = Math.scalb(2.5, -750);
            assertEquals(expected, a.criticalMoney(1), 16 * Math.ulp(expected));
        }
    }

    /** At alpha = 0.001 the second group's part (1/1000)^999 is 0 in doubles: it says nothing of the price. */
    @Test
    void aUtilityThatUnderflowsMakesNoInfinitePrice() {
        Matrix benefit = Matrix.copyOf(new double[][]{{1, 0.5}, {1e-3, 0}});
        try (Items items = Items.of(benefit, Matrix.copyOf(new double[][]{{1, 1}, {1, 1}}),
                Groups.of(new int[]{0, 1})).withCaps(Matrix.copyOf(new double[][]{{1, 1}, {1, 1}}));
                var backend = new ScalarBackend();
                var prepared = backend.prepare(items)) {
            CappedAllocation a = prepared.select().allocate(Fairness.of(1e-3), 1);
            assertEquals(1, a.fullCount(0));
            assertTrue(a.isKink());
            assertEquals(0.5, a.shadowPrice());
        }
    }
}
