package io.alphafair.studies.fdfl;

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

    /** The mean squared error plus the weighted disparity. */
    public double penalised(double weight) {
        return meanSquaredError + weight * disparity();
    }
}
