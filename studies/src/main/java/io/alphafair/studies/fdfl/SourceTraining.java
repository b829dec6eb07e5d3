package io.alphafair.studies.fdfl;

import java.util.Arrays;
import org.hipparchus.optim.SimpleBounds;

/**
 * The source document's end-to-end training: the loss is the decision error, or in its fair form the error plus the accuracy
 * disparity, and each coefficient of a power of the feature lies between 0 and 10. The source document descends
 * difference quotients; this is CMA-ES, once with a spread of 1 and once of 2.
 */
final class SourceTraining {
    /** Of higher powers the coefficients say nothing: eight people are matched. */
    static final int MOST_DEGREE = 7;

    private static final double LEAST = 0;
    private static final double MOST = 10;
    private static final int RUNS = 2;
    private static final int SEED = 7;

    private final Models models;
    private final Loss loss;

    /** @param penalty weight of the accuracy disparity, 0 for none */
    SourceTraining(Models models, double penalty) {
        this.models = models;
        this.loss = new Loss(models, Loss.Measure.ERROR, penalty);
    }

    Loss loss() {
        return loss;
    }

    /** The best coefficients of powers that are found from {@code start}, which is put between the bounds first. */
    double[] train(double[] start) {
        double[] from = Arrays.stream(start).map(power -> Math.clamp(power, LEAST, MOST)).toArray();
        double[] best = from;
        for (int run = 0; run < RUNS; run++) {
            double[] spread = new double[from.length];
            Arrays.fill(spread, 1 << run);
            double[] found = Evolution.minimise(this::lossOfPowers, from, spread, bounds(from.length), SEED + run);
            if (lossOfPowers(found) < lossOfPowers(best)) {
                best = found;
            }
        }
        return best;
    }

    private double lossOfPowers(double[] powers) {
        return loss.of(models.ofPowers(powers));
    }

    private static SimpleBounds bounds(int count) {
        double[] least = new double[count];
        double[] most = new double[count];
        Arrays.fill(least, LEAST);
        Arrays.fill(most, MOST);
        return new SimpleBounds(least, most);
    }
}
