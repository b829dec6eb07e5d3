package io.alphafair.studies.learn;

import java.util.Arrays;

/** Benefits as exponentials of linear functions of the predictors: {@code log benefit[i][t] = sum_p x[i][p] weight[p][t]}. */
final class LogLinearModel {
    /** Keeps a model that training has sent astray finite. */
    private static final double LARGEST_LOGARITHM = 20;

    private final int predictorCount;
    private final int itemCount;
    private final double[] weights;

    private LogLinearModel(int predictorCount, int itemCount, double[] weights) {
        this.predictorCount = predictorCount;
        this.itemCount = itemCount;
        this.weights = weights;
    }

    /** Predicts everybody's benefit of an item as its mean among {@code rows}. */
    static LogLinearModel ofMeans(People people, int[] rows) {
        double[] weights = new double[people.predictorCount() * people.itemCount()];
        for (int item = 0; item < people.itemCount(); item++) {
            weights[item] = Math.log(people.meanBenefit(rows, item));
        }
        return new LogLinearModel(people.predictorCount(), people.itemCount(), weights);
    }

    /** A model with given weights, P x T, row by row. */
    static LogLinearModel of(int predictorCount, int itemCount, double[] weights) {
        return new LogLinearModel(predictorCount, itemCount, weights);
    }

    LogLinearModel copy() {
        return new LogLinearModel(predictorCount, itemCount, weights.clone());
    }

    /** P x T, row by row; to be changed by an optimiser. */
    double[] weights() {
        return weights;
    }

    /**
     * Predictions lie between {@code e^-20} and {@code e^20}.
     *
     * @param predictors rows x P
     * @param predicted filled with rows x T benefits
     */
    void predict(double[] predictors, double[] predicted) {
        int rows = predicted.length / itemCount;
        Arrays.fill(predicted, 0);
        for (int row = 0; row < rows; row++) {
            for (int p = 0; p < predictorCount; p++) {
                double x = predictors[row * predictorCount + p];
                for (int item = 0; item < itemCount; item++) {
                    predicted[row * itemCount + item] += x * weights[p * itemCount + item];
                }
            }
        }
        for (int entry = 0; entry < predicted.length; entry++) {
            predicted[entry] = Math.exp(Math.clamp(predicted[entry], -LARGEST_LOGARITHM, LARGEST_LOGARITHM));
        }
    }

    /**
     * The gradient to the weights.
     *
     * @param byLogarithm the derivative to the logarithm of each predicted benefit, rows x T; rows of zeros cost little
     */
    void pullBack(double[] predictors, double[] byLogarithm, double[] gradient) {
        Arrays.fill(gradient, 0);
        int rows = byLogarithm.length / itemCount;
        for (int row = 0; row < rows; row++) {
            if (isZero(byLogarithm, row)) {
                continue;
            }
            for (int p = 0; p < predictorCount; p++) {
                double x = predictors[row * predictorCount + p];
                for (int item = 0; item < itemCount; item++) {
                    gradient[p * itemCount + item] += x * byLogarithm[row * itemCount + item];
                }
            }
        }
    }

    private boolean isZero(double[] byLogarithm, int row) {
        for (int item = 0; item < itemCount; item++) {
            if (byLogarithm[row * itemCount + item] != 0) {
                return false;
            }
        }
        return true;
    }
}
