package io.alphafair.backend;

import io.alphafair.Items;
import io.alphafair.capped.Buckets;
import io.alphafair.capped.CappedProblem;
import io.alphafair.capped.EntryList;
import io.alphafair.capped.OrderedEntries;
import io.alphafair.capped.SampledPlaces;

/**
 * Bounds for a selection from a sample of the rows. Each group's critical entry is estimated, and the bounds lie some
 * standard deviations of the number of sampled entries before it and behind it. What they list need not suffice: that is
 * checked afterwards.
 *
 * <p>A small sample gives bounds, between which a larger one is listed and gives narrower ones. This goes on while it is
 * expected to save time.
 */
final class BoundsSample {
    /** Sampled entries and rows per group, on average, in the first sample. */
    private static final int LEAST_ENTRIES = 64;
    private static final int LEAST_ROWS = 16;
    /**
     * Times in units of the time that reading an element of a sample takes: to list a sampled one and place it in a bucket,
     * to list one of all and narrow the list, and what a sample takes per group.
     */
    private static final double SAMPLED_COST = 25;
    private static final double LISTED_COST = 20;
    private static final double GROUP_COST = 1000;
    /** Standard deviations from the estimate to a bound. */
    private static final double DEVIATIONS = 4;
    /** Sampled entries in addition, for groups with few that are full: half the square of the deviations. */
    private static final double MARGIN = DEVIATIONS * DEVIATIONS / 2;
    /** Edges of buckets per group, and of all groups together. */
    private static final int MOST_EDGES = 63;
    private static final int MOST_EDGES_OF_ALL = 1 << 18;
    private static final int ENTRIES_PER_EDGE = 4;

    private final Items items;
    private final CappedProblem problem;
    private final RowSample rows;
    private final double elements;

    /**
     * What a sample says.
     *
     * @param full estimated number of full entries per group
     * @param clusters as {@link SampledPlaces#clusters} says
     * @param listed how many entries between the bounds are to be expected
     */
    private record Estimate(SelectionBounds bounds, double[] full, double clusters, double listed) {}

    /** @param problem whose list is not read */
    BoundsSample(Prepared prepared, CappedProblem problem) {
        this.items = prepared.items();
        this.problem = problem;
        this.rows = new RowSample(prepared);
        this.elements = (double) items.individualCount() * items.itemCount();
    }

    /** Bounds that suffice for most data. */
    SelectionBounds bounds() {
        SelectionBounds everything = SelectionBounds.everything(items.groupCount());
        int stride = firstStride(LEAST_ENTRIES);
        Estimate best = estimate(stride, 1, everything);
        for (int next = nextStride(stride, best); next < stride; next = nextStride(stride, best)) {
            stride = next;
            best = estimate(stride, rows.runRows(stride), best.bounds);
        }
        return best.bounds;
    }

    /** Rows per sampled row, so that a sample has so many entries and some rows per group, on average. */
    private int firstStride(int entries) {
        double leastOfGroup = Math.max(entries, (double) LEAST_ROWS * items.itemCount());
        return (int) Math.clamp(elements / items.groupCount() / leastOfGroup, RowSample.LEAST_STRIDE,
                items.individualCount());
    }

    /**
     * The stride of the next sample, of those that halve the present one; that one itself if no other saves time. A sample
     * between two others may pay, because the bounds from it list fewer entries of the larger one.
     */
    private int nextStride(int stride, Estimate now) {
        int halvings = 0;
        while ((stride >> (halvings + 1)) >= RowSample.LEAST_STRIDE) {
            halvings++;
        }
        int next = 0;
        double[] least = new double[halvings + 1];
        for (int from = halvings; from >= 0; from--) {
            double listed = from == 0 ? now.listed : listed(stride >> from, now);
            least[from] = LISTED_COST * listed;
            next = from;
            for (int to = from + 1; to <= halvings; to++) {
                double time = (elements + SAMPLED_COST * listed) / (stride >> to) + GROUP_COST * items.groupCount()
                        + least[to];
                if (time < least[from]) {
                    least[from] = time;
                    next = to;
                }
            }
        }
        return stride >> next;
    }

    /** How many entries will be listed after a sample of that stride. */
    private double listed(int stride, Estimate now) {
        double listed = 0;
        for (double full : now.full) {
            double sampled = full / stride;
            double margin = margin(sampled, now.clusters);
            listed += margin + Math.min(margin, sampled);
        }
        return Math.min(now.listed, listed * stride);
    }

    private static double margin(double sampled, double clusters) {
        return DEVIATIONS * Math.sqrt(sampled * clusters) + MARGIN * clusters;
    }

    /** The answer for one sampled row in {@code stride}; without bounds if the sample does not tell any. */
    private Estimate estimate(int stride, int runRows, SelectionBounds within) {
        RowSample.Sample sample = rows.collect(within, stride, runRows);
        SampledPlaces places = SampledPlaces.of(sample.entries(), within.open(), sample.share(items), problem);
        if (places.isSolved()) {
            Estimate estimate = estimate(places, within, stride,
                    places.clusters(sample.runs(), sample.blockElements()));
            sample.entries().release();
            return estimate;
        }
        SelectionBounds everything = SelectionBounds.everything(items.groupCount());
        return within.expected() > 0
                ? estimate(stride, runRows, everything)
                : new Estimate(everything, new double[items.groupCount()], 1, 0);
    }

    private Estimate estimate(SampledPlaces places, SelectionBounds within, int stride, double clusters) {
        SelectionBounds bounds = SelectionBounds.everything(items.groupCount());
        double[] full = new double[items.groupCount()];
        double listed = 0;
        for (int k = 0; k < full.length; k++) {
            int least = places.fullAtLeast(k);
            int most = places.fullAtMost(k);
            int first = places.edgeBefore(k, least - margin(places.before(k) + least, clusters));
            int last = places.edgeBehind(k, most + margin(places.before(k) + most, clusters));
            if (first >= 0) {
                bounds.setUpper(k, places.ratio(k, first), places.index(k, first));
            } else {
                bounds.copyUpper(k, within);
            }
            if (last >= 0) {
                bounds.setLower(k, places.ratio(k, last), places.index(k, last));
            } else {
                bounds.copyLower(k, within);
            }
            full[k] = (places.before(k) + (least + most) / 2.0) * stride;
            listed += places.countBefore(k, last) - (first < 0 ? 0 : places.countBefore(k, first));
        }
        bounds.expect(listed * stride);
        return new Estimate(bounds, full, clusters, listed * stride);
    }

    /** Bounds that suffice for all data but some in which numbers are hardly in range. They take a pass over the data. */
    SelectionBounds boundsByBuckets() {
        int count = items.groupCount();
        int stride = firstStride(ENTRIES_PER_EDGE * MOST_EDGES);
        EntryList sample = rows.collect(SelectionBounds.everything(count), stride, 1).entries().listed();
        Buckets buckets = Buckets.between(OrderedEntries.of(sample, count),
                Math.min(MOST_EDGES, Math.max(1, MOST_EDGES_OF_ALL / count)));
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
