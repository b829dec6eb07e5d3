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
 * <p>The filter: an entry of group k matters only if {@code benefit > 0 && benefit >= thresholds()[k] * cost}, in
 * doubles, rounded to nearest. With {@code r} the largest double below the best ratio, {@code fl(b/c) > r} implies
 * {@code b/c > r}, hence {@code b >= fl(r*c)}, because rounding is monotone: so no new best and no tie is missed, and
 * no element needs a division to be rejected.
 */
public final class PartialBest {
    private final double[] ratio;
    private final long[] index;
    private final double[] benefit;
    private final double[] cost;
    private final boolean[] tied;
    private final double[] runnerUp;
    private final double[] threshold;
    private final long rowOffset;
    private int changes;

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
        this.ratio = new double[groupCount];
        this.index = new long[groupCount];
        this.benefit = new double[groupCount];
        this.cost = new double[groupCount];
        this.tied = new boolean[groupCount];
        this.runnerUp = runnerUp ? new double[groupCount] : null;
        this.threshold = new double[groupCount];
        this.rowOffset = rowOffset;
        reset();
    }

    /** Forgets everything, as if new. */
    public void reset() {
        Arrays.fill(ratio, 0);
        Arrays.fill(index, -1);
        Arrays.fill(tied, false);
        Arrays.fill(threshold, 0);
        if (runnerUp != null) {
            Arrays.fill(runnerUp, 0);
        }
        changes = 0;
        offender = Long.MAX_VALUE;
    }

    /** K. */
    public int groupCount() {
        return ratio.length;
    }

    /** What is added to a local row. */
    public long rowOffset() {
        return rowOffset;
    }

    /** Whether the second-best ratios are tracked. */
    public boolean tracksRunnerUp() {
        return runnerUp != null;
    }

    /** The filter's threshold a group: live, never falling while rows are offered, and not to be written. */
    public double[] thresholds() {
        return threshold;
    }

    /** How often a threshold has risen; a loop that keeps something derived from them knows when to renew it. */
    public int changes() {
        return changes;
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
        double best = ratio[group];
        if (entryRatio > best) {
            if (entryRatio == Double.POSITIVE_INFINITY) {
                return false;
            }
            ratio[group] = entryRatio;
            index[group] = flatIndex;
            benefit[group] = entryBenefit;
            cost[group] = entryCost;
            tied[group] = false;
            raiseThreshold(group, Math.nextDown(entryRatio), best);
        } else if (entryRatio == best && best > 0) {
            tied[group] = true;
            // From here on only a larger ratio matters.
            raiseThreshold(group, best, best);
        } else if (runnerUp != null && entryRatio > runnerUp[group]) {
            raiseThreshold(group, 0, entryRatio);
        }
        return true;
    }

    private void raiseThreshold(int group, double next, double second) {
        if (runnerUp == null) {
            threshold[group] = next;
        } else {
            runnerUp[group] = second;
            threshold[group] = second;
        }
        changes++;
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
        if (other.groupCount() != groupCount() || other.tracksRunnerUp() != tracksRunnerUp()) {
            throw new IllegalArgumentException("partials of " + groupCount() + " and " + other.groupCount()
                    + " groups, runner-up " + tracksRunnerUp() + " and " + other.tracksRunnerUp()
                    + ": expected the same");
        }
        if (other.hasOffender()) {
            offend(other.offender, other.offenderBenefit, other.offenderCost);
        }
        for (int group = 0; group < ratio.length; group++) {
            double mine = ratio[group];
            double theirs = other.ratio[group];
            if (runnerUp != null) {
                runnerUp[group] = mine == theirs
                        ? mine
                        : Math.max(Math.min(mine, theirs), Math.max(runnerUp[group], other.runnerUp[group]));
            }
            if (theirs > mine) {
                take(group, other);
                tied[group] = other.tied[group];
            } else if (theirs == mine && theirs > 0) {
                if (other.index[group] < index[group]) {
                    take(group, other);
                }
                tied[group] = true;
            }
        }
    }

    private void take(int group, PartialBest other) {
        ratio[group] = other.ratio[group];
        index[group] = other.index[group];
        benefit[group] = other.benefit[group];
        cost[group] = other.cost[group];
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
        into.begin(items, runnerUp != null);
        Groups groups = items.groups();
        for (int group = 0; group < ratio.length; group++) {
            if (index[group] >= 0) {
                into.put(group, ratio[group], index[group], benefit[group], cost[group], tied[group]);
            } else if (groups.groupSize(group) > 0) {
                long row = groups.firstRow(group);
                // + 0.0 turns the -0.0 that a benefit may be into 0.0.
                into.put(group, 0, row * itemCount, items.benefit(row, 0) + 0.0, items.cost(row, 0), false);
            } else {
                into.put(group, 0, -1, 0, 0, false);
            }
            if (runnerUp != null) {
                boolean alone = groups.groupSize(group) == 0 || groups.groupSize(group) == 1 && itemCount == 1;
                into.putRunnerUp(group, alone ? -1 : runnerUp[group]);
            }
        }
    }
}
