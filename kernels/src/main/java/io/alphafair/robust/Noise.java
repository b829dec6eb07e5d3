package io.alphafair.robust;

import io.alphafair.InvalidInputException;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.util.Random;

/**
 * Noise in the benefits: independent normal deviations from the given benefits, with a standard deviation for each entry. A
 * benefit that would be negative counts as 0.
 */
public final class Noise {
    /** Null where it is a share of the benefit. */
    private final Matrix deviation;
    private final double share;

    private Noise(Matrix deviation, double share) {
        this.deviation = deviation;
        this.share = share;
    }

    /**
     * Noise of given standard deviations.
     *
     * @param deviation N x T, N x 1, 1 x T or 1 x 1, in units of the benefits, finite and {@code >= 0}; has to stay open. A
     *            benefit that has to stay 0, because no dose is allowed there, needs a deviation of 0
     */
    public static Noise ofDeviation(Matrix deviation) {
        return new Noise(deviation, 0);
    }

    /**
     * Noise whose standard deviation is a share of the benefit.
     *
     * @param share as 0.2 for 20 %; finite and {@code >= 0}
     * @throws InvalidInputException if it is not
     */
    public static Noise ofShare(double share) {
        if (!(share >= 0 && share <= Double.MAX_VALUE)) {
            throw new InvalidInputException("the noise is " + share
                    + " times the benefit: expected a finite number >= 0, as 0.2 for 20 %");
        }
        return new Noise(null, share);
    }

    /**
     * Checks the deviations and the benefits, which noise could hide.
     *
     * @throws InvalidInputException if the deviations do not broadcast to the items, or a deviation or a benefit is not
     *             finite and {@code >= 0}
     */
    void require(Items items) {
        requireBroadcast(items);
        for (long row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                double benefit = items.benefit(row, item);
                if (!Items.isBenefit(benefit)) {
                    throw InvalidValueException.of(row, item, benefit, items.cost(row, item));
                }
                double deviates = of(benefit, row, item);
                if (!(deviates >= 0 && deviates <= Double.MAX_VALUE)) {
                    throw new InvalidInputException("the standard deviation of benefit[" + row + "," + item + "] is "
                            + deviates + ": expected a finite number >= 0; correct the value, 0 is no noise");
                }
            }
        }
    }

    private void requireBroadcast(Items items) {
        if (deviation != null && (deviation.rows() != 1 && deviation.rows() != items.individualCount()
                || deviation.columns() != 1 && deviation.columns() != items.itemCount())) {
            throw new InvalidInputException("the standard deviations are " + deviation.shape()
                    + ": they do not broadcast; expected " + items.individualCount() + " or 1 rows x "
                    + items.itemCount() + " or 1 columns");
        }
    }

    private double of(double benefit, long row, int item) {
        return deviation == null
                ? share * benefit
                : deviation.get(deviation.rows() == 1 ? 0 : row, deviation.columns() == 1 ? 0 : item);
    }

    /** Fills an N x T matrix with benefits and noise, row by row, one random number for each entry. */
    void draw(Items items, Random random, Matrix into) {
        for (long row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                double benefit = items.benefit(row, item);
                double drawn = benefit + of(benefit, row, item) * random.nextGaussian();
                into.set(row, item, Math.max(0, drawn));
            }
        }
    }
}
