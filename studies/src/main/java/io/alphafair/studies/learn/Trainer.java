package io.alphafair.studies.learn;

import io.alphafair.studies.training.Adam;
import io.alphafair.studies.training.Shuffle;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Trains a model on mini-batches with Adam, one step a batch, each epoch on the next deal in a new order. */
final class Trainer {
    private static final double STEP = 1e-5;

    private final LogLinearModel model;
    private final List<List<Instance>> deals;
    private final double rate;
    private final SplittableRandom random;
    private final Adam adam;
    private final double[] gradient;
    private final double[] predicted;
    private final double[] byLogarithm;
    private int epochs;

    /**
     * @param model changed in place
     * @param deals ways in which the people are dealt out to mini-batches of one size
     * @param rate the step size
     */
    Trainer(LogLinearModel model, List<List<Instance>> deals, double rate, long seed) {
        this.model = model;
        this.deals = deals;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
        this.adam = new Adam(model.weights().length);
        this.gradient = new double[model.weights().length];
        this.predicted = new double[deals.getFirst().getFirst().benefit().length];
        this.byLogarithm = new double[predicted.length];
    }

    /**
     * Several epochs.
     *
     * @param most how many
     * @param heldOut people on whom the loss is watched; none to make all epochs
     * @param patience how many epochs in a row may bring no smaller loss there; the model of the smallest is kept
     */
    void train(BatchLoss loss, int most, List<Instance> heldOut, int patience) {
        if (heldOut.isEmpty()) {
            for (int epoch = 0; epoch < most; epoch++) {
                epoch(loss);
            }
            return;
        }
        double[] weights = model.weights();
        double[] best = weights.clone();
        double smallest = meanLoss(loss, heldOut);
        int without = 0;
        for (int epoch = 0; epoch < most && without < patience; epoch++) {
            epoch(loss);
            double reached = meanLoss(loss, heldOut);
            without = reached < smallest ? 0 : without + 1;
            if (without == 0) {
                smallest = reached;
                System.arraycopy(weights, 0, best, 0, best.length);
            }
        }
        System.arraycopy(best, 0, weights, 0, best.length);
    }

    private double meanLoss(BatchLoss loss, List<Instance> instances) {
        return instances.stream().mapToDouble(instance -> value(instance, loss)).average().orElseThrow();
    }

    /** One epoch with the loss's own gradient. */
    void epoch(BatchLoss loss) {
        for (Instance batch : nextDeal()) {
            value(batch, loss);
            model.pullBack(batch.features(), byLogarithm, gradient);
            adam.step(model.weights(), gradient, rate);
        }
    }

    /** One epoch with central finite differences over the weights in place of the gradient. */
    void epochByFiniteDifferences(BatchLoss loss) {
        double[] weights = model.weights();
        for (Instance batch : nextDeal()) {
            for (int j = 0; j < weights.length; j++) {
                double before = weights[j];
                weights[j] = before + STEP;
                double above = value(batch, loss);
                weights[j] = before - STEP;
                gradient[j] = (above - value(batch, loss)) / (2 * STEP);
                weights[j] = before;
            }
            adam.step(weights, gradient, rate);
        }
    }

    private List<Instance> nextDeal() {
        List<Instance> deal = deals.get(epochs++ % deals.size());
        int[] order = IntStream.range(0, deal.size()).toArray();
        Shuffle.of(order, random);
        return Arrays.stream(order).mapToObj(deal::get).toList();
    }

    private double value(Instance batch, BatchLoss loss) {
        model.predict(batch.features(), predicted);
        return loss.of(batch, predicted, byLogarithm);
    }
}
