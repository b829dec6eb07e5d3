package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.optimisation.Optimisation;

/** What is called optimal is: integer programme against enumeration, the fair regression against random search. */
class OptimalityTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theIntegerProgramFindsWhatEnumerationFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 2 * random.nextInt(2, 6);
        double[] first = random.doubles(size, 0, 10).toArray();
        double[] second = random.doubles(size, 0, 10).toArray();
        requireSame(new TwoResources(first, second, random.nextInt(1, size)));
    }

    /** Whole numbers tie. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void allTiedOptimaAreFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] first = random.ints(8, 0, 4).asDoubleStream().toArray();
        double[] second = random.ints(8, 0, 4).asDoubleStream().toArray();
        TwoResources problem = new TwoResources(first, second, 4);
        assertTrue(problem.optimal().size() > 1);
        requireSame(problem);
    }

    @Test
    void theSourceDocumentsProblemsAgreeToo() {
        requireSame(Example.linear().truth());
        requireSame(Example.nonlinear().truth());
        Models models = Models.of(Example.linear(), 1);
        double[] start = models.start(1);
        requireSame(new TwoResources(models.first(start), models.second(start), 4));
    }

    private static void requireSame(TwoResources problem) {
        assertEquals(new HashSet<>(problem.optimal()),
                new HashSet<>(IntegerProgram.optimal(problem, IntegerSolver::ojAlgo)));
    }

    @Test
    void whereTimeRunsOutTheReportSaysSo() {
        String text = FdflReport.optimal(Example.linear().truth(), (model, limit) -> {
            throw new UnsolvedException(limit, Optimisation.State.FEASIBLE);
        });
        assertEquals("Optimal for the true benefits, by looking at all 70 assignments: 1212 1212. There is nothing to "
                + "compare this with: ojAlgo's integer programme found no optimum within 60 seconds (it stopped in state "
                + "FEASIBLE).", text);
    }

    /** Random points near and far, and every one of them improved by small random steps: none comes below. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noFitIsBetterThanTheFairOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int degree = random.nextInt(1, 4);
        double[] feature = random.doubles(10, 0, 10).toArray();
        double[] truth = random.doubles(10, 0, 10).toArray();
        double weight = random.nextDouble(0.1, 5);
        int firstGroupSize = random.nextInt(degree + 2, 10 - degree - 1);
        Basis polynomials = Basis.ofPolynomials(feature, degree);
        Fit fair = FairRegression.fit(polynomials, truth, firstGroupSize, weight);
        double least = fair.penalised(weight);
        double[] centre = polynomials.project(fair.predicted());
        for (int round = 0; round < 200; round++) {
            double[] point = centre.clone();
            double spread = Math.pow(10, random.nextDouble(-4, 1));
            for (int step = 0; step < 200; step++) {
                double[] moved = point.clone();
                for (int j = 0; j < moved.length; j++) {
                    moved[j] += spread * random.nextGaussian();
                }
                if (loss(polynomials, moved, truth, firstGroupSize, weight) < loss(polynomials, point, truth,
                        firstGroupSize, weight) || step == 0) {
                    point = moved;
                }
                spread *= 0.97;
            }
            double found = loss(polynomials, point, truth, firstGroupSize, weight);
            assertTrue(found >= least - 1e-12, "seed " + seed + ": " + found + " is below " + least);
        }
    }

    private static double loss(Basis polynomials, double[] point, double[] truth, int firstGroupSize,
            double weight) {
        return Fit.of(polynomials.values(point), truth, firstGroupSize).penalised(weight);
    }

    /** The crash of the source document does not happen; from degree 7 on eight people are matched. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 8, 20, 60})
    void everyDegreeWorks(int degree) {
        for (Example example : new Example[]{Example.linear(), Example.nonlinear()}) {
            Models models = Models.of(example, degree);
            assertEquals(Math.min(degree + 1, 8), models.polynomials().count());
            Fit ordinary = models.firstFit(models.leastSquares());
            Fit fair = FairRegression.fit(models.polynomials(), example.truth().first(), 4, 1);
            assertTrue(fair.penalised(1) <= ordinary.penalised(1));
            assertTrue(fair.meanSquaredError() >= ordinary.meanSquaredError() - 1e-12);
            if (degree >= 7) {
                assertEquals(0, ordinary.meanSquaredError(), 1e-24);
            }
        }
    }

    @Test
    void badProblemsAreRefused() {
        assertThrows(InvalidInputException.class, () -> new TwoResources(new double[3], new double[3], 1));
        assertThrows(InvalidInputException.class, () -> new TwoResources(new double[4], new double[4], 4));
        assertThrows(InvalidInputException.class, () -> Basis.ofPolynomials(new double[]{1, 2}, 0));
    }
}
