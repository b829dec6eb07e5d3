package io.alphafair.backend;

import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Selection;
import io.alphafair.capped.EntrySplit;

/**
 * What allocation with caps needs to know of some of the rows: the entries between two bounds per group, and the exact sums
 * of what the entries above them are worth and cost. Rows may be offered in any order, and partials over disjoint rows
 * merge in any order and any shape of tree: the result is the same.
 */
public final class PartialSelection {
    /** The part of the entries that one of several partials is expected to list, as a divisor. */
    private static final int ANOTHER_SHARE = 4;

    private final SelectionBounds bounds;
    private final long rowOffset;
    /** About how many entries will be listed. */
    private final double expected;
    private final EntrySplit split;
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
        this(bounds, rowOffset, bounds.expected());
    }

    private PartialSelection(SelectionBounds bounds, long rowOffset, double expected) {
        if (rowOffset < 0) {
            throw new IllegalArgumentException("row offset " + rowOffset + ": expected >= 0");
        }
        this.bounds = bounds;
        this.rowOffset = rowOffset;
        this.expected = expected;
        this.split = new EntrySplit(bounds.groupCount(), expected);
    }

    /** An empty partial for a sample, with room for about so many listed entries. */
    static PartialSelection ofSample(SelectionBounds bounds, double expected) {
        return new PartialSelection(bounds, 0, expected);
    }

    /** An empty partial that can be merged with this one. */
    public PartialSelection another() {
        // How many rows it is for is not known; the list grows if there are more.
        return new PartialSelection(bounds, rowOffset, expected / ANOTHER_SHARE);
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
        if (bounds.isAbove(group, ratio, flatIndex)) {
            split.sum(group, ratio, flatIndex, benefit, cost, cap);
        } else {
            split.list(group, flatIndex, benefit, cost, cap);
        }
    }

    /** Offers all entries of a buffer. */
    void offer(OfferBuffer entries) {
        bounds.sort(entries);
        for (int place = 0; place < entries.summedCount; place++) {
            int i = entries.summed[place];
            split.sum(entries.group[i], entries.ratio[i], entries.index[i], entries.benefit[i], entries.cost[i],
                    entries.cap[i]);
        }
        for (int place = 0; place < entries.listedCount; place++) {
            int i = entries.listed[place];
            split.list(entries.group[i], entries.index[i], entries.benefit[i], entries.cost[i], entries.cap[i]);
        }
    }

    /**
     * The arrays of this partial, for a loop that is not written in Java; it calls {@link #written} afterwards. They are
     * valid until an entry is offered.
     *
     * @param room how many entries the loop may list
     */
    public SelectionMemory memory(int room) {
        return bounds.memory(split, room);
    }

    /** Takes over entries that a loop has listed through {@link #memory}. */
    public void written(int count) {
        split.written(count);
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
        split.merge(other.split);
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
        return Selection.of(items, split, bounds.open());
    }

    /** Gives the memory of the list to others; this may not be used from here on. */
    public void release() {
        split.release();
    }

    /** The entries that were listed and summed; live. */
    EntrySplit split() {
        return split;
    }
}
