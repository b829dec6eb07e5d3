package io.alphafair.studies.fdfl;

import io.alphafair.studies.training.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.optim.SimpleBounds;

/**
 * Trains the models of an example for small decision regret, in two ways that a flat loss does not stop: gradient steps on
 * the {@linkplain SmoothedRegret smoothed regret} while it cools down, and Hipparchus' CMA-ES on the regret itself, which
 * compares points drawn around the present one and needs no gradient.
 */
final class RegretTraining {
    private static final int STEPS = 600;
    private static final double RATE = 0.05;
    private static final double COOLEST = 0.05;
    private static final double NEAR = 1e-3;
    private static final int SEED = 7;

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
    private final Loss loss;

    /** @param penalty weight of the accuracy disparity, 0 for none */
    RegretTraining(Models models, double penalty) {
        this.models = models;
        this.penalty = penalty;
        this.loss = new Loss(models, Loss.Measure.REGRET, penalty);
    }

    /** Regret, of the worst of tied assignments, plus the penalty. */
    double loss(double[] coefficients) {
        return loss.of(coefficients);
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
            double present = loss(coefficients);
            moments.add(new Moment(step, value, models.decision(coefficients).worstRegret()));
            if (present < least) {
                least = present;
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

    /** CMA-ES from {@code start}. */
    double[] evolve(double[] start) {
        double[] spread = new double[start.length];
        // Powers of a high degree start far from 0, where a step of 1 would change nothing.
        Arrays.setAll(spread, j -> Math.max(1, NEAR * Math.abs(start[j])));
        return Evolution.minimise(loss::of, start, spread, SimpleBounds.unbounded(start.length), SEED);
    }
}
