package io.alphafair.studies.learn;

/** What training makes small, on one mini-batch. */
@FunctionalInterface
interface BatchLoss {
    /**
     * The loss.
     *
     * @param predicted benefits, rows x T
     * @param byLogarithm filled with the derivative to the logarithm of each predicted benefit, rows x T
     */
    double of(Instance batch, double[] predicted, double[] byLogarithm);
}
