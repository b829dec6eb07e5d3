package io.alphafair.studies.fdfl;

import io.alphafair.studies.training.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * Trains the models of an example for small decision regret, in two ways that a flat loss does not stop: gradient steps on
 * the {@linkplain SmoothedRegret smoothed regret} while it cools down, and Hipparchus' CMA-ES on the regret itself, which
 * compares points drawn around the present one and needs no gradient.
 */
final class RegretTraining {
    private static final int STEPS = 600;
    private static final double RATE = 0.05;
    private static final double COOLEST = 0.05;
    private static final int EVALUATIONS = 6_000;
    private static final double NEAR = 1e-3;

    /**
     * Where a training has come to.
     *
     * @param step from 0
     * @param smoothed the loss that was descended
     * @param regret the decision regret, the largest of tied assignments
     */
    record Moment(int step, double smoothed, double regret) {}

    /** The coefficients of least loss on the way, and the way. */
    record Trained(double[] coefficients, List<Moment> moments) {}

    private final Models models;
    private final double penalty;

    /** @param penalty weight of the accuracy disparity, 0 for none */
    RegretTraining(Models models, double penalty) {
        this.models = models;
        this.penalty = penalty;
    }

    /** Regret, of the worst of tied assignments, plus the penalty. */
    double loss(double[] coefficients) {
        double regret = models.decision(coefficients).worstRegret();
        return penalty > 0 ? regret + penalty * models.disparity(coefficients) : regret;
    }

    /** Gradient steps from {@code start}; the temperature falls from the disparities' own size to almost 0. */
    Trained descend(double[] start) {
        SmoothedRegret smoothed = new SmoothedRegret(models, penalty);
        Adam adam = new Adam(start.length);
        double[] coefficients = start.clone();
        double[] gradient = new double[start.length];
        List<Moment> moments = new ArrayList<>();
        double[] best = start.clone();
        double least = loss(start);
        double warmest = warmest();
        for (int step = 0; step <= STEPS; step++) {
            double done = (double) step / STEPS;
            double temperature = warmest * Math.pow(COOLEST / warmest, done);
            double value = smoothed.of(coefficients, temperature, gradient);
            double loss = loss(coefficients);
            moments.add(new Moment(step, value, models.decision(coefficients).worstRegret()));
            if (loss < least) {
                least = loss;
                best = coefficients.clone();
            }
            adam.step(coefficients, gradient, RATE * (1 - done));
        }
        return new Trained(best, moments);
    }

    /** The root mean square of the true differences of all assignments. */
    private double warmest() {
        TwoResources truth = models.example().truth();
        return Math.sqrt(truth.assignments().stream().mapToDouble(truth::difference).map(d -> d * d).average()
                .orElseThrow());
    }

    /** CMA-ES from {@code start} with a seed of its own: the same bits each time. */
    double[] evolve(double[] start) {
        CMAESOptimizer optimizer = new CMAESOptimizer(EVALUATIONS, 0, true, 0, 0, new Well19937c(7), false,
                (iteration, previous, current) -> false);
        double[] spread = new double[start.length];
        // Powers of a high degree start far from 0, where a step of 1 would change nothing.
        Arrays.setAll(spread, j -> Math.max(1, NEAR * Math.abs(start[j])));
        double[] found = optimizer.optimize(new ObjectiveFunction(this::loss), GoalType.MINIMIZE,
                new InitialGuess(start), SimpleBounds.unbounded(start.length), new CMAESOptimizer.Sigma(spread),
                new CMAESOptimizer.PopulationSize(16), new MaxEval(10 * EVALUATIONS)).getPoint();
        return loss(found) < loss(start) ? found : start;
    }
}
