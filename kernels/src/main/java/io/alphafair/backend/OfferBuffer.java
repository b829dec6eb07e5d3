package io.alphafair.backend;

/**
 * Entries that are offered together, and where each of them goes. Which of the bounds an entry lies between cannot be
 * predicted, so it is found for all of them without a branch.
 */
final class OfferBuffer {
    private static final int CAPACITY = 1 << 12;

    final int[] group;
    final long[] index;
    final double[] ratio;
    final double[] benefit;
    final double[] cost;
    final double[] cap;
    /** The places of those to be summed and of those to be listed. */
    final int[] summed;
    final int[] listed;
    int summedCount;
    int listedCount;
    private int size;

    OfferBuffer() {
        group = new int[CAPACITY];
        index = new long[CAPACITY];
        ratio = new double[CAPACITY];
        benefit = new double[CAPACITY];
        cost = new double[CAPACITY];
        cap = new double[CAPACITY];
        summed = new int[CAPACITY];
        listed = new int[CAPACITY];
    }

    /** Adds an entry whose values are valid and whose ratio is finite; offers all to the partial where there is no room. */
    void add(int entryGroup, double entryRatio, double entryBenefit, double entryCost, double entryCap, long flatIndex,
            PartialSelection into) {
        if (size == CAPACITY) {
            offer(into);
        }
        group[size] = entryGroup;
        index[size] = flatIndex;
        ratio[size] = entryRatio;
        benefit[size] = entryBenefit;
        cost[size] = entryCost;
        cap[size] = entryCap;
        // One with ratio 0 is passed over.
        size += entryRatio > 0 ? 1 : 0;
    }

    /** The number of entries. */
    int size() {
        return size;
    }

    /** Forgets what a call left that did not end. */
    void clear() {
        size = 0;
    }

    /** Offers all entries and forgets them. */
    void offer(PartialSelection into) {
        into.offer(this);
        size = 0;
    }
}
