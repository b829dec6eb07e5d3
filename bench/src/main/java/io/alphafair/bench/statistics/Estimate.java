package io.alphafair.bench.statistics;

import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A value and its 95 % confidence interval.
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
}
