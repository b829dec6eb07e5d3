package io.alphafair.bench.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A median and its confidence interval by order statistics: whatever the distribution, the number of values below the
 * true median is binomial with probability one half.
 */
public final class MedianInterval {
    private MedianInterval() {
    }

    /**
     * The median and its interval, which ends at the smallest and the largest of fewer than 6 values.
     *
     * @param values in any order, at least one
     */
    public static Estimate of(double... values) {
        double median = medianOf(values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int outside = outside(sorted.length);
        return new Estimate(median, sorted[outside], sorted[sorted.length - 1 - outside]);
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
        return Median.withDefaults().withCopy(true).evaluate(values);
    }

    /** The most values that can be left out at each end. */
    static int outside(int count) {
        // The interval without `outside + 1` values misses the median if at most that many lie on one side of it.
        return Math.max(0, BinomialDistribution.of(count, 0.5).inverseCumulativeProbability(Estimate.OUTSIDE) - 1);
    }
}
