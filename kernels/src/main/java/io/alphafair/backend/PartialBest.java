package io.alphafair.backend;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;

/**
 * Each group's best ratio and its place over some of the rows: the partial result of a chunk, a thread or a device.
 *
 * <p>Rows enter one partial in ascending order ({@link #offer}, or {@link #offerRatio} where the ratio is known);
 * partials over disjoint rows {@link #merge} in any order and any shape of tree with the same result: the larger ratio
 * wins, then the lower index. Entries without a positive ratio are not kept: {@link #finish} gives a group without one its
 * first entry.
 *
 * <p>The filter: an entry of group k matters only if {@code benefit > 0} and {@code benefit >= thresholds()[k] * cost},
 * whether the product is exact or rounded to nearest. With {@code r} the largest double below the best ratio,
 * {@code fl(b/c) > r} implies {@code b/c > r}, hence {@code b > r*c} and, because rounding is monotone,
 * {@code b >= fl(r*c)}: so no new best and no tie is missed, and no element needs a division to be rejected.
 */
public final class PartialBest {
    /** Two values per group are kept in one array. */
    private static final int MOST_GROUPS = (Integer.MAX_VALUE - 8) / 2;

    private final Standings standings;
    private final RefusedEntry refused = new RefusedEntry();
    private final long rowOffset;

    /** An empty partial over {@code groupCount} groups whose rows count from 0. */
    public PartialBest(int groupCount) {
        this(groupCount, 0, false);
    }

    /**
     * An empty partial.
     *
     * @param rowOffset what is added to a local row, where the rows are a part of a larger problem
     * @param runnerUp whether the second-best ratios are asked for
     */
    public PartialBest(int groupCount, long rowOffset, boolean runnerUp) {
        this(groupCount, rowOffset, runnerUp, true);
    }

    private PartialBest(int groupCount, long rowOffset, boolean runnerUp, boolean keepsEntries) {
        if (rowOffset < 0) {
            throw new IllegalArgumentException("row offset " + rowOffset + ": expected >= 0");
        }
        if (groupCount > MOST_GROUPS) {
            throw new IllegalArgumentException(
                    groupCount + " groups: expected at most " + MOST_GROUPS + "; split the problem or the batch");
        }
        this.standings = new Standings(groupCount, runnerUp, keepsEntries);
        this.rowOffset = rowOffset;
    }

    /**
     * An empty partial over rows of {@code items} itself, which {@link #finish} must be given: the winners' values are
     * looked up there, and are not kept with every new best.
     */
    public static PartialBest within(Items items, boolean runnerUp) {
        return new PartialBest(items.groupCount(), 0, runnerUp, false);
    }

    /** An empty partial that can be merged with this one. */
    public PartialBest another() {
        return new PartialBest(groupCount(), rowOffset, tracksRunnerUp(), standings.keepsEntries());
    }

    /** Whether {@code other} is as {@link #another} is, if not empty. */
    public boolean isLike(PartialBest other) {
        return rowOffset == other.rowOffset && isMergeable(other);
    }

    private boolean isMergeable(PartialBest other) {
        return groupCount() == other.groupCount() && tracksRunnerUp() == other.tracksRunnerUp()
                && standings.keepsEntries() == other.standings.keepsEntries();
    }

    /** Forgets everything, as if new. */
    public void reset() {
        standings.reset();
        refused.reset();
    }

    /** K. */
    public int groupCount() {
        return standings.groupCount();
    }

    /** What is added to a local row. */
    public long rowOffset() {
        return rowOffset;
    }

    /** Whether the second-best ratios are tracked. */
    public boolean tracksRunnerUp() {
        return standings.tracksRunnerUp();
    }

    /** The filter's threshold per group: live, never falling while rows are offered, and not to be written. */
    public double[] thresholds() {
        return standings.thresholds();
    }

    /**
     * Raises the thresholds to ratios that are certain to be offered later. A group whose best is less forgets it.
     *
     * @param largestBits for each group the bits of a ratio among the rows to be offered, or 0; bits that are no finite
     *        positive ratio's are passed over, since their rows will be refused
     * @throws IllegalStateException if the runner-up is tracked, which may be less
     */
    public void expect(long[] largestBits) {
        if (tracksRunnerUp()) {
            throw new IllegalStateException("the runner-up is tracked: a threshold above it would lose it");
        }
        standings.expect(largestBits);
    }

    /**
     * A count that goes up whenever a threshold changes, by {@link #reset} too; a loop that keeps something derived from
     * them knows when to renew it.
     */
    public long changes() {
        return standings.changes();
    }

