package io.alphafair.bench.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A value and its 95 % confidence interval. Of fewer than 6 forks or values it is only a range of the measurements: so few
 * cannot give 95 % without an assumption about the distribution.
 *
 * @param low the interval's lower end
 * @param high its upper end
 */
public record Estimate(double value, double low, double high) {
    /** The probability on each side of the interval. */
    static final double OUTSIDE = 0.025;

    /**
     * The interval that the bootstrap's draws of a value amount to. With few forks the percentiles of a bootstrap are too
     * narrow. They are expanded as Hesterberg has it (What Teachers Should Know About the Bootstrap, 2015, section 5.3): the
     * tail is that of a normal variable beyond sqrt(n / (n - 1)) times Student's quantile with n - 1 degrees of freedom.
     */
    static Estimate ofDraws(double value, double[] draws, int forks) {
        double tail = tail(forks);
        double[] ends = Quantile.withDefaults().withCopy(true).evaluate(draws, tail, 1 - tail);
        return new Estimate(value, Math.min(value, ends[0]), Math.max(value, ends[1]));
    }

    private static double tail(int forks) {
        if (forks == 1) {
            // Nothing is known about other forks; the interval is of this one's iterations.
            return OUTSIDE;
        }
        double student = TDistribution.of(forks - 1.0).inverseSurvivalProbability(OUTSIDE);
        return NormalDistribution.of(0, 1).survivalProbability(Math.sqrt(forks / (forks - 1.0)) * student);
    }

    /** Whether a value lies in the interval. */
    public boolean holds(double candidate) {
        return low <= candidate && candidate <= high;
    }

    /**
     * The median and its interval by order statistics: whatever the distribution, the number of values below the true
     * median is binomial with probability one half. The interval ends at the smallest and the largest of fewer than 6 values.
     *
     * @param values in any order, at least one
     */
    public static Estimate ofMedian(double... values) {
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
        return Math.max(0, BinomialDistribution.of(count, 0.5).inverseCumulativeProbability(OUTSIDE) - 1);
    }
}
