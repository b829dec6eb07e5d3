package io.alphafair.backend;

import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.capped.EntryList;
import io.alphafair.capped.SampledPlaces;
import java.util.Arrays;
import java.util.Optional;

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
    /** Standard deviations from the estimate to a bound in the first selection. */
    static final double DEVIATIONS = 4;
    /** Entries in addition, for groups with few sampled ones. */
    private static final int MARGIN = 8;

    private final Items items;
    private final int[] stride;
    private final long[] sampledRows;
    private final Optional<SampledPlaces> places;

    private BoundsSample(Items items, int[] stride, long[] sampledRows, Optional<SampledPlaces> places) {
        this.items = items;
        this.stride = stride;
        this.sampledRows = sampledRows;
        this.places = places;
    }

    static BoundsSample of(Items items, Fairness fairness, double budget, double[] weights) {
        int count = items.groupCount();
        int[] stride = new int[count];
        for (int k = 0; k < count; k++) {
            long wanted = items.groups().groupSize(k) * items.itemCount() / ENTRIES;
            stride[k] = (int) Math.min(MOST_STRIDE, Math.max(1, wanted));
        }
        long[] rows = new long[count];
        long[] seen = new long[count];
        EntryList sample = new EntryList();
        for (long row = 0; row < items.individualCount(); row++) {
            int group = items.groups().label(row);
            long member = seen[group]++;
            if (member % stride[group] == pick(member / stride[group], stride[group])) {
                rows[group]++;
                add(items, row, group, stride[group], sample);
            }
        }
        long[] sizes = new long[count];
        boolean[] present = new boolean[count];
        sample.markGroups(present);
        for (int k = 0; k < count; k++) {
            sizes[k] = present[k] ? items.groups().groupSize(k) : 0;
        }
        return new BoundsSample(items, stride, rows,
                SampledPlaces.of(sample, sizes, weights, fairness.alpha(), budget));
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

    /**
     * The bounds.
     *
     * @param deviations from the estimate to a bound, per group
     */
    SelectionBounds bounds(double[] deviations) {
        SelectionBounds bounds = SelectionBounds.everything(items.groupCount());
        if (places.isEmpty()) {
            return bounds;
        }
        SampledPlaces found = places.get();
        for (int k = 0; k < stride.length; k++) {
            if (stride[k] < LEAST_STRIDE || sampledRows[k] == 0 || found.count(k) == 0) {
                continue;
            }
            double margin = deviations[k] * Math.sqrt(found.full(k)) + MARGIN * deviations[k] / DEVIATIONS;
            double first = Math.floor(found.full(k) - margin);
            double last = Math.ceil(found.full(k) + margin);
            if (first >= 0) {
                bounds.setUpper(k, found.ratio(k, (int) first), found.index(k, (int) first));
            }
            if (last < found.count(k)) {
                bounds.setLower(k, found.ratio(k, (int) last), found.index(k, (int) last));
            }
        }
        return bounds;
    }

    /** The first selection's deviations. */
    static double[] deviations(int groupCount) {
        double[] deviations = new double[groupCount];
        Arrays.fill(deviations, DEVIATIONS);
        return deviations;
    }
}