    /** How often it was reset: thresholds never fall within one epoch. */
    public long epoch() {
        return standings.epoch();
    }

    /** Whether no entry has been kept since it was made or reset. */
    public boolean isEmpty() {
        return standings.isEmpty();
    }

    /**
     * An entry that passed the filter. Entries come in ascending order of their index; the values are valid.
     *
     * @param flatIndex {@code row * T + item}, the row offset included
     * @return false if the ratio overflows: the caller then looks for the first offender of its rows
     */
    public boolean offer(int group, double entryBenefit, double entryCost, long flatIndex) {
        return standings.offer(group, entryBenefit / entryCost, entryBenefit, entryCost, flatIndex);
    }

    /** As {@link #offer}, for a caller that has divided. */
    public boolean offerRatio(int group, double entryRatio, double entryBenefit, double entryCost, long flatIndex) {
        return standings.offer(group, entryRatio, entryBenefit, entryCost, flatIndex);
    }

    /**
     * The arrays of this partial, for a loop that is not written in Java and offers by itself; it calls {@link #written}
     * afterwards.
     */
    public StandingsMemory memory() {
        return standings.memory();
    }

    /** Notes that a loop has offered entries through {@link #memory}. */
    public void written() {
        standings.written();
    }

    /** Whether {@link #finish} looks up the winners' values, so that offers need not pass them. */
    public boolean looksUpEntries() {
        return !standings.keepsEntries();
    }

    /**
     * Notes an entry that the allocator refuses; of several the one with the lowest index stays.
     *
     * @param flatIndex {@code row * T + item}, the row offset included
     */
    public void offend(long flatIndex, double entryBenefit, double entryCost) {
        refused.note(flatIndex, entryBenefit, entryCost);
    }

    /** Whether a refused entry was noted. */
    public boolean hasOffender() {
        return refused.isNoted();
    }

    /**
     * Takes in a partial over other rows: larger ratio, then lower index. Afterwards this one holds the best of both
     * and takes no further offers.
     */
    public void merge(PartialBest other) {
        mergeOffender(other);
        mergeGroups(other, 0, groupCount());
    }

    private void requireAlike(PartialBest other) {
        if (!isMergeable(other)) {
            throw new IllegalArgumentException("partials of " + groupCount() + " and " + other.groupCount()
                    + " groups, runner-up " + tracksRunnerUp() + " and " + other.tracksRunnerUp() + ", values kept "
                    + standings.keepsEntries() + " and " + other.standings.keepsEntries() + ": expected the same");
        }
    }

    /**
     * The part of {@link #merge} that is not a group's: the refused entry with the lowest index.
     *
     * @throws IllegalArgumentException if the other one is not of as many groups, with or without runner-up like this
     */
    public void mergeOffender(PartialBest other) {
        requireAlike(other);
        standings.noteMerge(other.standings);
        refused.merge(other.refused);
    }

    /**
     * The part of {@link #merge} for groups {@code from .. to-1}, so that threads can share the groups of a large K.
     *
     * @throws IllegalArgumentException if the other one is not of as many groups, with or without runner-up like this
     */
    public void mergeGroups(PartialBest other, int from, int to) {
        requireAlike(other);
        Merge.groups(standings, other.standings, from, to);
    }

    /** Whether both hold the same winners, ties, runners-up and refused entry: those of the same rows, offered in any way. */
    public boolean holdsSameAs(PartialBest other) {
        return isMergeable(other) && standings.holdSameAs(other.standings) && refused.isSameAs(other.refused);
    }

    /**
     * Freezes what was found.
     *
     * @param items the problem, which tells sizes, first rows and the entries of groups without a positive ratio
     * @throws InvalidValueException if an entry was refused: the one with the lowest index
     */
    public void finish(Items items, BestItems into) {
        begin(items, into);
        finishGroups(items, into, 0, groupCount());
    }

    /**
     * The part of {@link #finish} that is not a group's, and comes first.
     *
     * @throws InvalidValueException if an entry was refused: the one with the lowest index
     */
    public void begin(Items items, BestItems into) {
        if (hasOffender()) {
            throw refused.exception(items.itemCount());
        }
        into.writer().begin(items, tracksRunnerUp());
    }

    /** The part of {@link #finish} for groups {@code from .. to-1}, so that threads can share the groups of a large K. */
    public void finishGroups(Items items, BestItems into, int from, int to) {
        Finish.groups(standings, items, into.writer(), from, to);
    }
}
