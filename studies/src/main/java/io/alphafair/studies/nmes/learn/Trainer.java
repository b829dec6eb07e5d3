package io.alphafair.studies.nmes.learn;

import io.alphafair.studies.training.Adam;
import java.util.List;
import java.util.SplittableRandom;

/** Trains a model on mini-batches with Adam; one step a batch, the batches in a new order each epoch. */
final class Trainer {
    private static final double STEP = 1e-5;

    private final LogLinearModel model;
    private final List<Instance> batches;
    private final double rate;
    private final SplittableRandom random;
    private final Adam adam;
    private final double[] gradient;
    private final int[] order;

    /**
     * @param model changed in place
     * @param rate the step size
     */
    Trainer(LogLinearModel model, List<Instance> batches, double rate, long seed) {
        this.model = model;
        this.batches = batches;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
        this.adam = new Adam(model.weights().length);
        this.gradient = new double[model.weights().length];
        this.order = new int[batches.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Several epochs. */
    void train(BatchLoss loss, int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            epoch(loss);
        }
    }

    /** One epoch with the loss's own gradient; returns the mean loss. */
    double epoch(BatchLoss loss) {
        Shuffle.of(order, random);
        double sum = 0;
        for (int index : order) {
            Instance batch = batches.get(index);
            double[] predicted = new double[batch.benefit().length];
            double[] byLogarithm = new double[predicted.length];
            model.predict(batch.predictors(), predicted);
            sum += loss.of(batch, predicted, byLogarithm);
            model.pullBack(batch.predictors(), byLogarithm, gradient);
            adam.step(model.weights(), gradient, rate);
        }
        return sum / order.length;
    }

    /** One epoch with central finite differences over the weights in place of the gradient. */
    double epochByFiniteDifferences(BatchLoss loss) {
        Shuffle.of(order, random);
        double sum = 0;
        for (int index : order) {
            Instance batch = batches.get(index);
            double[] predicted = new double[batch.benefit().length];
            double[] ignored = new double[predicted.length];
            double[] weights = model.weights();
            for (int j = 0; j < weights.length; j++) {
                double before = weights[j];
                weights[j] = before + STEP;
                double above = value(loss, batch, predicted, ignored);
                weights[j] = before - STEP;
                gradient[j] = (above - value(loss, batch, predicted, ignored)) / (2 * STEP);
                weights[j] = before;
            }
            sum += value(loss, batch, predicted, ignored);
            adam.step(weights, gradient, rate);
        }
        return sum / order.length;
    }

    private double value(BatchLoss loss, Instance batch, double[] predicted, double[] ignored) {
        model.predict(batch.predictors(), predicted);
        return loss.of(batch, predicted, ignored);
    }
}
