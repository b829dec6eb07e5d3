package io.alphafair.bench.statistics;

import java.util.Arrays;

/**
 * One quantity, measured in every iteration of every fork.
 *
 * @param forks the iterations of each fork, in their order; at least one fork, and an iteration in each
 */
public record ForkSamples(double[][] forks) {
    /** @throws IllegalArgumentException if there is no fork, or one without iterations */
    public ForkSamples {
        if (forks.length == 0 || Arrays.stream(forks).anyMatch(fork -> fork.length == 0)) {
            throw new IllegalArgumentException("expected at least one fork, and an iteration in each");
        }
    }

    /** How many forks. */
    public int count() {
        return forks.length;
    }

    /** All iterations, fork after fork. */
    public double[] all() {
        return Arrays.stream(forks).flatMapToDouble(Arrays::stream).toArray();
    }
}
