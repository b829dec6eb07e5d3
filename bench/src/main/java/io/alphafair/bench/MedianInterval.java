package io.alphafair.bench;

import java.util.Arrays;

/**
 * A median and its confidence interval by order statistics: whatever the distribution, the number of values below the
 * true median is binomial with probability one half.
 *
 * @param low the interval's lower end; the smallest value where there are too few values for the confidence
 * @param high its upper end
 */
public record MedianInterval(double median, double low, double high) {
    /** How surely the interval holds the median, given enough values. */
    public static final double CONFIDENCE = 0.95;
    /** So many values that 2^-n is no double any more. */
    private static final int MOST = 1000;

    /**
     * Of values in any order.
     *
     * @param values 1 to 1000 of them
     */
    public static MedianInterval of(double... values) {
        if (values.length == 0 || values.length > MOST) {
            throw new IllegalArgumentException(values.length + " values: expected 1 to " + MOST);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int outside = outside(sorted.length);
        return new MedianInterval(ofSorted(sorted), sorted[outside], sorted[sorted.length - 1 - outside]);
    }

    /**
     * The median alone.
     *
     * @param values in any order, at least one
     */
    public static double medianOf(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values: expected at least 1");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted);
    }

    private static double ofSorted(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The most values that can be left out at each end. */
    static int outside(int count) {
        double probability = Math.scalb(1.0, -count);
        double tail = probability;
        int outside = 0;
        // The interval without `outside + 1` values misses the median if at most that many lie on one side of it.
        while (2 * tail <= 1 - CONFIDENCE) {
            probability *= (count - outside) / (outside + 1.0);
            outside++;
            tail += probability;
        }
        return Math.max(0, outside - 1);
    }
}
