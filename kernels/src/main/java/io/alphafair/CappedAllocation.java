package io.alphafair;

import io.alphafair.capped.CappedCertificate;
import io.alphafair.capped.CappedSolution;
import io.alphafair.capped.LossGradient;
import io.alphafair.capped.WelfareGradient;
import java.util.Arrays;

/**
 * The optimal allocation of one budget under caps. In each group the entries are bought in the order of their ratio: the
 * first ones get doses equal to their caps (they are <em>full</em>), at most one, the <em>critical</em> entry, gets less,
 * and all others get nothing. The definition is in {@code kernels/MATHEMATICS.md}. No number is ever NaN.
 *
 * <p>Immutable. The numbers of the groups stay those of the values that it was made from. What is asked for single entries
 * is read from the {@link Items}, which have to be open and unchanged.
 */
public final class CappedAllocation {
    private final CappedSolution solution;
    private final WelfareGradient gradient;
    private final Fairness fairness;
    private final double[] weights;
    private final Selection selection;
    private final Items items;
    private final Freshness freshness;

    CappedAllocation(CappedSolution solution, Fairness fairness, double[] weights, Selection selection) {
        this.solution = solution;
        this.gradient = new WelfareGradient(solution);
        this.fairness = fairness;
        this.weights = weights == null ? null : weights.clone();
        this.selection = selection;
        this.items = selection.items();
        this.freshness = selection.freshness();
    }

    public Fairness fairness() {
        return fairness;
    }

    /** Q. */
    public double totalBudget() {
        return solution.problem().budget();
    }

    /** K. */
    public int groupCount() {
        return solution.groupCount();
    }

    /** N of the problem. */
    public long individualCount() {
        return items.individualCount();
    }

    /** T of the problem. */
    public int itemCount() {
        return items.itemCount();
    }

    /** G_k, the number of members. */
    public long groupSize(int group) {
        return solution.problem().size()[group];
    }

    /** w_k, 1 unless weights were given. */
    public double weight(int group) {
        return weights == null ? 1 : weights[group];
    }

    /** x_k, what the group spends, in units of cost. */
    public double budget(int group) {
        return solution.budget(group);
    }

    /** u_k, the mean benefit over the group's members. */
    public double utility(int group) {
        return solution.utility(group);
    }

    /** n_k, the number of full entries. */
    public long fullCount(int group) {
        return solution.fullCount(group);
    }

    /** Whether every entry of the group with a positive ratio is full; an absent group is not. */
    public boolean isFull(int group) {
        return !isAbsent(group) && !isZero(group) && solution.isFull(group);
    }

    /** Whether the group has members but no entry with a positive ratio. */
    public boolean isZero(int group) {
        return groupSize(group) > 0 && solution.isZero(group);
    }

    /** Whether the group has no member. */
    public boolean isAbsent(int group) {
        return groupSize(group) == 0;
    }

    /** The flat index of the critical entry, or -1 if the group has none. */
    public long criticalIndex(int group) {
        return solution.criticalIndex(group);
    }

    /** The dose of the critical entry; 0 if the group has none. */
    public double criticalDose(int group) {
        return solution.criticalDose(group);
    }

    /** y_k, the money on the critical entry; 0 if the group has none. */
    public double criticalMoney(int group) {
        return solution.criticalMoney(group);
    }

    /**
     * The ratio of the group's first entry that is not full, critical or not: entries of a larger ratio are full. Of those
     * that have this ratio the ones with a lower flat index than {@link #cutoffIndex} are full. It is 0 if there is none.
     */
    public double cutoffRatio(int group) {
        return solution.cutoffRatio(group);
    }

    /** The flat index of the group's first entry that is not full; -1 if there is none. */
    public long cutoffIndex(int group) {
        return solution.cutoffIndex(group);
    }

    /**
     * How many members of each group have an entry with its {@link #cutoffRatio}: which of them are funded is decided by the
     * order of the rows. 0 for a group whose entries are all full. Reads the items once.
     */
    public long[] countTies() {
        freshness.require();
        return new Funding(items, solution).countTies();
    }

    /** Whether the budget does not suffice for all entries that help. */
    public boolean binds() {
        return solution.binds();
    }

    /** What is left of a budget that does not bind; else 0. */
    public double unspent() {
        return solution.unspent();
    }

    /** W, the welfare reached. */
    public double objective() {
        return solution.objective();
    }

    /** dW/dQ, the welfare of one more unit of budget; 0 if the budget does not bind. */
    public double shadowPrice() {
        return solution.price();
    }

    /**
     * Whether every group is exactly between two entries. The derivative of the welfare to the budget then differs between
     * the two directions: for more budget it is the {@link #shadowPrice}, for less it is larger.
     */
    public boolean isKink() {
        return solution.isKink();
    }

    /**
     * The duality gap of this very allocation: an upper bound on what is left to gain, 0 up to rounding, or infinite where a
     * number overflows.
     */
    public double dualityGap() {
        return CappedCertificate.gap(solution);
    }

