package io.alphafair.studies.fdfl;

import java.util.Arrays;

/**
 * How well one resource's predicted benefits match the true ones.
 *
 * @param predicted a benefit a person
 * @param meanSquaredError over all people
 * @param firstNorm the Euclidean length of the first group's errors; the source document calls it "MSE by group"
 * @param secondNorm the same of the second group
 */
public record Fit(double[] predicted, double meanSquaredError, double firstNorm, double secondNorm) {

    static Fit of(double[] predicted, double[] truth, int firstGroupSize) {
        double first = squares(predicted, truth, 0, firstGroupSize);
        double second = squares(predicted, truth, firstGroupSize, truth.length);
        return new Fit(predicted, (first + second) / truth.length, Math.sqrt(first), Math.sqrt(second));
    }

    private static double squares(double[] predicted, double[] truth, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (predicted[i] - truth[i]) * (predicted[i] - truth[i]);
        }
        return sum;
    }

    /** By how much the lengths of the groups' errors differ. */
    public double disparity() {
        return Math.abs(firstNorm - secondNorm);
    }

    /** The derivative of the mean squared error to every prediction. */
    double[] errorGradient(double[] truth) {
        double[] gradient = new double[truth.length];
        Arrays.setAll(gradient, person -> 2 * (predicted[person] - truth[person]) / truth.length);
        return gradient;
    }

    /** The derivative of the disparity to every prediction. */
    double[] disparityGradient(double[] truth, int firstGroupSize) {
        double sign = Math.signum(firstNorm - secondNorm);
        double[] gradient = new double[truth.length];
        for (int person = 0; person < truth.length; person++) {
            boolean inFirst = person < firstGroupSize;
            double norm = inFirst ? firstNorm : secondNorm;
            if (norm > 0) {
                gradient[person] = (inFirst ? sign : -sign) * (predicted[person] - truth[person]) / norm;
            }
        }
        return gradient;
    }

    /** The mean squared error plus the weighted disparity. */
    public double penalised(double weight) {
        return meanSquaredError + weight * disparity();
    }
}
