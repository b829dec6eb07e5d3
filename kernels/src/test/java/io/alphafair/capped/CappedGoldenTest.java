package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.closedform.Alpha;
import io.alphafair.testing.CappedGolden;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine on all golden problems: who is funded is exact, numbers are within their bounds. */
class CappedGoldenTest {
    private static final double EPS = 0x1p-52;

    static Stream<CappedGolden> cases() {
        return CappedGolden.all().stream();
    }

    @Test
    void allCasesAreThere() {
        assertEquals(184, CappedGolden.all().size());
    }

    static CappedSolution solve(CappedGolden golden) {
        double[] benefit = golden.entryBenefit();
        double[] cost = golden.entryCost();
        double[] cap = golden.entryCap();
        int[] group = golden.group();
        EntryList entries = new EntryList();
        // Backwards: the engine orders them.
        for (int i = benefit.length - 1; i >= 0; i--) {
            if (benefit[i] / cost[i] > 0) {
                entries.add(group[i / golden.t()], i, benefit[i], cost[i], cap[i]);
            }
        }
        long[] size = new long[golden.k()];
        for (int label : group) {
            size[label]++;
        }
        CappedList list = CappedList.of(entries, golden.k());
        return CappedSolver.solve(new CappedProblem(list, size, golden.weights(),
                new Alpha(golden.fairness().alpha()), golden.budget(), golden.t()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fundedSetsAreExactAndNumbersAreWithinTheirBounds(CappedGolden golden) {
        CappedSolution solution = solve(golden);
        int count = golden.k();
        assertEquals(golden.expected().get("binds").booleanValue(), solution.binds(), "binds");
        for (int k = 0; k < count; k++) {
            assertEquals(golden.ints("whole")[k], solution.fullCount(k), "full entries of group " + k);
            assertEquals(golden.ints("critical")[k], solution.criticalIndex(k), "critical entry of group " + k);
        }
        double alpha = golden.fairness().alpha();
        double bound = 16 * (1 + Math.abs(golden.fairness().gamma())
                + (alpha == Double.POSITIVE_INFINITY ? 0 : alpha)) * EPS;
        double[] budget = golden.doubles("budget");
        double most = IntStream.range(0, count).mapToDouble(k -> budget[k]).max().orElseThrow();
        for (int k = 0; k < count; k++) {
            near("budget of group " + k, budget[k], solution.budget(k), bound * most);
            relative("utility of group " + k, golden.doubles("utility")[k], solution.utility(k), bound);
        }
        relative("objective", golden.number("objective"), solution.objective(), bound);
        relative("unspent", golden.number("unspent"), solution.unspent(), bound);
        double price = golden.number("shadowPrice");
        assertEquals(Double.isNaN(price), solution.isKink(), "kink");
        if (!Double.isNaN(price)) {
            relative("price", price, solution.price(), bound);
        }
        checkEntries(golden, solution, bound, most);
    }

    private static void checkEntries(CappedGolden golden, CappedSolution solution, double bound, double most) {
        int[] funded = golden.ints("funded");
        double[] dose = golden.doubles("dose");
        double[] byBenefit = golden.doubles("gradBenefit");
        double[] byCost = golden.doubles("gradCost");
        double[] vjp = golden.doubles("vjp");
        double largest = 0;
        for (double value : vjp) {
            largest = Math.max(largest, Math.abs(value));
        }
        double[] upstream = new double[golden.k()];
        for (int k = 0; k < upstream.length; k++) {
            upstream[k] = (solution.criticalIndex(k) + 1.0) / (golden.n() * golden.t());
        }
        WelfareGradient gradient = new WelfareGradient(solution);
        LossGradient loss = new LossGradient(solution, upstream);
        for (int i = 0; i < funded.length; i++) {
            int k = golden.group()[funded[i] / golden.t()];
            boolean critical = funded[i] == solution.criticalIndex(k);
            double cap = golden.entryCap()[funded[i]];
            double wide = critical ? bound * Math.max(1, most / solution.criticalMoney(k)) : bound;
            double actual = critical ? solution.criticalDose(k) : cap;
            relative("dose " + funded[i], dose[i], actual, wide);
            relative("gradBenefit " + funded[i], byBenefit[i], gradient.benefit(k, actual), wide);
            if (!Double.isNaN(byCost[i])) {
                relative("gradCost " + funded[i], byCost[i], gradient.cost(actual), wide);
            }
            near("vjp " + funded[i], vjp[i],
                    critical ? loss.criticalBenefit(k) : loss.fullBenefit(k, cap), wide * largest);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCertificateIsTight(CappedGolden golden) {
        CappedSolution solution = solve(golden);
        double gap = CappedCertificate.gap(solution);
        double scale = 0;
        WelfareGradient gradient = new WelfareGradient(solution);
        for (int k = 0; k < golden.k(); k++) {
            scale += gradient.marginal(k) * solution.total[k];
        }
        double alpha = golden.fairness().alpha();
        assertTrue(Math.abs(gap) <= 1e-13 * (1 + Math.min(alpha, 1e3)) * scale, "gap " + gap + " of " + scale);
    }

    private static void relative(String what, double expected, double actual, double bound) {
        near(what, expected, actual, bound * Math.abs(expected));
    }

    private static void near(String what, double expected, double actual, double bound) {
        double error = Math.abs(actual - expected);
        assertTrue(error <= bound, () -> what + ": expected " + expected + " but was " + actual + ", error " + error
                + " over the bound " + bound);
    }
}
