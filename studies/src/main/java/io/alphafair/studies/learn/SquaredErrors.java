package io.alphafair.studies.learn;

/** The losses of the first of two stages: prediction errors, which know nothing of the decision. */
final class SquaredErrors {
    /** A variance below this share of the squared mean is rounding. */
    private static final double ROUNDING = 1e-20;

    private SquaredErrors() {
    }

    /** Of benefits, each item in units of its own variance. An item that is worth the same to everybody has no errors. */
    static BatchLoss ofBenefits(People people, int[] rows) {
        double[] byVariance = new double[people.itemCount()];
        for (int item = 0; item < byVariance.length; item++) {
            double mean = people.meanBenefit(rows, item);
            double variance = 0;
            for (int row : rows) {
                double deviation = people.benefit()[row * people.itemCount() + item] - mean;
                variance += deviation * deviation / rows.length;
            }
            byVariance[item] = variance > ROUNDING * mean * mean ? 1 / variance : 0;
        }
        return (batch, predicted, byLogarithm) -> {
            double sum = 0;
            for (int entry = 0; entry < predicted.length; entry++) {
                double error = predicted[entry] - batch.benefit()[entry];
                double weight = byVariance[entry % byVariance.length] / batch.rowCount();
                sum += weight * error * error;
                byLogarithm[entry] = 2 * weight * error * predicted[entry];
            }
            return sum;
        };
    }

    /** Of the benefits' logarithms. */
    static double ofLogarithms(Instance batch, double[] predicted, double[] byLogarithm) {
        double sum = 0;
        for (int entry = 0; entry < predicted.length; entry++) {
            double error = Math.log(predicted[entry] / batch.benefit()[entry]);
            sum += error * error / batch.rowCount();
            byLogarithm[entry] = 2 * error / batch.rowCount();
        }
        return sum;
    }
}
