package io.alphafair.select;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;

/**
 * What of a problem a predicted time depends on.
 *
 * @param n N, individuals
 * @param t T, items
 * @param k K, groups
 * @param broadcast whether benefit or cost has fewer elements than N x T, so that fewer bytes are read
 */
public record Dimensions(long n, int t, int k, boolean broadcast) {
    public Dimensions {
        if (n < 1 || t < 1 || k < 1) {
            throw new InvalidInputException(
                    "N = " + n + ", T = " + t + ", K = " + k + ": expected positive sizes");
        }
    }

    /** Those of a problem. */
    public static Dimensions of(Items items) {
        return new Dimensions(items.individualCount(), items.itemCount(), items.groupCount(), items.isBroadcast());
    }

    /** N x T. */
    public long elements() {
        return n * t;
    }

    /** As in {@code 1000 x 8, K = 64}. */
    @Override
    public String toString() {
        return n + " x " + t + ", K = " + k + (broadcast ? ", broadcast" : "");
    }
}
