package io.alphafair.capped;

import io.alphafair.closedform.Alpha;
import io.alphafair.closedform.WeightScale;

/**
 * What is to be solved.
 *
 * @param list each group's entries in order; null before they are known
 * @param size members per group, 0 for an absent one
 * @param weight finite and positive, one per group; null for 1 each
 * @param weightScale of these, as {@link WeightScale} says
 * @param budget finite and positive
 * @param itemCount T, which splits a flat index for messages
 */
public record CappedProblem(CappedList list, long[] size, double[] weight, double weightScale, Alpha alpha,
        double budget, int itemCount) {
    /** A question. */
    public CappedProblem(CappedList list, long[] size, double[] weight, Alpha alpha, double budget, int itemCount) {
        this(list, size, weight, weight == null ? 1 : WeightScale.of(weight), alpha, budget, itemCount);
    }

    /** K. */
    public int groupCount() {
        return size.length;
    }

    /** The same with another budget. */
    CappedProblem withBudget(double other) {
        return new CappedProblem(list, size, weight, weightScale, alpha, other, itemCount);
    }

    /** The same with other lists. */
    public CappedProblem withList(CappedList other) {
        return new CappedProblem(other, size, weight, weightScale, alpha, budget, itemCount);
    }

    double weight(int group) {
        return weight == null ? 1 : weight[group];
    }

    /** The weight up to a common factor, with which products of it stay in the range of doubles. */
    double relativeWeight(int group) {
        return weight(group) * weightScale;
    }

    /**
     * {@code w (r / G)} with the relative weight: up to the common factor the welfare of one unit of money at utility 1. At
     * alpha = 0 this very double ranks groups.
     */
    double worth(int group, int entry) {
        return worthOf(group, list.ratio[entry]);
    }

    /** As {@link #worth}, for an entry of that ratio. */
    double worthOf(int group, double ratio) {
        return relativeWeight(group) * (ratio / size[group]);
    }

    boolean isMaxMin() {
        return alpha.value() == Double.POSITIVE_INFINITY;
    }

    /** An entry as messages name it. */
    String place(int entry) {
        return "[" + list.index[entry] / itemCount + "," + list.index[entry] % itemCount + "]";
    }
}
