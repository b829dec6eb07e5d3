package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the source document printed, to its digits; where that is not right, what is. */
class SourceNumbersTest {
    private static final double TWO_DIGITS = 0.005;

    private final Models linear = Models.of(Example.linear(), 1);
    private final Models nonlinear = Models.of(Example.nonlinear(), 2);

    @Test
    void trueUtilities() {
        requireUtilities(linear.example(), linear.example().truth().optimal(), 19.75, 19.88);
        requireUtilities(nonlinear.example(), nonlinear.example().truth().optimal(), 22.67, 19.57);
    }

    @Test
    void leastSquares() {
        double[] coefficients = linear.leastSquares();
        assertEquals(2.302980398457583, linear.firstFit(coefficients).meanSquaredError(), 1e-14);
        assertEquals(0.08547529946800914, linear.secondFit(coefficients).meanSquaredError(), 1e-14);
        assertEquals(2.7250826038412868, linear.firstFit(coefficients).firstNorm(), 1e-13);
        assertEquals(3.3162882851016224, linear.firstFit(coefficients).secondNorm(), 1e-13);
        assertEquals(0.36346671877677333, linear.secondFit(coefficients).firstNorm(), 1e-13);
        assertEquals(0.74276129414888, linear.secondFit(coefficients).secondNorm(), 1e-13);
        Decision decision = linear.decision(coefficients);
        requireUtilities(linear.example(), decision.assignments(), 16.92, 18.06);
        assertEquals(5.46, decision.worstError(), TWO_DIGITS);
    }

    @Test
    void leastSquaresOfSecondDegree() {
        double[] coefficients = nonlinear.leastSquares();
        assertEquals(0.02653498466702308, nonlinear.firstFit(coefficients).meanSquaredError(), 1e-14);
        assertEquals(0.17225324675677112, nonlinear.secondFit(coefficients).meanSquaredError(), 1e-14);
        assertEquals(0.34091546499942527, nonlinear.firstFit(coefficients).firstNorm(), 1e-13);
        assertEquals(0.30992986797082056, nonlinear.firstFit(coefficients).secondNorm(), 1e-13);
        assertEquals(0.8185897791759223, nonlinear.secondFit(coefficients).firstNorm(), 1e-13);
        assertEquals(0.8413897714394225, nonlinear.secondFit(coefficients).secondNorm(), 1e-13);
        Decision decision = nonlinear.decision(coefficients);
        requireUtilities(nonlinear.example(), decision.assignments(), 22.67, 19.57);
        assertEquals(0, decision.worstError());
    }

    /** Erratum 7: the true minima, not where an optimiser stopped; the decision is the one that was printed. */
    @Test
    void fairRegression() {
        TwoResources truth = linear.example().truth();
        Fit first = FairRegression.fit(linear.polynomials(), truth.first(), truth.firstGroupSize(), 1);
        Fit second = FairRegression.fit(linear.polynomials(), truth.second(), truth.firstGroupSize(), 1);
        assertEquals(2.33140, first.penalised(1), 5e-6);
        assertEquals(0.09556, second.penalised(1), 5e-6);
        requireLine(first, 0.16894, 3.41486);
        requireLine(second, 0.28354, 2.35968);
        Decision decision = Decision.of(first.predicted(), second.predicted(), truth);
        requireUtilities(linear.example(), decision.assignments(), 18.75, 18.94);
        assertEquals(5.66, decision.worstError(), TWO_DIGITS);
    }

    /** Erratum 5: the MSE that was printed after training is not that of the start, but of a point very near. */
    @Test
    void theEndToEndStart() {
        double[] start = linear.start(1);
        Fit fit = linear.firstFit(start);
        assertEquals(48.171875, fit.meanSquaredError(), 1e-12);
        double[] slope = linear.byPowers(fit.errorGradient(linear.example().truth().first()), 1);
        assertArrayEquals(new double[]{11.5, 141.25}, slope, 1e-12);
        double length = Math.hypot(slope[0], slope[1]);
        double move = 1.83881e-6;
        double[] powers = {1 + move * slope[0] / length, 1 + move * slope[1] / length, 1, 1};
        assertEquals(48.17213559130881, linear.firstFit(linear.ofPowers(powers)).meanSquaredError(), 1e-9);
        Decision decision = linear.decision(start);
        assertEquals(70, decision.assignments().size());
        assertEquals(0, decision.leastError());
        assertEquals(8, decision.worstError());
    }

    /** Erratum 5: the fair loss is not flat at the start; the derivatives to slope and intercept of both resources. */
    @Test
    void theFairLossHasASlope() {
        double[] start = linear.start(1);
        TwoResources truth = linear.example().truth();
        double[] first = linear.byPowers(linear.firstFit(start).disparityGradient(truth.first(), 4), 1);
        double[] second = linear.byPowers(linear.secondFit(start).disparityGradient(truth.second(), 4), 1);
        assertArrayEquals(new double[]{8.16, 0.09, 8.21, 0.09}, new double[]{first[1], first[0], second[1], second[0]},
                TWO_DIGITS);
        double step = 1e-6;
        for (int power = 0; power < 4; power++) {
            double[] moved = Models.ones(1);
            moved[power] += step;
            double above = linear.disparity(linear.ofPowers(moved));
            moved[power] -= 2 * step;
            double below = linear.disparity(linear.ofPowers(moved));
            assertEquals((above - below) / (2 * step), power < 2 ? first[power] : second[power - 2], 1e-7);
        }
    }

    private static void requireLine(Fit fit, double slope, double intercept) {
        // The first group's first two people have features 5 and 10.
        double found = (fit.predicted()[1] - fit.predicted()[0]) / 5;
        assertEquals(slope, found, 5e-6);
        assertEquals(intercept, fit.predicted()[0] - 5 * found, 5e-6);
    }

    private static void requireUtilities(Example example, List<Assignment> assignments, double first, double second) {
        assertEquals(1, assignments.size());
        assertEquals(first, example.truth().firstUtility(assignments.getFirst()), TWO_DIGITS + 1e-9);
        assertEquals(second, example.truth().secondUtility(assignments.getFirst()), TWO_DIGITS + 1e-9);
        assertTrue(Long.bitCount(assignments.getFirst().people()) == 4);
    }
}
