package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import java.util.List;

/**
 * What is compared.
 *
 * @param methods ways to train; one that goes on from another one comes after it
 * @param fairnesses the levels of fairness
 * @param budget of a decision, in units of cost; without caps any one stands for all
 * @param splits how many random splits into training and test
 * @param seed of the first split; the others follow
 * @param batch people in a mini-batch and in a decision of the test
 * @param epochs the most passes over the training set
 * @param patience the passes without progress on held-out people after which training ends; 0 to hold nobody out and make all
 *            passes
 * @param rate Adam's step size
 * @param temperature of the smoothed winner
 */
record Settings(List<Method> methods, List<Fairness> fairnesses, double budget, int splits, long seed, int batch,
        int epochs, int patience, double rate, double temperature) {}
