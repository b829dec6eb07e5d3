package io.alphafair.backend;

import io.alphafair.Items;
import io.alphafair.capped.Buckets;
import io.alphafair.capped.Hull;
import io.alphafair.capped.HullSource;

/** Offers the steps of rows that are made for the purpose. For one thread at a time. */
final class StepRows {
    private final HullSource hulls;
    private final int itemCount;

    /** @param items of {@link Items#steps()} */
    StepRows(Items items) {
        this.hulls = items.steps().hulls();
        this.itemCount = items.itemCount();
    }

    /** As {@link HullSource#seek}. */
    long seek(long fromRow, long toRow, double bound) {
        return hulls.seek(fromRow, toRow, bound);
    }

    /** Offers a row's steps of ratios above the group's threshold, at least. */
    void offer(long row, int group, PartialSelection into) {
        Hull hull = hulls.read(row, into.bounds().thresholds()[group]);
        long first = (into.rowOffset() + row) * itemCount;
        for (int place = 0; place < hull.count(); place++) {
            double ratio = hull.ratio(place);
            if (ratio <= Double.MAX_VALUE) {
                into.offer(group, ratio, hull.benefit(place), hull.cost(place), 1, first + place);
            } else {
                into.offend(first + place, hull.benefit(place), hull.cost(place), 1);
            }
        }
    }

    /** Adds all steps of a row to buckets. */
    void add(long row, int group, Buckets buckets) {
        Hull hull = hulls.read(row, 0);
        for (int place = 0; place < hull.count(); place++) {
            if (hull.ratio(place) > 0) {
                buckets.add(group, hull.ratio(place), row * itemCount + place, hull.benefit(place), hull.cost(place));
            }
        }
    }
}
