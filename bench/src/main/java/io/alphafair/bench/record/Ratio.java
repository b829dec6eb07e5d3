package io.alphafair.bench.record;

/**
 * How many times as fast one subject is as another: the other's value over its own.
 *
 * @param metric the name of what is compared
 * @param value the median of the rounds' ratios; of forks of JMH the ratio of the medians
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 * @param pairs rounds, or forks, that both took
 */
public record Ratio(Id subject, Id against, String metric, double value, double low, double high, int pairs) {
    /** The same of subjects of other names. */
    public Ratio as(Id ownName, Id otherName) {
        return new Ratio(ownName, otherName, metric, value, low, high, pairs);
    }
}
