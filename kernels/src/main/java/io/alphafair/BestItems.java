package io.alphafair;

import io.alphafair.closedform.Solution;
import java.util.Arrays;

/**
 * The group argmax: each group's best benefit/cost ratio and where it is. The O(N T) part of the answer, independent of
 * fairness and budget, and bit-identical on every backend: the ratio is the IEEE 754 double quotient, the winner the
 * lowest flat index {@code row * T + item} that reaches it, and a best ratio is never -0.0.
 *
 * <p>A group without any positive ratio has ratio 0 and its first entry as its winner; an absent group has ratio 0 and
 * winner -1. Filled by {@link io.alphafair.backend.Prepared#bestItems(BestItems)}, which may do so again and allocates
 * nothing then.
 */
public final class BestItems {
    private final double[] bestRatio;
    private final long[] winner;
    private final long[] groupSize;
    private final double[] winnerBenefit;
    private final double[] winnerCost;
    private final boolean[] tied;
    private final double[] runnerUp;
    private int itemCount;
    private long individualCount;
    /** Counts the fillings. */
    private long version;
    /** Made once, so that filling this again allocates nothing. */
    private final Writer writer = new Writer();

    private BestItems(int groupCount, boolean runnerUp) {
        if (groupCount <= 0) {
            throw new InvalidInputException(groupCount + " groups: expected at least 1");
        }
        this.bestRatio = new double[groupCount];
        this.winner = new long[groupCount];
        this.groupSize = new long[groupCount];
        this.winnerBenefit = new double[groupCount];
        this.winnerCost = new double[groupCount];
        this.tied = new boolean[groupCount];
        this.runnerUp = runnerUp ? new double[groupCount] : null;
    }

    /** A result to fill, for {@code groupCount} groups. */
    public static BestItems forGroups(int groupCount) {
        return new BestItems(groupCount, false);
    }

    /** A result that also asks for each group's second-best ratio. */
    public static BestItems withRunnerUp(int groupCount) {
        return new BestItems(groupCount, true);
    }

    /** Fills this result. For backends that do not use {@link io.alphafair.backend.PartialBest#finish}, which calls it. */
    public Writer writer() {
        return writer;
    }

    /**
     * Fills a {@link BestItems}, group by group. For the authors of backends only: it checks no number, and other code that
     * writes through it breaks the promise that a result is bit-identical on every backend. Different threads may write
     * different groups after one of them has called {@link #begin}.
     */
    public final class Writer {
        private Writer() {
        }

        /**
         * Starts a new filling, which all groups take part in.
         *
         * @throws IllegalArgumentException if the result is for another number of groups, or {@code runnerUp} is not
         *             what it was made for
         */
        public void begin(Items items, boolean withRunnerUp) {
            if (items.groupCount() != groupCount() || withRunnerUp != hasRunnerUp()) {
                throw new IllegalArgumentException("a result for " + groupCount() + " groups, runner-up "
                        + hasRunnerUp() + ": expected " + items.groupCount() + ", runner-up " + withRunnerUp);
            }
            version++;
            itemCount = items.itemCount();
            individualCount = items.individualCount();
        }

        /**
         * Writes what a group's entries say.
         *
         * @param index the winner's flat index; -1 for an absent group
         * @param tie whether another entry has the same positive ratio
         * @param size the number of members
         */
        public void put(int group, double ratio, long index, boolean tie, long size) {
            bestRatio[group] = ratio;
            winner[group] = index;
            tied[group] = tie;
            groupSize[group] = size;
        }

        /** Writes the benefit and the cost at the winner; a benefit of -0.0 has to be 0.0 already. */
        public void putEntry(int group, double benefit, double cost) {
            winnerBenefit[group] = benefit;
            winnerCost[group] = cost;
        }

        /**
         * Reads the benefits and the costs at the winners of groups {@code from .. to-1}, which have been {@link #put}.
         * An absent group gets 0 for both.
         */
        public void readEntries(Items items, int from, int to) {
            items.benefit().pick(winner, from, to, individualCount, itemCount, winnerBenefit);
            items.cost().pick(winner, from, to, individualCount, itemCount, winnerCost);
        }

        /** Writes the second-best ratio; -1 where the group has no other entry. */
        public void putRunnerUp(int group, double ratio) {
            runnerUp[group] = ratio;
        }
    }

    /**
     * Copies groups {@code from .. from + into.groupCount() - 1}, as one instance of a batch.
     *
     * @param into if it has runners-up, this object must have them, too
     */
    void slice(int from, BestItems into) {
        int count = into.groupCount();
        System.arraycopy(bestRatio, from, into.bestRatio, 0, count);
        System.arraycopy(winner, from, into.winner, 0, count);
        System.arraycopy(groupSize, from, into.groupSize, 0, count);
        System.arraycopy(winnerBenefit, from, into.winnerBenefit, 0, count);
        System.arraycopy(winnerCost, from, into.winnerCost, 0, count);
        System.arraycopy(tied, from, into.tied, 0, count);
        if (into.hasRunnerUp()) {
            System.arraycopy(runnerUp, from, into.runnerUp, 0, count);
        }
        into.itemCount = itemCount;
        into.individualCount = individualCount;
        into.version++;
    }

