package io.alphafair.studies.fdfl;

import java.util.Arrays;
import java.util.List;

/**
 * Decision regret, made smooth: in place of the assignment of least predicted disparity one is drawn with probability
 * {@code ~ exp(-(disparity / temperature)^2 / 2)}, and the regret is the expected one. It tends to the regret itself as the
 * temperature goes to 0, and has a gradient everywhere before; at the source document's start, where all assignments tie,
 * too.
 */
final class SmoothedRegret {
    private final Models models;
    private final double penalty;
    private final List<Assignment> assignments;
    private final double[] regret;

    /** @param penalty weight of the accuracy disparity, 0 for none */
    SmoothedRegret(Models models, double penalty) {
        this.models = models;
        this.penalty = penalty;
        TwoResources truth = models.example().truth();
        assignments = truth.assignments();
        double least = assignments.stream().mapToDouble(truth::disparity).min().orElseThrow();
        regret = assignments.stream().mapToDouble(assignment -> truth.disparity(assignment) - least).toArray();
    }

    /**
     * The expected regret plus the penalty.
     *
     * @param gradient filled with the derivative to every coefficient
     */
    double of(double[] coefficients, double temperature, double[] gradient) {
        TwoResources predicted = new TwoResources(models.first(coefficients), models.second(coefficients),
                models.example().truth().firstGroupSize());
        double[] difference = assignments.stream().mapToDouble(predicted::difference).toArray();
        double[] probability = probabilities(difference, temperature);
        double expected = Basis.dot(probability, regret);
        double[] byFirst = new double[predicted.size()];
        double[] bySecond = new double[predicted.size()];
        for (int s = 0; s < regret.length; s++) {
            double byDifference = -probability[s] * (regret[s] - expected) * difference[s]
                    / (temperature * temperature);
            for (int person = 0; person < byFirst.length; person++) {
                double part = person < predicted.firstGroupSize() ? byDifference : -byDifference;
                (assignments.get(s).givesFirst(person) ? byFirst : bySecond)[person] += part;
            }
        }
        double loss = expected;
        if (penalty > 0) {
            loss += penalise(models.firstFit(coefficients), models.example().truth().first(), byFirst)
                    + penalise(models.secondFit(coefficients), models.example().truth().second(), bySecond);
        }
        System.arraycopy(models.both(byFirst, bySecond), 0, gradient, 0, gradient.length);
        return loss;
    }

    private static double[] probabilities(double[] difference, double temperature) {
        double least = Arrays.stream(difference).map(Math::abs).min().orElseThrow();
        double[] probability = Arrays.stream(difference)
                .map(d -> Math.exp((least * least - d * d) / (2 * temperature * temperature))).toArray();
        double sum = Arrays.stream(probability).sum();
        Arrays.setAll(probability, s -> probability[s] / sum);
        return probability;
    }

    /** Adds the derivative of the weighted disparity to the predictions. */
    private double penalise(Fit fit, double[] truth, double[] byPrediction) {
        double[] byDisparity = fit.disparityGradient(truth, models.example().truth().firstGroupSize());
        for (int person = 0; person < truth.length; person++) {
            byPrediction[person] += penalty * byDisparity[person];
        }
        return penalty * fit.disparity();
    }
}
