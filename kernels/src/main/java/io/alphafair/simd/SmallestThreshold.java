package io.alphafair.simd;

import io.alphafair.Groups;
import io.alphafair.backend.PartialBest;

/** A lower bound of the thresholds of all groups that have members, searched anew only now and then. */
final class SmallestThreshold {
    private final Groups groups;
    private final long renewAfter;

    private PartialBest source;
    private long epoch;
    /** The source's changes at the last search. */
    private long changes;
    /** Elements scanned since. */
    private long elements;
    private double value;

    /** @param renewAfter elements that share the cost of one search, K */
    SmallestThreshold(Groups groups, long renewAfter) {
        this.groups = groups;
        this.renewAfter = renewAfter;
    }

    /**
     * From here on the thresholds are those of {@code into}.
     *
     * @return whether they were another's before, or have been reset since
     */
    boolean follow(PartialBest into) {
        if (source == into && epoch == into.epoch()) {
            return false;
        }
        source = into;
        epoch = into.epoch();
        value = 0;
        changes = -1;
        elements = Long.MAX_VALUE;
        return true;
    }

    /** Counts elements that were scanned. */
    void scanned(int count) {
        elements += elements > Long.MAX_VALUE / 2 ? 0 : count;
    }

    /** Searches again if a threshold has risen and enough elements were scanned since. */
    void renew() {
        if (changes == source.changes() || elements < renewAfter) {
            return;
        }
        double[] thresholds = source.thresholds();
        double least = Double.POSITIVE_INFINITY;
        for (int group = 0; group < thresholds.length; group++) {
            if (thresholds[group] < least && groups.groupSize(group) > 0) {
                least = thresholds[group];
            }
        }
        value = least;
        changes = source.changes();
        elements = 0;
    }

    /** As of the last search; 0, which rejects nothing, while a group has no positive ratio. */
    double value() {
        return value;
    }
}
