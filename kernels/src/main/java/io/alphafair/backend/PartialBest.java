package io.alphafair.backend;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import java.util.Arrays;

/**
 * Each group's best ratio and its place over some of the rows: what a chunk, a thread, a device or a machine hands in.
 *
 * <p>Rows enter one partial in ascending order ({@link #offer}, or {@link #offerRatio} where the ratio is known);
 * partials over disjoint rows {@link #merge} in any order and any shape of tree with the same result: the larger ratio
 * wins, then the lower index. Entries without a positive ratio leave no trace: {@link #finish} gives a group that has
 * none its first entry, from its first row.
 *
 * <p>The filter: an entry of group k matters only if {@code benefit > 0} and {@code benefit >= thresholds()[k] * cost},
 * whether the product is exact or rounded to nearest. With {@code r} the largest double below the best ratio,
 * {@code fl(b/c) > r} implies {@code b/c > r}, hence {@code b > r*c} and, because rounding is monotone,
 * {@code b >= fl(r*c)}: so no new best and no tie is missed, and no element needs a division to be rejected.
 */
public final class PartialBest {
    /** The place of a group that has no positive ratio yet. */
    private static final long NONE = -1;
    /** Above it the values of a group's best entry would not fit an int's count. */
    private static final int MOST_GROUPS = (Integer.MAX_VALUE - 8) / 2;
    /** The bits of the largest ratio that is not refused. */
    private static final long MOST = Double.doubleToRawLongBits(Double.MAX_VALUE);
    /** Groups whose winners' values are fetched together: what waits for memory, waits at the same time. */
    private static final int FETCHED = 512;

    /** Twice the index of each group's best entry, and 1 more if another has the same ratio. */
    private final long[] place;
    private final double[] threshold;
    /** The best ratios, where the thresholds do not tell them: with the runner-up. */
    private final double[] best;
    /** Benefit and cost of each group's best entry; null where {@link #finish} looks them up. */
    private final double[] entries;
    private final long rowOffset;
    private boolean empty;
    private long changes;
    private long epoch;

