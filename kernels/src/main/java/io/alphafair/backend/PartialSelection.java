package io.alphafair.backend;

import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Selection;
import io.alphafair.capped.CappedList;
import io.alphafair.capped.EntryList;
import io.alphafair.capped.ExactAccumulator;

/**
 * What allocation with caps needs to know of some of the rows: the entries between two bounds per group, and the exact sums
 * of what the entries above them are worth and cost. Rows may be offered in any order, and partials over disjoint rows
 * merge in any order and any shape of tree: the result is the same.
 */
public final class PartialSelection {
    private final SelectionBounds bounds;
    private final long rowOffset;
    private final EntryList listed = new EntryList();
    private final long[] countAbove;
    /** Made for a group's first entry above its bounds, because they are large. */
    private final ExactAccumulator[] valueAbove;
    private final ExactAccumulator[] spendingAbove;
    /** The ratio of the first entry above that has no cap or is too small; 0 if there is none. */
    private final double[] oddRatio;
    private final long[] oddIndex;
    private final RefusedEntry refused = new RefusedEntry();

    /** An empty partial whose rows count from 0. */
    public PartialSelection(SelectionBounds bounds) {
        this(bounds, 0);
    }

    /**
     * An empty partial.
     *
     * @param rowOffset what is added to a local row, where the rows are a part of a larger problem
     */
    public PartialSelection(SelectionBounds bounds, long rowOffset) {
        if (rowOffset < 0) {
            throw new IllegalArgumentException("row offset " + rowOffset + ": expected >= 0");
        }
        this.bounds = bounds;
        this.rowOffset = rowOffset;
        this.countAbove = new long[bounds.groupCount()];
        this.valueAbove = new ExactAccumulator[bounds.groupCount()];
        this.spendingAbove = new ExactAccumulator[bounds.groupCount()];
        this.oddRatio = new double[bounds.groupCount()];
        this.oddIndex = new long[bounds.groupCount()];
    }

    /** An empty partial that can be merged with this one. */
    public PartialSelection another() {
        return new PartialSelection(bounds, rowOffset);
    }

    /** Which entries are listed. */
    public SelectionBounds bounds() {
        return bounds;
    }

    /** What is added to a local row. */
    public long rowOffset() {
        return rowOffset;
    }

    /**
     * An entry whose values are valid and whose ratio is finite. An entry with ratio 0 is passed over.
     *
     * @param flatIndex {@code row * T + item}, the row offset included
     */
    public void offer(int group, double ratio, double benefit, double cost, double cap, long flatIndex) {
        if (!(ratio > 0) || bounds.isBelow(group, ratio, flatIndex)) {
            return;
        }
        if (!bounds.isAbove(group, ratio, flatIndex)) {
            listed.add(group, flatIndex, benefit, cost, cap);
            return;
        }
        double value = benefit * cap;
        double spending = cost * cap;
        if (!isOrdinary(value) || !isOrdinary(spending)) {
            noteOdd(group, ratio, flatIndex);
            return;
        }
        if (valueAbove[group] == null) {
            valueAbove[group] = new ExactAccumulator();
            spendingAbove[group] = new ExactAccumulator();
        }
        countAbove[group]++;
        valueAbove[group].add(value);
        spendingAbove[group].add(spending);
    }

    private void noteOdd(int group, double ratio, long flatIndex) {
        if (ratio > oddRatio[group] || ratio == oddRatio[group] && flatIndex < oddIndex[group]) {
            oddRatio[group] = ratio;
            oddIndex[group] = flatIndex;
        }
    }

    private static boolean isOrdinary(double value) {
        return value >= Double.MIN_NORMAL && value <= Double.MAX_VALUE;
    }

    /**
     * Notes an entry that the allocator refuses; of several the one with the lowest index stays.
     *
     * @param flatIndex {@code row * T + item}, the row offset included
     */
    public void offend(long flatIndex, double benefit, double cost, double cap) {
        refused.note(flatIndex, benefit, cost, cap);
    }

    /** Whether a refused entry was noted. */
    public boolean hasOffender() {
        return refused.isNoted();
    }

    /**
     * Takes in a partial over other rows.
     *
     * @throws IllegalArgumentException if it has other bounds
     */
    public void merge(PartialSelection other) {
        if (other.bounds != bounds) {
            throw new IllegalArgumentException("the partials have different bounds: expected those of another()");
        }
        refused.merge(other.refused);
        listed.addAll(other.listed);
        for (int group = 0; group < countAbove.length; group++) {
            countAbove[group] += other.countAbove[group];
            if (other.oddRatio[group] > 0) {
                noteOdd(group, other.oddRatio[group], other.oddIndex[group]);
            }
            if (other.valueAbove[group] == null) {
                continue;
            }
            if (valueAbove[group] == null) {
                valueAbove[group] = new ExactAccumulator();
                spendingAbove[group] = new ExactAccumulator();
            }
            valueAbove[group].add(other.valueAbove[group]);
            spendingAbove[group].add(other.spendingAbove[group]);
        }
    }

    /**
     * Freezes what was found; this takes no more offers.
     *
     * @throws InvalidValueException if an entry was refused: the one with the lowest index
     */
    public Selection finish(Items items) {
        if (hasOffender()) {
            throw refused.exception(items.itemCount());
        }
        boolean[] open = new boolean[countAbove.length];
        for (int group = 0; group < open.length; group++) {
            open[group] = bounds.hasLower(group);
        }
        return Selection.of(items, CappedList.of(listed, countAbove.length,
                new CappedList.Above(countAbove, valueAbove, spendingAbove, oddRatio, oddIndex), open));
    }
}
