package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegretTrainingTest {
    @ParameterizedTest
    @CsvSource({"linear,1", "linear,3", "nonlinear,1", "nonlinear,2"})
    void regretFallsFromTheStartWhereAllAssignmentsTie(String name, int degree) {
        Models models = Models.of(name.equals("linear") ? Example.linear() : Example.nonlinear(), degree);
        RegretTraining training = new RegretTraining(models, 0);
        double[] start = models.start(degree);
        double before = training.loss(start);
        RegretTraining.Trained descended = training.descend(start);
        double[] evolved = training.evolve(start);
        RegretTraining fair = new RegretTraining(models, 1);
        double[] leastSquares = models.leastSquares();
        assertTrue(fair.loss(fair.descend(leastSquares).coefficients()) < fair.loss(leastSquares));
        assertTrue(fair.loss(fair.evolve(start)) < 0.2 * fair.loss(start));
        assertTrue(training.loss(descended.coefficients()) < 0.05 * before);
        assertTrue(training.loss(evolved) < 0.05 * before);
    }

    @ParameterizedTest
    @CsvSource({"linear,1,0", "linear,2,1", "nonlinear,2,0.5"})
    void theGradientIsThatOfFiniteDifferences(String name, int degree, double penalty) {
        Models models = Models.of(name.equals("linear") ? Example.linear() : Example.nonlinear(), degree);
        SmoothedRegret smoothed = new SmoothedRegret(models, penalty);
        SplittableRandom random = new SplittableRandom(3);
        double[] coefficients = models.leastSquares();
        for (int j = 0; j < coefficients.length; j++) {
            coefficients[j] += random.nextGaussian();
        }
        double[] gradient = new double[coefficients.length];
        double[] ignored = new double[coefficients.length];
        smoothed.of(coefficients, 2, gradient);
        for (int j = 0; j < coefficients.length; j++) {
            double[] moved = coefficients.clone();
            moved[j] += 1e-5;
            double above = smoothed.of(moved, 2, ignored);
            moved[j] -= 2e-5;
            double below = smoothed.of(moved, 2, ignored);
            assertEquals((above - below) / 2e-5, gradient[j], 1e-7, "coefficient " + j);
        }
    }

    @Test
    void theDecisionErrorIsPiecewiseConstant() {
        Plateaus plateaus = Plateaus.at(Models.of(Example.linear(), 1), 300, 1);
        assertEquals(1200, plateaus.quotients());
        assertEquals(0, plateaus.notZero());
        assertTrue(plateaus.values().size() > 1 && plateaus.values().size() <= 8, plateaus::toString);
    }
}
