package io.alphafair;

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
    /** What is kept of each group's best entry, side by side so that a new best touches one cache line. */
    private static final int RATIO = 0;
    private static final int INDEX = 1;
    private static final int BENEFIT = 2;
    private static final int COST = 3;
    private static final int WORDS = 4;

    /** Above it the index of a group's last word would not fit an int. */
    private static final int MOST_GROUPS = (Integer.MAX_VALUE - 8) / WORDS;

    /** {@link #WORDS} a group: the bits of doubles, and an index. */
    private final long[] best;
    private final double[] threshold;
    private final boolean runnerUp;
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
        if (rowOffset < 0) {
            throw new IllegalArgumentException("row offset " + rowOffset + ": expected >= 0");
        }
        if (groupCount > MOST_GROUPS) {
            throw new IllegalArgumentException(
                    groupCount + " groups: expected at most " + MOST_GROUPS + "; split the problem or the batch");
        }
        this.best = new long[WORDS * groupCount];
        this.threshold = new double[groupCount];
        this.runnerUp = runnerUp;
        this.rowOffset = rowOffset;
        reset();
    }

    /** Forgets everything, as if new. */
    public void reset() {
        Arrays.fill(threshold, 0);
        // A ratio of 0 says that there is no entry; the other words are then not read.
        Arrays.fill(best, 0);
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
        return runnerUp;
    }

    /** The filter's threshold a group: live, never falling while rows are offered, and not to be written. */
    public double[] thresholds() {
        return threshold;
    }

    /**
     * Reads what an offer to the group would, so that it is in a cache by then: where there are many groups, reading those
     * of many rows at once waits for memory once and not at each. The value means nothing.
     */
    public long ahead(int group) {
        return best[group * WORDS + RATIO] + Double.doubleToRawLongBits(threshold[group]);
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

    /** As {@link #offer}, for a caller that has divided. */
    public boolean offerRatio(int group, double entryRatio, double entryBenefit, double entryCost, long flatIndex) {
        double largest = ratio(group);
        if (entryRatio > largest) {
            if (entryRatio == Double.POSITIVE_INFINITY) {
                return false;
            }
            int at = group * WORDS;
            best[at + RATIO] = Double.doubleToRawLongBits(entryRatio);
            best[at + INDEX] = flatIndex;
            best[at + BENEFIT] = Double.doubleToRawLongBits(entryBenefit);
            best[at + COST] = Double.doubleToRawLongBits(entryCost);
            raiseThreshold(group, runnerUp ? largest : Math.nextDown(entryRatio));
        } else if (entryRatio == largest && largest > 0) {
            // A tie; from here on only a larger ratio matters.
            raiseThreshold(group, largest);
        } else if (runnerUp && entryRatio > threshold[group]) {
            raiseThreshold(group, entryRatio);
        }
        return true;
    }

    private void raiseThreshold(int group, double next) {
        threshold[group] = next;
        empty = false;
        changes++;
    }

    private double ratio(int group) {
        return Double.longBitsToDouble(best[group * WORDS + RATIO]);
    }

    /** Only a tie lifts the threshold to the best ratio, with and without the runner-up. */
    private boolean isTied(int group) {
        double largest = ratio(group);
        return largest > 0 && threshold[group] == largest;
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
        if (other.groupCount() != groupCount() || other.tracksRunnerUp() != tracksRunnerUp()) {
            throw new IllegalArgumentException("partials of " + groupCount() + " and " + other.groupCount()
                    + " groups, runner-up " + tracksRunnerUp() + " and " + other.tracksRunnerUp()
                    + ": expected the same");
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
            double mine = ratio(group);
            double theirs = other.ratio(group);
            if (theirs == 0) {
                continue;
            }
            double larger = Math.max(mine, theirs);
            boolean tie = mine == theirs || (theirs > mine ? other : this).isTied(group);
            if (theirs > mine || theirs == mine && other.index(group) < index(group)) {
                System.arraycopy(other.best, group * WORDS, best, group * WORDS, WORDS);
            }
            threshold[group] = tie
                    ? larger
                    : runnerUp
                            ? Math.max(Math.min(mine, theirs), Math.max(threshold[group], other.threshold[group]))
                            : Math.nextDown(larger);
        }
    }

    private long index(int group) {
        return best[group * WORDS + INDEX];
    }

    /**
     * Freezes what was found.
     *
     * @param items the problem, which tells sizes, first rows and the entries of groups without a positive ratio
     * @throws InvalidValueException if an entry was refused: the one with the lowest index
     */
    public void finish(Items items, BestItems into) {
        int itemCount = items.itemCount();
        if (hasOffender()) {
            throw InvalidValueException.of(offender / itemCount, (int) (offender % itemCount), offenderBenefit,
                    offenderCost);
        }
        into.begin(items, runnerUp);
        Groups groups = items.groups();
        for (int group = 0; group < threshold.length; group++) {
            double largest = ratio(group);
            if (largest > 0) {
                int at = group * WORDS;
                into.put(group, largest, best[at + INDEX], Double.longBitsToDouble(best[at + BENEFIT]),
                        Double.longBitsToDouble(best[at + COST]), threshold[group] == largest);
            } else if (groups.groupSize(group) > 0) {
                long row = groups.firstRow(group);
                // + 0.0 turns the -0.0 that a benefit may be into 0.0.
                into.put(group, 0, row * itemCount, items.benefit(row, 0) + 0.0, items.cost(row, 0), false);
            } else {
                into.put(group, 0, -1, 0, 0, false);
            }
            if (runnerUp) {
                boolean alone = groups.groupSize(group) == 0 || groups.groupSize(group) == 1 && itemCount == 1;
                into.putRunnerUp(group, alone ? -1 : threshold[group]);
            }
        }
    }
}