    private long offender;
    private double offenderBenefit;
    private double offenderCost;

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
        this.place = new long[groupCount];
        this.threshold = new double[groupCount];
        this.best = runnerUp ? new double[groupCount] : null;
        this.entries = keepsEntries ? new double[2 * groupCount] : null;
        this.rowOffset = rowOffset;
        reset();
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
        return new PartialBest(groupCount(), rowOffset, tracksRunnerUp(), entries != null);
    }

    /** Whether {@code other} is as {@link #another} is, if not empty. */
    public boolean isLike(PartialBest other) {
        return rowOffset == other.rowOffset && isMergeable(other);
    }

    private boolean isMergeable(PartialBest other) {
        return groupCount() == other.groupCount() && tracksRunnerUp() == other.tracksRunnerUp()
                && (entries == null) == (other.entries == null);
    }

    /** Forgets everything, as if new. */
    public void reset() {
        Arrays.fill(threshold, 0);
        Arrays.fill(place, NONE);
        if (best != null) {
            Arrays.fill(best, 0);
        }
        empty = true;
        epoch++;
        changes++;
        offender = Long.MAX_VALUE;
    }

    /** K. */
    public int groupCount() {
        return threshold.length;
    }

    /** What is added to a local row. */
    public long rowOffset() {
        return rowOffset;
    }

    /** Whether the second-best ratios are tracked. */
    public boolean tracksRunnerUp() {
        return best != null;
    }

    /** The filter's threshold a group: live, never falling while rows are offered, and not to be written. */
    public double[] thresholds() {
        return threshold;
    }

    /**
     * Raises the thresholds to what is sure to be offered yet. A group whose best is less forgets it.
     *
     * @param largestBits for each group the bits of a ratio among the rows to be offered, or 0; bits that are no finite
     *        positive ratio's are passed over, since their rows will be refused
     * @throws IllegalStateException if the runner-up is tracked, which may be less
     */
    public void expect(long[] largestBits) {
        if (tracksRunnerUp()) {
            throw new IllegalStateException("the runner-up is tracked: a threshold above it would lose it");
        }
        for (int group = 0; group < threshold.length; group++) {
            long bits = largestBits[group];
            if (bits > Double.doubleToRawLongBits(ratio(group)) && bits <= MOST) {
                threshold[group] = Double.longBitsToDouble(bits - 1);
                place[group] = NONE;
                changes++;
            }
        }
    }

    /**
     * A count that goes up whenever a threshold changes, by {@link #reset} too; a loop that keeps something derived from
     * them knows when to renew it.
     */
    public long changes() {
        return changes;
    }

    /** How often it was reset: thresholds never fall within one epoch. */
    public long epoch() {
        return epoch;
    }

    /** Whether no entry has left a trace since it was made or reset. */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * An entry that passed the filter. Entries come in ascending order of their index; the values are valid.
     *
     * @param flatIndex {@code row * T + item}, the row offset included
     * @return false if the ratio overflows: the caller then looks for the first offender of its rows
     */
    public boolean offer(int group, double entryBenefit, double entryCost, long flatIndex) {
        return offerRatio(group, entryBenefit / entryCost, entryBenefit, entryCost, flatIndex);
    }

    /** Whether {@link #finish} looks the winners' values up, so that offers need not tell them. */
    public boolean looksUpEntries() {
        return entries == null;
    }

    /** As {@link #offer}, for a caller that has divided. */
    public boolean offerRatio(int group, double entryRatio, double entryBenefit, double entryCost, long flatIndex) {
        double largest = threshold[group];
        // Less than the best ratio, or equal to one that is tied.
        if (!(entryRatio > largest)) {
            return true;
        }
        if (entryRatio == Double.POSITIVE_INFINITY) {
            return false;
        }
        empty = false;
        changes++;
        if (best != null) {
            offerRunnerUp(group, entryRatio, entryBenefit, entryCost, flatIndex);
        } else if (Double.doubleToRawLongBits(entryRatio) - Double.doubleToRawLongBits(largest) == 1
                && (place[group] & 1) == 0) {
            // Only here the place is read: it is far away where there are many groups.
            tie(group, entryRatio);
        } else {
            threshold[group] = below(entryRatio);
            put(group, entryBenefit, entryCost, flatIndex);
        }
        return true;
    }

    private void offerRunnerUp(int group, double entryRatio, double entryBenefit, double entryCost, long flatIndex) {
        double largest = best[group];
        if (entryRatio > largest) {
            best[group] = entryRatio;
            threshold[group] = largest;
            put(group, entryBenefit, entryCost, flatIndex);
        } else if (entryRatio == largest) {
            tie(group, entryRatio);
        } else {
            threshold[group] = entryRatio;
        }
    }

    private void put(int group, double entryBenefit, double entryCost, long flatIndex) {
        place[group] = flatIndex << 1;
        if (entries != null) {
            entries[2 * group] = entryBenefit;
            entries[2 * group + 1] = entryCost;
        }
    }

    /** From here on only a larger ratio matters. */
    private void tie(int group, double entryRatio) {
        place[group] |= 1;
        threshold[group] = entryRatio;
    }

    /** The next double below a positive one. */
    private static double below(double ratio) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(ratio) - 1);
    }

    /** The best ratio, 0 if there is none: the threshold on a tie, else the next double above it. */
    private double ratio(int group) {
        if (best != null) {
            return best[group];
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(threshold[group]) + (~place[group] & 1));
    }

    private boolean isTied(int group) {
        return place[group] != NONE && (place[group] & 1) != 0;
    }

    /**
     * Notes an entry that the allocator refuses; of several the one with the lowest index stays.
     *
     * @param flatIndex {@code row * T + item}, the row offset included
     */
    public void offend(long flatIndex, double entryBenefit, double entryCost) {
        if (flatIndex < offender) {
            offender = flatIndex;
            offenderBenefit = entryBenefit;
            offenderCost = entryCost;
        }
    }

    /** Whether a refused entry was noted. */
    public boolean hasOffender() {
        return offender != Long.MAX_VALUE;
    }

    /**
     * Takes in a partial over other rows: larger ratio, then lower index. Afterwards this one holds the best of both
     * and takes no further offers.
     */
    public void merge(PartialBest other) {
        requireAlike(other);
        mergeOffender(other);
        mergeGroups(other, 0, threshold.length);
    }

    private void requireAlike(PartialBest other) {
        if (!isMergeable(other)) {
            throw new IllegalArgumentException("partials of " + groupCount() + " and " + other.groupCount()
                    + " groups, runner-up " + tracksRunnerUp() + " and " + other.tracksRunnerUp() + ", values kept "
                    + (entries != null) + " and " + (other.entries != null) + ": expected the same");
        }
    }

    /** The part of {@link #merge} that is not a group's: the refused entry with the lowest index. */
    public void mergeOffender(PartialBest other) {
        empty &= other.empty;
        changes++;
        if (other.hasOffender()) {
            offend(other.offender, other.offenderBenefit, other.offenderCost);
        }
    }

    /**
     * The part of {@link #merge} for groups {@code from .. to-1}, so that threads can share the groups of a large K.
     *
     * @throws IllegalArgumentException if the other one is not of as many groups, with or without runner-up like this
     */
    public void mergeGroups(PartialBest other, int from, int to) {
        requireAlike(other);
        for (int group = from; group < to; group++) {
            if (other.place[group] == NONE) {
                continue;
            }
            double mine = ratio(group);
            double theirs = other.ratio(group);
            // Without an entry of its own, NONE is above every index.
            boolean take = theirs > mine || theirs == mine && other.place[group] >>> 1 < place[group] >>> 1;
            boolean tie = mine == theirs || (take ? other : this).isTied(group);
            double larger = take ? theirs : mine;
            if (best != null) {
                threshold[group] = tie
                        ? larger
                        : Math.max(Math.min(mine, theirs), Math.max(threshold[group], other.threshold[group]));
                best[group] = larger;
            } else {
                threshold[group] = tie ? larger : below(larger);
            }
            place[group] = (take ? other : this).place[group] | (tie ? 1 : 0);
            if (take && entries != null) {
                System.arraycopy(other.entries, 2 * group, entries, 2 * group, 2);
            }
        }
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
            int itemCount = items.itemCount();
            throw InvalidValueException.of(offender / itemCount, (int) (offender % itemCount), offenderBenefit,
                    offenderCost);
        }
        into.writer().begin(items, tracksRunnerUp());
    }

    /** The part of {@link #finish} for groups {@code from .. to-1}, so that threads can share the groups of a large K. */
    public void finishGroups(Items items, BestItems into, int from, int to) {
        BestItems.Writer writer = into.writer();
        for (int first = from; first < to; first += FETCHED) {
            int end = Math.min(first + FETCHED, to);
            putGroups(items, writer, first, end);
            if (entries == null) {
                writer.readEntries(items, first, end);
            }
        }
    }

    private void putGroups(Items items, BestItems.Writer writer, int from, int to) {
        Groups groups = items.groups();
        int itemCount = items.itemCount();
        for (int group = from; group < to; group++) {
            long size = groups.groupSize(group);
            if (place[group] != NONE) {
                writer.put(group, ratio(group), place[group] >>> 1, isTied(group), size);
            } else {
                // Without a positive ratio the first entry wins, and in an absent group none.
                long row = groups.firstRow(group);
                writer.put(group, 0, row < 0 ? -1 : row * itemCount, false, size);
            }
            if (entries != null) {
                putEntry(items, writer, group);
            }
            if (best != null) {
                boolean alone = size == 0 || size == 1 && itemCount == 1;
                writer.putRunnerUp(group, alone ? -1 : threshold[group]);
            }
        }
    }

    private void putEntry(Items items, BestItems.Writer writer, int group) {
        if (place[group] != NONE) {
            writer.putEntry(group, entries[2 * group], entries[2 * group + 1]);
        } else if (items.groups().groupSize(group) > 0) {
            long row = items.groups().firstRow(group);
            // + 0.0 turns the -0.0 that a benefit may be into 0.0.
            writer.putEntry(group, items.benefit(row, 0) + 0.0, items.cost(row, 0));
        } else {
            writer.putEntry(group, 0, 0);
        }
    }
}