    /**
     * The dose of one individual from one item; 0 if it is not funded.
     *
     * @throws IndexOutOfBoundsException if there is no such row or item
     * @throws IllegalStateException if the items have been written since this was made
     */
    public double dose(long row, int item) {
        freshness.require();
        return new Funding(items, solution).dose(row, item);
    }

    /**
     * Why one entry gets a dose or gets none, and the benefit with which it would get one. Reads one row.
     *
     * @throws IndexOutOfBoundsException if there is no such row or item
     * @throws IllegalStateException if the items have been written since this was made
     */
    public Explanation explain(long row, int item) {
        freshness.require();
        return Explanation.of(items, solution, row, item);
    }

    /**
     * The entries that get a dose, in ascending order of their flat index. Each iterator reads the items once.
     *
     * @throws IllegalStateException if the items have been written since this was made
     */
    public Iterable<FundedEntry> funded() {
        return () -> {
            freshness.require();
            return new Funding(items, solution).iterator();
        };
    }

    /** dW/db of a funded entry; 0 for every other. */
    public double benefitGradient(FundedEntry entry) {
        return gradient.benefit(entry.group(), entry.dose());
    }

    /** dW/dc of a funded entry; 0 for every other. At a kink it belongs to the {@link #shadowPrice}. */
    public double costGradient(FundedEntry entry) {
        return gradient.cost(entry.dose());
    }

    /** dW/dm of a funded entry; 0 for every other. At a kink it belongs to the {@link #shadowPrice}. Reads the items. */
    public double capGradient(FundedEntry entry) {
        freshness.require();
        return entry.full()
                ? gradient.cap(entry.group(), items.benefit(entry.row(), entry.item()),
                        items.cost(entry.row(), entry.item()))
                : 0;
    }

    /**
     * The derivatives of a loss L of the doses: the vector-Jacobian product.
     *
     * @param upstream dL/d dose at each group's critical entry, K finite numbers; those of groups without one are ignored.
     *            The upstream gradient at other entries matters only for their own caps
     */
    public CappedLoss vjp(double[] upstream) {
        Checks.finite("upstream gradient", upstream, groupCount());
        return new CappedLoss(items, freshness, new LossGradient(solution, upstream));
    }

    /**
     * How the doses move along a direction of the inputs: the Jacobian-vector product. Reads the items once.
     *
     * @throws InvalidInputException if there are weights in the direction that are not K finite numbers
     */
    public CappedTangent jvp(CappedDirection direction) {
        if (direction.weights() != null) {
            Checks.finite("tangent of the weights", direction.weights(), groupCount());
        }
        return new CappedTangent(items, solution, funded(), direction);
    }

    /**
     * The allocation rounded to whole doses.
     *
     * @throws IllegalStateException if not all entries with a positive ratio were listed, as
     *             {@link io.alphafair.backend.Prepared#select()} does
     */
    public WholeAllocation whole() {
        return whole(false);
    }

    WholeAllocation whole(boolean stepsOfRows) {
        CappedSolution complete = solution.isComplete() ? solution : selection.solveOrdered(solution);
        if (!complete.isComplete()) {
            throw new IllegalStateException("the selection of this allocation left entries out: expected that of "
                    + "Prepared.select(), because whole doses may go to any entry");
        }
        return new WholeAllocation(complete, stepsOfRows, items, freshness);
    }

    /** Equal bits: the question, and every number of the groups and of the whole. */
    @Override
    public boolean equals(Object object) {
        if (!(object instanceof CappedAllocation other) || !fairness.equals(other.fairness)
                || totalBudget() != other.totalBudget() || !Arrays.equals(weights, other.weights)
                || groupCount() != other.groupCount() || binds() != other.binds() || isKink() != other.isKink()
                || !same(objective(), other.objective()) || !same(shadowPrice(), other.shadowPrice())
                || !same(unspent(), other.unspent())) {
            return false;
        }
        for (int k = 0; k < groupCount(); k++) {
            if (fullCount(k) != other.fullCount(k) || criticalIndex(k) != other.criticalIndex(k)
                    || cutoffIndex(k) != other.cutoffIndex(k) || groupSize(k) != other.groupSize(k)
                    || !same(cutoffRatio(k), other.cutoffRatio(k)) || !same(budget(k), other.budget(k))
                    || !same(utility(k), other.utility(k)) || !same(criticalMoney(k), other.criticalMoney(k))
                    || !same(criticalDose(k), other.criticalDose(k))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(double first, double second) {
        return Double.doubleToLongBits(first) == Double.doubleToLongBits(second);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(objective()) * 31 + Double.hashCode(totalBudget());
    }

    @Override
    public String toString() {
        return "CappedAllocation[" + fairness + ", budget " + totalBudget() + ", objective " + objective() + "]";
    }
}
