package io.alphafair.backend;

import java.util.Arrays;

/**
 * Which entries of each group a {@link PartialSelection} lists. Entries are ordered by ratio descending, then by flat index
 * ascending: those before the group's upper bound are counted and summed, those behind its lower bound are passed over, and
 * those between the two, bounds included, are listed.
 */
public final class SelectionBounds {
    private final double[] upperRatio;
    private final long[] upperIndex;
    private final double[] lowerRatio;
    private final long[] lowerIndex;

    private SelectionBounds(int groupCount) {
        upperRatio = new double[groupCount];
        upperIndex = new long[groupCount];
        lowerRatio = new double[groupCount];
        lowerIndex = new long[groupCount];
        Arrays.fill(upperRatio, Double.POSITIVE_INFINITY);
        Arrays.fill(lowerIndex, Long.MAX_VALUE);
    }

    /** Bounds that list every entry with a positive ratio. */
    public static SelectionBounds everything(int groupCount) {
        return new SelectionBounds(groupCount);
    }

    /** Makes an entry the first one to be listed. */
    public void setUpper(int group, double ratio, long flatIndex) {
        upperRatio[group] = ratio;
        upperIndex[group] = flatIndex;
    }

    /** Makes an entry with a positive ratio the last one to be listed. */
    public void setLower(int group, double ratio, long flatIndex) {
        lowerRatio[group] = ratio;
        lowerIndex[group] = flatIndex;
    }

    /** K. */
    public int groupCount() {
        return upperRatio.length;
    }

    /** Whether an entry comes before all that are listed. */
    public boolean isAbove(int group, double ratio, long flatIndex) {
        return ratio > upperRatio[group] || ratio == upperRatio[group] && flatIndex < upperIndex[group];
    }

    /** Whether an entry comes behind all that are listed. */
    public boolean isBelow(int group, double ratio, long flatIndex) {
        return ratio < lowerRatio[group] || ratio == lowerRatio[group] && flatIndex > lowerIndex[group];
    }

    /** The ratios of the lower bounds, 0 where there is none: an entry of a smaller ratio is passed over. Not to be written. */
    public double[] lowerRatios() {
        return lowerRatio;
    }

    /** Whether no entry comes before those that are listed. */
    public boolean hasUpper(int group) {
        return upperRatio[group] < Double.POSITIVE_INFINITY;
    }

    /** Whether entries may have been passed over. */
    public boolean hasLower(int group) {
        return lowerRatio[group] > 0;
    }
}
