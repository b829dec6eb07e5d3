package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The source document's two losses, trained. */
class SourceTrainingTest {
    /** The error of two people who swap resources within a group. */
    private static final double ONE_SWAP = 2 * Math.sqrt(2);

    private final Models linear = Models.of(Example.linear(), 1);
    private final double[] leastSquares = linear.powers(linear.leastSquares(), 1);

    @Test
    void theErrorFallsToTheLeastFromBothStarts() {
        SourceTraining training = new SourceTraining(linear, 0);
        for (double[] start : List.of(Models.ones(1), leastSquares)) {
            double[] found = training.train(start);
            assertTrue(Arrays.stream(found).allMatch(power -> power >= 0 && power <= 10), Arrays.toString(found));
            assertEquals(ONE_SWAP, training.loss().of(linear.ofPowers(found)), 1e-12);
        }
    }

    /** The decision stays the best that a linear model makes, and the groups' errors become equal. */
    @Test
    void theFairLossFallsToTheLeastErrorFromBothStarts() {
        SourceTraining training = new SourceTraining(linear, 1);
        for (double[] start : List.of(Models.ones(1), leastSquares)) {
            double[] found = linear.ofPowers(training.train(start));
            assertEquals(ONE_SWAP, linear.decision(found).worstError(), 1e-12);
            assertEquals(0, linear.disparity(found), 1e-3);
            assertEquals(ONE_SWAP, training.loss().of(found), 1e-3);
        }
    }

    /**
     * With a linear model a group's predicted utility depends on the features' sum and the number of those who get the first
     * resource. The best assignment shares them with three others, so it is never the only optimum, and of the other
     * classes none has less than one swap.
     */
    @Test
    void noLinearModelHasLessError() {
        TwoResources truth = linear.example().truth();
        Assignment best = truth.optimal().getFirst();
        Map<List<Double>, Double> worst = new HashMap<>();
        Map<List<Double>, Integer> size = new HashMap<>();
        for (Assignment assignment : truth.assignments()) {
            List<Double> sums = sums(assignment);
            worst.merge(sums, assignment.error(best, 4), Math::max);
            size.merge(sums, 1, Integer::sum);
        }
        assertEquals(4, size.get(sums(best)));
        assertEquals(ONE_SWAP, worst.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow(), 1e-12);
    }

    /** The features of the first group's who get the first resource less those of the second's, and the same of their numbers. */
    private List<Double> sums(Assignment assignment) {
        double features = 0;
        double people = 0;
        for (int person = 0; person < 8; person++) {
            if (assignment.givesFirst(person)) {
                features += person < 4 ? linear.example().feature()[person] : -linear.example().feature()[person];
                people += person < 4 ? 1 : -1;
            }
        }
        return List.of(features, people);
    }

    @Test
    void powersAndCoefficientsAreInverse() {
        for (int degree = 1; degree <= SourceTraining.MOST_DEGREE; degree++) {
            Models models = Models.of(Example.nonlinear(), degree);
            double[] ones = models.powers(models.start(degree), degree);
            assertArrayEquals(Models.ones(degree), ones, 1e-4, "degree " + degree);
        }
        assertArrayEquals(new double[]{3.31619537, 0.16195373, 2.22407883, 0.30328835}, leastSquares, 1e-8);
    }
}
