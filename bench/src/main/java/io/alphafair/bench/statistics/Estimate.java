package io.alphafair.bench.statistics;

/**
 * A value and its 95 % confidence interval.
 *
 * @param low the interval's lower end
 * @param high its upper end
 */
public record Estimate(double value, double low, double high) {
    /** Whether a value lies in the interval. */
    public boolean holds(double candidate) {
        return low <= candidate && candidate <= high;
    }

    /** Whether two intervals have a value in common. */
    public boolean overlaps(Estimate other) {
        return low <= other.high && other.low <= high;
    }
}
