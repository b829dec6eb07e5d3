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

    /** No sum of finite values is rounded to a multiple of less than the largest of these allows. */
    private static final int MOST_EXPONENT = 1020;
    private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private final EntryList entries;
    private final double[] ratio;
    /** Per group what {@link #roundedValue} or {@link #roundedSpending} adds to and subtracts from a value and a spending. */
    private final double[] valueRounder;
    private final double[] spendingRounder;
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
        ratio = entries.ratios();
        valueRounder = new double[groupCount];
        spendingRounder = new double[groupCount];
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
        long[] most = largest;
        long[] least = new long[most.length];
        Arrays.fill(least, Long.MAX_VALUE);
        int[] count = new int[most.length];
        int size = entries.size();
        int[] group = entries.group;
        double[] benefit = entries.benefit;
        double[] cost = entries.cost;
        double[] cap = entries.cap;
        double[] quotient = ratio;
        // As bits, because the larger one of two doubles takes several times as long to find.
        long[] value = new long[most.length];
        long[] spending = new long[most.length];
        for (int i = 0; i < size; i++) {
            int own = group[i];
            quotient[i] = benefit[i] / cost[i];
            long bits = Double.doubleToRawLongBits(quotient[i]);
            most[own] = Math.max(most[own], bits);
            least[own] = Math.min(least[own], bits);
            value[own] = Math.max(value[own], finiteBits(benefit[i] * cap[i]));
            spending[own] = Math.max(spending[own], finiteBits(cost[i] * cap[i]));
            count[own]++;
        }
        for (int k = 0; k < range.length; k++) {
            byIndex[k] = largest[k] == least[k];
            range[k] = largest[k] == 0 ? 0 : largest[k] - least[k];
            valueRounder[k] = rounder(Double.longBitsToDouble(value[k]), count[k]);
            spendingRounder[k] = rounder(Double.longBitsToDouble(spending[k]), count[k]);
        }
    }

    /** The bits of a number from 0 up, or 0 if it is not finite. */
    private static long finiteBits(double number) {
        long bits = Double.doubleToRawLongBits(number);
        return bits < INFINITE ? bits : 0;
    }

    /** A number of which half an ulp is so large that sums of its multiples are exact. */
    private static double rounder(double most, int count) {
        int exponent = Math.getExponent(most) + 1 + Integer.SIZE - Integer.numberOfLeadingZeros(count);
        return Math.scalb(1.5, Math.min(exponent, MOST_EXPONENT));
    }

    /** What an entry of the group is worth, rounded so that sums do not depend on the order of their terms. */
    double roundedValue(int group, double worth) {
        return worth + valueRounder[group] - valueRounder[group];
    }

    /** What an entry of the group costs, rounded likewise. */
    double roundedSpending(int group, double money) {
        return money + spendingRounder[group] - spendingRounder[group];
    }

    /** Of the groups that are divided by their indices. */
    private void findIndices() {
        Arrays.fill(leastIndex, Long.MAX_VALUE);
        if (!anyByIndex()) {
            return;
        }
        long[] most = new long[range.length];
        for (int i = 0; i < entries.size(); i++) {
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

    /** Whether some group is divided by its indices. */
    boolean anyByIndex() {
        for (boolean one : byIndex) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** The ratio of an entry of the list. */
    double ratio(int entry) {
        return ratio[entry];
    }

    /** The bucket, counted within its group, of an entry of a group that is divided by its ratios. */
    int bucketOf(int group, double ownRatio) {
        return (int) (largest[group] - Double.doubleToRawLongBits(ownRatio) >>> shift[group]);
    }

    /** As {@link #bucketOf(int, double)}, of an entry of the list and any group. */
    int bucketOf(int entry) {
        int own = entries.group[entry];
        return byIndex[own]
                ? (int) (entries.index[entry] - leastIndex[own] >>> shift[own])
                : bucketOf(own, ratio[entry]);
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
