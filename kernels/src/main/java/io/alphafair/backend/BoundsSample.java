package io.alphafair.backend;

import io.alphafair.Items;
import io.alphafair.capped.Buckets;
import io.alphafair.capped.CappedProblem;
import io.alphafair.capped.EntryList;
import io.alphafair.capped.SampledPlaces;

/**
 * Bounds for a selection from a sample of the rows. Each group's critical entry is estimated, and the bounds lie some
 * standard deviations of the number of sampled entries before it and behind it. What they list need not suffice: that is
 * checked afterwards.
 */
final class BoundsSample {
    /** Entries per group that the sample aims at. */
    private static final int ENTRIES = 2048;
    /** Rows per sampled row at most. */
    private static final int MOST_STRIDE = 64;
    /** Groups of which more than one row in so many would be sampled are listed whole. */
    private static final int LEAST_STRIDE = 4;
    /** Standard deviations from the estimate to a bound. */
    private static final double DEVIATIONS = 4;
    /** Sampled entries in addition, for groups with few that are full. */
    private static final int MARGIN = 8;
    /** Edges of buckets per group, and of all groups together. */
    private static final int MOST_EDGES = 63;
    private static final int MOST_EDGES_OF_ALL = 1 << 18;

    private final Items items;
    private final CappedProblem problem;
    private final int[] stride;
    private final SampledPlaces places;

    private BoundsSample(Items items, CappedProblem problem, int[] stride, SampledPlaces places) {
        this.items = items;
        this.problem = problem;
        this.stride = stride;
        this.places = places;
    }

    private static int stride(Items items, int group) {
        long wanted = items.groups().groupSize(group) * items.itemCount() / ENTRIES;
        return (int) Math.min(MOST_STRIDE, Math.max(1, wanted));
    }

    /** Whether a sample is much smaller than the problem. */
    static boolean isWorthwhile(Items items) {
        long rows = 0;
        for (int k = 0; k < items.groupCount(); k++) {
            rows += items.groups().groupSize(k) / stride(items, k);
        }
        return rows <= items.individualCount() / LEAST_STRIDE;
    }

    /** @param problem whose list is not read */
    static BoundsSample of(Items items, CappedProblem problem) {
        int count = items.groupCount();
        int[] stride = new int[count];
        for (int k = 0; k < count; k++) {
            stride[k] = stride(items, k);
        }
        long[] seen = new long[count];
        EntryList sample = new EntryList();
        for (long row = 0; row < items.individualCount(); row++) {
            int group = items.groups().label(row);
            long member = seen[group]++;
            if (member % stride[group] == pick(member / stride[group], stride[group])) {
                add(items, row, group, stride[group], sample);
            }
        }
        boolean[] present = new boolean[count];
        sample.markGroups(present);
        long[] sizes = problem.size().clone();
        for (int k = 0; k < count; k++) {
            sizes[k] = present[k] ? sizes[k] : 0;
        }
        return new BoundsSample(items, problem, stride, SampledPlaces.of(sample, problem.withSize(sizes)));
    }

    /** Which one of so many rows: not always the same, because data may be periodic. */
    private static int pick(long block, int stride) {
        long mixed = block * 0x9e3779b97f4a7c15L;
        return (int) ((mixed >>> 33) % stride);
    }

    private static void add(Items items, long row, int group, int stride, EntryList sample) {
        for (int item = 0; item < items.itemCount(); item++) {
            double benefit = items.benefit(row, item);
            double cost = items.cost(row, item);
            double cap = items.cap(row, item);
            double ratio = benefit / cost;
            // The selection reports what is not valid.
            if (Items.isBenefit(benefit) && Items.isCost(cost) && Items.isCap(cap) && ratio > 0
                    && ratio <= Double.MAX_VALUE) {
                sample.add(group, row * items.itemCount() + item, benefit, cost, cap * stride);
            }
        }
    }

    /** Bounds that suffice for most data. */
    SelectionBounds bounds() {
        SelectionBounds bounds = SelectionBounds.everything(items.groupCount());
        if (!places.isSolved()) {
            return bounds;
        }
        for (int k = 0; k < stride.length; k++) {
            if (stride[k] < LEAST_STRIDE || places.count(k) == 0) {
                continue;
            }
            double margin = DEVIATIONS * Math.sqrt(places.full(k)) + MARGIN;
            double first = Math.floor(places.full(k) - margin);
            double last = Math.ceil(places.full(k) + margin);
            if (first >= 0) {
                bounds.setUpper(k, places.ratio(k, (int) first), places.index(k, (int) first));
            }
            if (last < places.count(k)) {
                bounds.setLower(k, places.ratio(k, (int) last), places.index(k, (int) last));
            }
        }
        return bounds;
    }

    /** Bounds that suffice for all data but some in which numbers are hardly in range. They take a pass over the data. */
    SelectionBounds boundsByBuckets() {
        int count = items.groupCount();
        Buckets buckets = new Buckets(places, count, Math.min(MOST_EDGES, Math.max(1, MOST_EDGES_OF_ALL / count)));
        PlainSelection.fill(items, buckets);
        buckets.find(problem);
        SelectionBounds bounds = SelectionBounds.everything(count);
        for (int k = 0; k < count; k++) {
            if (buckets.hasFirst(k)) {
                bounds.setUpper(k, buckets.firstRatio(k), buckets.firstIndex(k));
            }
            if (buckets.hasLast(k)) {
                bounds.setLower(k, buckets.lastRatio(k), buckets.lastIndex(k));
            }
        }
        return bounds;
    }
}
