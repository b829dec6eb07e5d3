package io.alphafair.studies.nmes.learn;

import io.alphafair.Fairness;
import java.util.List;

/**
 * What is compared.
 *
 * @param fairnesses the levels of fairness
 * @param splits how many random splits into training and test
 * @param seed of the first split; the others follow
 * @param batch people in a mini-batch and in a decision of the test
 * @param epochs passes over the training set
 * @param rate Adam's step size
 * @param temperature of the smoothed winner
 */
record Settings(List<Fairness> fairnesses, int splits, long seed, int batch, int epochs, double rate,
        double temperature) {}
