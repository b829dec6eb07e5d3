package io.alphafair.studies.learn;

/** The losses of the first of two stages: prediction errors, which know nothing of the decision. */
final class SquaredErrors {
    private SquaredErrors() {
    }

    /** Of benefits, each kind of care in units of its own variance. */
    static BatchLoss ofBenefits(People people, int[] rows) {
        double[] variance = new double[people.itemCount()];
        for (int item = 0; item < variance.length; item++) {
            double mean = people.meanBenefit(rows, item);
            for (int row : rows) {
                double deviation = people.benefit()[row * people.itemCount() + item] - mean;
                variance[item] += deviation * deviation / rows.length;
            }
        }
        return (batch, predicted, byLogarithm) -> {
            double sum = 0;
            for (int entry = 0; entry < predicted.length; entry++) {
                double error = predicted[entry] - batch.benefit()[entry];
                double weight = 1 / (variance[entry % variance.length] * batch.rowCount());
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
