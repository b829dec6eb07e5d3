package io.alphafair;

import io.alphafair.capped.CappedList;
import io.alphafair.capped.CappedProblem;
import io.alphafair.capped.CappedSolver;
import io.alphafair.capped.Misses;
import io.alphafair.closedform.RefusedException;
import java.util.Optional;

/**
 * What allocation with caps needs to know of the data: each group's entries in the order in which they are bought, by ratio
 * descending, then by flat index ascending. The first ones may be known by the exact sums of their values and costs alone,
 * and the last ones may be left out. It has the same bits on every backend.
 *
 * <p>{@link io.alphafair.backend.Prepared#select()} lists all entries, for any fairness and budget;
 * {@link io.alphafair.backend.Prepared#select(Fairness, double, double[])} lists those that may be critical for one.
 */
public final class Selection {
    private final Items items;
    private final CappedList list;
    private final long[] groupSize;
    private final Freshness freshness;

    private Selection(Items items, CappedList list) {
        this.items = items;
        this.list = list;
        this.freshness = new Freshness(items);
        this.groupSize = new long[items.groupCount()];
        for (int k = 0; k < groupSize.length; k++) {
            groupSize[k] = items.groups().groupSize(k);
        }
    }

    /** Only this module can call it: the package of the list is not exported. */
    @SuppressWarnings("exports")
    public static Selection of(Items items, CappedList list) {
        return new Selection(items, list);
    }

    /** K. */
    public int groupCount() {
        return groupSize.length;
    }

    /** The number of entries that are listed one by one. */
    public int listedCount() {
        return list.size();
    }

    /** The number of the group's entries that are known by their sums alone. */
    public long summedCount(int group) {
        return list.countAbove(group);
    }

    /**
     * The allocation for one fairness and budget.
     *
     * @throws InvalidInputException if the budget is not finite and positive, the welfare is minus infinity whatever is
     *             done, or a number that the answer needs leaves the range of doubles
     * @throws IllegalStateException if the selection was made for another fairness or budget and does not suffice
     */
    public CappedAllocation allocate(Fairness fairness, double budget) {
        return allocate(fairness, budget, null);
    }

    /**
     * The allocation that maximises the welfare with group weights, {@code sum w_k f(u_k)}.
     *
     * @param weights K finite, positive weights, or null for 1 each; without effect at alpha = infinity
     * @throws InvalidInputException as {@link #allocate(Fairness, double)}, and if a weight is not finite and positive
     * @throws IllegalStateException as {@link #allocate(Fairness, double)}
     */
    public CappedAllocation allocate(Fairness fairness, double budget, double[] weights) {
        return attempt(fairness, budget, weights, new Misses(groupCount())).orElseThrow(
                () -> new IllegalStateException("the selection does not list the entries where the money runs out at "
                        + fairness + " and budget " + budget
                        + ": expected the fairness, budget and weights that it was made for; select again, or select()"));
    }

    /**
     * Checks a budget and weights before anything is read.
     *
     * @param weights one per group, or null
     * @throws InvalidInputException if one is not finite and positive, or the number of weights is another one
     */
    public static void requireQuestion(int groupCount, double budget, double[] weights) {
        Checks.budget(budget);
        if (weights != null) {
            Checks.weights(weights, groupCount);
        }
    }

    /** As {@link #allocate}; empty, with the groups in {@code misses}, if the listed entries do not suffice. */
    @SuppressWarnings("exports")
    public Optional<CappedAllocation> attempt(Fairness fairness, double budget, double[] weights, Misses misses) {
        requireQuestion(groupCount(), budget, weights);
        double[] copy = weights == null || fairness.alpha() == Double.POSITIVE_INFINITY ? null : weights.clone();
        CappedProblem problem = new CappedProblem(list, groupSize, copy, fairness.level(), budget, items.itemCount());
        try {
            return CappedSolver.attempt(problem, misses)
                    .map(solution -> new CappedAllocation(solution, fairness, weights, items, freshness));
        } catch (RefusedException e) {
            throw new InvalidInputException(e);
        }
    }

    /** Equal bits: every listed entry, and the exact sums of the others. */
    @Override
    public boolean equals(Object object) {
        return object instanceof Selection other && list.equals(other.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return "Selection[" + groupCount() + " groups, " + listedCount() + " entries listed]";
    }
}
