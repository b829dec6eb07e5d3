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
 * <p>To order a large sample takes long. So a small part of it gives bounds, between which a larger part is listed and gives
 * narrower ones. This goes on while it saves time.
 */
final class BoundsSample {
    /** Sampled entries and rows per group, on average, in the first part. */
    private static final int LEAST_ENTRIES = 64;
    private static final int LEAST_ROWS = 16;
    /** How much larger the next part is. */
    private static final int GROWTH = 4;
    /** How much shorter the list gets by that: half, since the deviation of a share falls with the root of the sample. */
    private static final double SAVING = 0.5;
    /** To list an entry and to narrow the list takes about so many times as long as to read a sampled one. */
    private static final double LIST_COST = 3;
    /** Standard deviations from the estimate to a bound. */
    private static final double DEVIATIONS = 4;
    /** Sampled entries in addition, for groups with few that are full. */
    private static final int MARGIN = 8;
    /** Edges of buckets per group, and of all groups together. */
    private static final int MOST_EDGES = 63;
    private static final int MOST_EDGES_OF_ALL = 1 << 18;
    private static final int ENTRIES_PER_EDGE = 4;

    private final Items items;
    private final CappedProblem problem;
    private final RowSample rows;
    private final double elements;

    /** Bounds, and how many entries between them are to be expected. */
    private record Estimate(SelectionBounds bounds, double listed) {}

    /** @param problem whose list is not read */
    BoundsSample(Items items, CappedProblem problem) {
        this.items = items;
        this.problem = problem;
        this.rows = new RowSample(items);
        this.elements = (double) items.individualCount() * items.itemCount();
    }

    /** Whether a sample tells enough. */
    boolean isWorthwhile() {
        return rows.isWorthwhile();
    }

    /** Bounds that suffice for most data. */
    SelectionBounds bounds() {
        SelectionBounds everything = SelectionBounds.everything(items.groupCount());
        Estimate best = new Estimate(everything, elements);
        double clusters = 0;
        for (int every = part(LEAST_ENTRIES); every >= 1 && pays(every, best.listed); every /= GROWTH) {
            SelectionBounds within = best.bounds;
            SampledPlaces places = places(every, within);
            if (!places.isSolved() && within != everything) {
                within = everything;
                places = places(every, within);
            }
            if (clusters == 0) {
                clusters = RowClusters.effect(places, items.groupCount(), items.itemCount());
            }
            best = places.isSolved()
                    ? estimate(places, within, every, clusters)
                    : new Estimate(everything, elements);
        }
        best.bounds.expect(best.bounds == everything ? 0 : best.listed);
        return best.bounds;
    }

    /** Of which part there are so many entries and some rows per group: one sampled row in so many. */
    private int part(int entries) {
        double leastOfGroup = Math.max(entries, (double) LEAST_ROWS * items.itemCount());
        int every = 1;
        while (elements / items.groupCount() / rows.share(every * GROWTH) >= leastOfGroup) {
            every *= GROWTH;
        }
        return every;
    }

    private boolean pays(int every, double listed) {
        return LIST_COST * SAVING * listed > elements / rows.share(every);
    }

    /** The answer for one sampled row in {@code every}. */
    private SampledPlaces places(int every, SelectionBounds within) {
        RowSample.Sample sample = rows.collect(within, every);
        return SampledPlaces.of(sample.entries(), within.open(), sample.share(items), problem);
    }

    /** @param clusters as {@link RowClusters#effect} says */
    private Estimate estimate(SampledPlaces places, SelectionBounds within, int every, double clusters) {
        SelectionBounds bounds = SelectionBounds.everything(items.groupCount());
        long listed = 0;
        for (int k = 0; k < items.groupCount(); k++) {
            double full = (double) places.before(k) + places.full(k);
            double margin = DEVIATIONS * Math.sqrt(full * clusters) + MARGIN * clusters;
            int first = (int) Math.floor(places.full(k) - margin);
            int last = (int) Math.ceil(places.full(k) + margin);
            if (first >= 0) {
                bounds.setUpper(k, places.ratio(k, first), places.index(k, first));
            } else {
                bounds.copyUpper(k, within);
            }
            if (last < places.count(k)) {
                bounds.setLower(k, places.ratio(k, last), places.index(k, last));
            } else {
                bounds.copyLower(k, within);
            }
            listed += Math.min(last, places.count(k)) - Math.max(first, 0);
        }
        return new Estimate(bounds, listed * rows.share(every));
    }

    /** Bounds that suffice for all data but some in which numbers are hardly in range. They take a pass over the data. */
    SelectionBounds boundsByBuckets() {
        int count = items.groupCount();
        int part = part(ENTRIES_PER_EDGE * MOST_EDGES);
        EntryList sample = rows.collect(SelectionBounds.everything(count), part).entries().listed();
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
