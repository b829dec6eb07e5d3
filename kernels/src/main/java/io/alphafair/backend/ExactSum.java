package io.alphafair.backend;

import io.alphafair.capped.ExactAccumulator;

/**
 * The exact sum of doubles that are finite and not negative, rounded once when it is read. The order of the terms and the
 * shape of the tree in which sums are merged do not matter. Adding and merging allocate
 * nothing.
 */
public final class ExactSum {
    private final ExactAccumulator sum = new ExactAccumulator();

    /** A sum of no terms. */
    public ExactSum() {
        // Starts empty.
    }

    /** Makes it a sum of no terms. */
    public void reset() {
        sum.reset();
    }

    /**
     * Adds one term.
     *
     * @throws IllegalArgumentException if the term is negative, infinite or NaN
     */
    public void add(double term) {
        if (!(term >= 0 && term <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("term " + term + ": expected a finite number >= 0");
        }
        sum.add(term);
    }

    /** Adds the terms of another sum, which keeps its own. */
    public void merge(ExactSum other) {
        sum.add(other.sum);
    }

    /** The sum, rounded to the nearest double; infinite if it exceeds the range of doubles. */
    public double value() {
        return sum.value();
    }
}
