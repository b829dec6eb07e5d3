package io.alphafair.studies.fdfl;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.Map;

/**
 * The source document's end-to-end loss, the decision error, seen by an optimiser that takes finite differences: at random
 * coefficients it takes a handful of values, and every difference quotient is 0.
 *
 * @param counts how often each value of the loss was seen, ascending
 * @param quotients how many difference quotients were taken
 * @param notZero how many of them were not 0: steps that happened to cross an edge
 */
record Plateaus(Map<Double, Integer> counts, int quotients, int notZero) {
    /** The source document's optimiser steps by the square root of the rounding unit. */
    private static final double STEP = Math.sqrt(Math.ulp(1.0));
    private static final double NEAR = 1e6;

    /** Looks at {@code points} random pairs of predictions, spread around the true benefits. */
    static Plateaus at(Models models, int points, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] centre = models.leastSquares();
        Map<Double, Integer> counts = new TreeMap<>();
        int notZero = 0;
        for (int point = 0; point < points; point++) {
            double[] coefficients = centre.clone();
            for (int j = 0; j < coefficients.length; j++) {
                coefficients[j] += 2 * random.nextGaussian();
            }
            double here = models.decision(coefficients).worstError();
            // Sums of the same roots in another order are the same value.
            counts.merge(Math.round(here * NEAR) / NEAR, 1, Integer::sum);
            for (int j = 0; j < coefficients.length; j++) {
                double before = coefficients[j];
                coefficients[j] = before + STEP;
                notZero += models.decision(coefficients).worstError() == here ? 0 : 1;
                coefficients[j] = before;
            }
        }
        return new Plateaus(counts, points * centre.length, notZero);
    }

    /** The values that the loss took. */
    Set<Double> values() {
        return counts.keySet();
    }
}
