package io.alphafair.capped;

import java.util.Arrays;

/**
 * Places the entries of a list in buckets, per group, in the order in which they are bought, in a few instructions per entry.
 * The bits of positive doubles are ordered as they are, and the buckets of a group divide the range of its ratios' bits
 * evenly. So the width of a bucket grows with the ratio, and ratios may be far apart. A group whose ratios are all equal has
 * its flat indices divided.
 */
final class EvenBuckets {
    /** A group has at most 2 to the power of this, and more than half as many if its range is that wide. */
    private static final int BITS = 6;

    private final EntryList entries;
    private final double[] ratio;
    /** Per group the bits of the largest ratio; 0 if it has no entry. */
    private final long[] largest;
    private final long[] leastIndex;
    /** Whether all ratios of the group are equal. */
    private final boolean[] byIndex;
    /** Per group the difference of the largest and the smallest bits, or of the indices. */
    private final long[] range;
    /** The width of a bucket is 2 to the power of this. */
    private final int[] shift;

    EvenBuckets(EntryList entries, int groupCount) {
        this.entries = entries;
        ratio = new double[entries.size()];
        largest = new long[groupCount];
        leastIndex = new long[groupCount];
        byIndex = new boolean[groupCount];
        range = new long[groupCount];
        shift = new int[groupCount];
        findRatios();
        findIndices();
        for (int k = 0; k < groupCount; k++) {
            shift[k] = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(range[k]) - BITS);
        }
    }

    private void findRatios() {
        long[] least = new long[largest.length];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int i = 0; i < ratio.length; i++) {
            ratio[i] = entries.benefit[i] / entries.cost[i];
            long bits = Double.doubleToRawLongBits(ratio[i]);
            int group = entries.group[i];
            largest[group] = Math.max(largest[group], bits);
            least[group] = Math.min(least[group], bits);
        }
        for (int k = 0; k < range.length; k++) {
            byIndex[k] = largest[k] == least[k];
            range[k] = largest[k] == 0 ? 0 : largest[k] - least[k];
        }
    }

    /** Of the groups that are divided by their indices. */
    private void findIndices() {
        long[] most = new long[range.length];
        Arrays.fill(leastIndex, Long.MAX_VALUE);
        for (int i = 0; i < ratio.length; i++) {
            int group = entries.group[i];
            if (byIndex[group]) {
                leastIndex[group] = Math.min(leastIndex[group], entries.index[i]);
                most[group] = Math.max(most[group], entries.index[i]);
            }
        }
        for (int k = 0; k < range.length; k++) {
            range[k] = byIndex[k] ? most[k] - leastIndex[k] : range[k];
        }
    }

    /** The ratio of an entry of the list. */
    double ratio(int entry) {
        return ratio[entry];
    }

    /** The bucket of an entry of the list, counted within its group. */
    int bucket(int entry) {
        int group = entries.group[entry];
        long distance = byIndex[group]
                ? entries.index[entry] - leastIndex[group]
                : largest[group] - Double.doubleToRawLongBits(ratio[entry]);
        return (int) (distance >>> shift[group]);
    }

    int groupCount() {
        return range.length;
    }

    /** The number of a group's buckets but one: an edge lies between two. */
    int edges(int group) {
        return (int) (range[group] >>> shift[group]);
    }

    /** The ratio of the first entry that could be in the bucket behind an edge. */
    double edgeRatio(int group, int edge) {
        long width = edge + 1L << shift[group];
        return Double.longBitsToDouble(byIndex[group] ? largest[group] : largest[group] - width);
    }

    /** The index of that entry. */
    long edgeIndex(int group, int edge) {
        return byIndex[group] ? leastIndex[group] + (edge + 1L << shift[group]) : 0;
    }
}
