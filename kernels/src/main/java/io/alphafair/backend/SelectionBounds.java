package io.alphafair.backend;

import io.alphafair.capped.EntrySplit;
import java.lang.foreign.MemorySegment;
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
    private final double[] threshold;
    /** The arrays in the order of {@link SelectionMemory}. */
    private final MemorySegment[] ofC;
    private boolean anyUpper;
    private double expected;

    private SelectionBounds(int groupCount) {
        upperRatio = new double[groupCount];
        upperIndex = new long[groupCount];
        lowerRatio = new double[groupCount];
        lowerIndex = new long[groupCount];
        threshold = new double[groupCount];
        ofC = new MemorySegment[]{MemorySegment.ofArray(threshold), MemorySegment.ofArray(upperRatio),
                MemorySegment.ofArray(upperIndex), MemorySegment.ofArray(lowerRatio),
                MemorySegment.ofArray(lowerIndex)};
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
        anyUpper = true;
    }

    /** Makes an entry with a positive ratio the last one to be listed. */
    public void setLower(int group, double ratio, long flatIndex) {
        lowerRatio[group] = ratio;
        lowerIndex[group] = flatIndex;
        threshold[group] = Math.nextDown(ratio);
    }

    /** Says about how many entries will be listed, so that lists have room for them from the start. */
    void expect(double listed) {
        expected = listed;
    }

    /** About how many entries will be listed; 0 if that is not known. */
    double expected() {
        return expected;
    }

    /** Takes over the first entry to be listed, or that there is none. */
    void copyUpper(int group, SelectionBounds from) {
        upperRatio[group] = from.upperRatio[group];
        upperIndex[group] = from.upperIndex[group];
        anyUpper |= hasUpper(group);
    }

    /** Takes over the last entry to be listed, or that there is none. */
    void copyLower(int group, SelectionBounds from) {
        lowerRatio[group] = from.lowerRatio[group];
        lowerIndex[group] = from.lowerIndex[group];
        threshold[group] = from.threshold[group];
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

    /**
     * What a ratio has to exceed to be listed or summed: the next double below the ratio of the lower bound, 0 where there is
     * none. So an entry with {@code benefit < threshold * cost} is passed over, whether the product is exact or rounded to
     * nearest, as {@link PartialBest} explains. Not to be written.
     */
    public double[] thresholds() {
        return threshold;
    }

    /** Whether no entry comes before those that are listed. */
    public boolean hasUpper(int group) {
        return upperRatio[group] < Double.POSITIVE_INFINITY;
    }

    /** Whether entries may have been passed over. */
    public boolean hasLower(int group) {
        return lowerRatio[group] > 0;
    }

    /** Finds which entries are to be summed and which are to be listed. */
    void sort(OfferBuffer entries) {
        int summedCount = 0;
        int listedCount = 0;
        int size = entries.size();
        for (int i = 0; i < size; i++) {
            int group = entries.group[i];
            double ratio = entries.ratio[i];
            // The bits of positive doubles are ordered as they are, and their differences have the sign of the doubles'.
            long bits = Double.doubleToRawLongBits(ratio);
            int above = (int) (Double.doubleToRawLongBits(upperRatio[group]) - bits >>> Long.SIZE - 1);
            int wanted = (int) (Double.doubleToRawLongBits(threshold[group]) - bits >>> Long.SIZE - 1);
            if (ratio == upperRatio[group] || ratio == lowerRatio[group]) {
                above = isAbove(group, ratio, entries.index[i]) ? 1 : 0;
                wanted = isBelow(group, ratio, entries.index[i]) ? 0 : 1;
            }
            entries.summed[summedCount] = i;
            summedCount += above & wanted;
            entries.listed[listedCount] = i;
            listedCount += wanted & ~above;
        }
        entries.summedCount = summedCount;
        entries.listedCount = listedCount;
    }

    /** The arrays of the bounds, and those of a split by them. */
    SelectionMemory memory(EntrySplit split, int room) {
        EntrySplit.Memory to = split.memory(room, anyUpper);
        return new SelectionMemory(ofC[0], ofC[1], ofC[2], ofC[3], ofC[4], to.counts(), to.halves(), to.windows(),
                to.groups(), to.indices(), to.benefits(), to.costs(), to.caps());
    }

    /** Per group whether entries may have been passed over. */
    boolean[] open() {
        boolean[] open = new boolean[groupCount()];
        for (int group = 0; group < open.length; group++) {
            open[group] = hasLower(group);
        }
        return open;
    }
}
