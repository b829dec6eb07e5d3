package io.alphafair;

import io.alphafair.capped.CappedSolution;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads from the items who is funded by a solution. */
final class Funding {
    private final Items items;
    private final CappedSolution solution;

    Funding(Items items, CappedSolution solution) {
        this.items = items;
        this.solution = solution;
    }

    double dose(long row, int item) {
        int group = items.groups().label(row);
        double ratio = items.benefit(row, item) / items.cost(row, item);
        long index = row * items.itemCount() + item;
        if (index == solution.criticalIndex(group)) {
            return solution.criticalDose(group);
        }
        double cutoff = solution.cutoffRatio(group);
        boolean full = ratio > cutoff || ratio == cutoff && index < solution.cutoffIndex(group);
        return full ? items.cap(row, item) : 0;
    }

    /** Funded entries in ascending order. */
    Iterator<FundedEntry> iterator() {
        return new Iterator<>() {
            private final long end = items.individualCount() * items.itemCount();
            private long index;
            private FundedEntry next = seek();

            private FundedEntry seek() {
                int itemCount = items.itemCount();
                while (index < end) {
                    long row = index / itemCount;
                    int item = (int) (index % itemCount);
                    long at = index++;
                    double dose = dose(row, item);
                    if (dose > 0) {
                        int group = items.groups().label(row);
                        return new FundedEntry(at, row, item, group, dose, at != solution.criticalIndex(group));
                    }
                }
                return null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public FundedEntry next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                FundedEntry found = next;
                next = seek();
                return found;
            }
        };
    }
}
