package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.closedform.Alpha;
import io.alphafair.testing.CappedBounds;
import io.alphafair.testing.CappedGolden;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine on all golden problems: who is funded is exact, numbers are within their bounds. */
class CappedGoldenTest {
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
        CappedBounds.check(golden, answer(golden, solve(golden)));
    }

    private static CappedBounds.Answer answer(CappedGolden golden, CappedSolution solution) {
        int count = golden.k();
        int[] funded = golden.ints("funded");
        double[] upstream = new double[count];
        for (int k = 0; k < count; k++) {
            upstream[k] = (solution.criticalIndex(k) + 1.0) / (golden.n() * golden.t());
        }
        WelfareGradient gradient = new WelfareGradient(solution);
        LossGradient loss = new LossGradient(solution, upstream);
        double[] dose = new double[funded.length];
        double[] byBenefit = new double[funded.length];
        double[] byCost = new double[funded.length];
        double[] vjp = new double[funded.length];
        for (int i = 0; i < funded.length; i++) {
            int k = golden.group()[funded[i] / golden.t()];
            boolean critical = funded[i] == solution.criticalIndex(k);
            dose[i] = critical ? solution.criticalDose(k) : golden.entryCap()[funded[i]];
            byBenefit[i] = gradient.benefit(k, dose[i]);
            byCost[i] = solution.isKink() ? Double.NaN : gradient.cost(dose[i]);
            vjp[i] = critical ? loss.criticalBenefit(k) : loss.fullBenefit(k, dose[i]);
        }
        return new CappedBounds.Answer(solution.binds(),
                IntStream.range(0, count).mapToDouble(solution::budget).toArray(),
                IntStream.range(0, count).mapToDouble(solution::utility).toArray(),
                IntStream.range(0, count).map(k -> (int) solution.fullCount(k)).toArray(),
                IntStream.range(0, count).map(k -> (int) solution.criticalIndex(k)).toArray(), solution.objective(),
                solution.isKink() ? Double.NaN : solution.price(), solution.unspent(), funded, dose, byBenefit, byCost,
                vjp);
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
}
