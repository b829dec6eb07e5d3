package io.alphafair;

import io.alphafair.capped.CappedSolution;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads from the items who is funded by a solution. */
final class Funding {
    private final Items items;
    private final CappedSolution solution;
    /** Flat indices of entries that are full as well, ascending; null where the critical entry keeps its dose instead. */
    private final long[] added;

    Funding(Items items, CappedSolution solution) {
        this(items, solution, null);
    }

    /** @param added the entries that are full in addition to those of the solution, whose critical entries get nothing */
    Funding(Items items, CappedSolution solution, long[] added) {
        this.items = items;
        this.solution = solution;
        this.added = added;
    }

    double dose(long row, int item) {
        int group = items.groups().label(row);
        double ratio = items.benefit(row, item) / items.cost(row, item);
        long index = row * items.itemCount() + item;
        if (isCritical(group, index)) {
            return solution.criticalDose(group);
        }
        boolean full = isBeforeCutoff(group, ratio, index)
                || added != null && Arrays.binarySearch(added, index) >= 0;
        return full ? items.cap(row, item) : 0;
    }

    /** Whether an entry of that ratio and index comes before the group's first entry that is not full. */
    boolean isBeforeCutoff(int group, double ratio, long index) {
        double cutoff = solution.cutoffRatio(group);
        return ratio > cutoff || ratio == cutoff && index < solution.cutoffIndex(group);
    }

    /** How many members of each group have an entry with the ratio of its first one that is not full; 0 where all are full. */
    long[] countTies() {
        long[] ties = new long[items.groupCount()];
        for (long row = 0; row < items.individualCount(); row++) {
            int group = items.groups().label(row);
            ties[group] += hasEntryOf(row, solution.cutoffRatio(group)) ? 1 : 0;
        }
        return ties;
    }

    private boolean hasEntryOf(long row, double cutoff) {
        boolean found = false;
        for (int item = 0; item < items.itemCount() && cutoff > 0; item++) {
            found |= items.benefit(row, item) / items.cost(row, item) == cutoff;
        }
        return found;
    }

    private boolean isCritical(int group, long index) {
        return added == null && index == solution.criticalIndex(group);
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
                        return new FundedEntry(at, row, item, group, dose, !isCritical(group, at));
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