    /** Changes whenever this is filled again. */
    long version() {
        return version;
    }

    /** Hands each group's numbers to the closed form, which copies them. */
    void readInto(Solution solution) {
        solution.read(bestRatio, groupSize, winnerBenefit, winnerCost, tied);
    }

    /** K. */
    public int groupCount() {
        return bestRatio.length;
    }

    /** T of the problem, which splits a flat index into row and item. */
    public int itemCount() {
        return itemCount;
    }

    /** N of the problem. */
    public long individualCount() {
        return individualCount;
    }

    /** rho_k, the largest benefit/cost of the group; 0 if it has none or no member. */
    public double bestRatio(int group) {
        return bestRatio[group];
    }

    /** The lowest flat index that reaches the best ratio; -1 for an absent group. */
    public long winner(int group) {
        return winner[group];
    }

    /** The winning individual; -1 for an absent group. */
    public long winnerRow(int group) {
        return winner[group] < 0 ? -1 : winner[group] / itemCount;
    }

    /** The winning item; -1 for an absent group. */
    public int winnerItem(int group) {
        return winner[group] < 0 ? -1 : (int) (winner[group] % itemCount);
    }

    /** G_k, the number of members. */
    public long groupSize(int group) {
        return groupSize[group];
    }

    /** The benefit at the winner. */
    public double winnerBenefit(int group) {
        return winnerBenefit[group];
    }

    /** The cost at the winner. */
    public double winnerCost(int group) {
        return winnerCost[group];
    }

    /** Whether another entry of the group has the same, positive ratio. */
    public boolean isTied(int group) {
        return tied[group];
    }

    /** Whether the group has members but no positive ratio. */
    public boolean isZero(int group) {
        return groupSize[group] > 0 && bestRatio[group] == 0;
    }

    /** Whether the group has no member. */
    public boolean isAbsent(int group) {
        return groupSize[group] == 0;
    }

    /** Whether second-best ratios were asked for. */
    public boolean hasRunnerUp() {
        return runnerUp != null;
    }

    /**
     * The largest ratio among the group's other entries; equal to the best on a tie, -1 where there is no other entry.
     *
     * @throws IllegalStateException if it was not asked for
     */
    public double runnerUp(int group) {
        if (runnerUp == null) {
            throw new IllegalStateException("no runner-up here: make the result with BestItems.withRunnerUp");
        }
        return runnerUp[group];
    }

    /** The allocation for one fairness and budget: O(K). */
    public Allocation allocate(Fairness fairness, double budget) {
        Allocation allocation = Allocation.forGroups(groupCount());
        allocate(fairness, budget, allocation);
        return allocation;
    }

    /** As {@link #allocate(Fairness, double)} into a reused result. Allocates nothing. */
    public void allocate(Fairness fairness, double budget, Allocation into) {
        into.compute(this, fairness, budget, null);
    }

    /**
     * The allocation that maximises the welfare with group weights, {@code sum w_k f(u_k)}.
     *
     * @param weights K finite, positive weights; without effect at alpha = infinity
     */
    public Allocation allocate(Fairness fairness, double budget, double[] weights) {
        Allocation allocation = Allocation.forGroups(groupCount());
        allocate(fairness, budget, weights, allocation);
        return allocation;
    }

    /** As {@link #allocate(Fairness, double, double[])} into a reused result. */
    public void allocate(Fairness fairness, double budget, double[] weights, Allocation into) {
        into.compute(this, fairness, budget, weights);
    }

    /** Equal bits: every ratio, winner, size, winner's benefit and cost, tie flag and runner-up. */
    @Override
    public boolean equals(Object object) {
        return object instanceof BestItems other && itemCount == other.itemCount
                && individualCount == other.individualCount && Arrays.equals(bestRatio, other.bestRatio)
                && Arrays.equals(winner, other.winner) && Arrays.equals(groupSize, other.groupSize)
                && Arrays.equals(winnerBenefit, other.winnerBenefit) && Arrays.equals(winnerCost, other.winnerCost)
                && Arrays.equals(tied, other.tied) && Arrays.equals(runnerUp, other.runnerUp);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(winner) * 31 + Arrays.hashCode(bestRatio);
    }

    @Override
    public String toString() {
        return "BestItems[" + groupCount() + " groups of " + individualCount + " individuals x " + itemCount
                + " items]";
    }
}
