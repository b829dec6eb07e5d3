package io.alphafair.overlap;

import io.alphafair.BestItems;
import io.alphafair.Fairness;

/**
 * One budget allocated to overlapping groups: only each cell's best item gets a dose.
 *
 * <p>Units as in {@link io.alphafair.Allocation}. It does not change when the {@link BestItems} are filled again. If several
 * allocations reach the optimal utilities, this is one of them.
 */
public final class OverlapAllocation {
    private final Fairness fairness;
    private final double totalBudget;
    private final double[] budget;
    private final double[] dose;
    private final double[] utility;
    private final double objective;
    private final double shadowPrice;
    private final double relativeGap;
    private final int steps;

    OverlapAllocation(BestItems best, Fairness fairness, double totalBudget, double[] budget, Verdict verdict,
            int steps) {
        this.fairness = fairness;
        this.totalBudget = totalBudget;
        this.budget = budget;
        // Computed now, because the best items may be filled again later.
        this.dose = new double[budget.length];
        for (int cell = 0; cell < dose.length; cell++) {
            dose[cell] = budget[cell] == 0 ? 0 : budget[cell] / best.winnerCost(cell);
        }
        this.utility = verdict.utility();
        this.objective = verdict.objective();
        this.shadowPrice = verdict.shadowPrice();
        this.relativeGap = verdict.relativeGap();
        this.steps = steps;
    }

    public Fairness fairness() {
        return fairness;
    }

    /** Q, all of which is spent. */
    public double totalBudget() {
        return totalBudget;
    }

    /** What a cell may spend, in units of cost. */
    public double cellBudget(int cell) {
        return budget[cell];
    }

    /** The dose of a cell's best item; every other dose is 0. */
    public double dose(int cell) {
        return dose[cell];
    }

    /** u_k, the mean benefit over all members of group k. */
    public double utility(int group) {
        return utility[group];
    }

    /** K. */
    public int groupCount() {
        return utility.length;
    }

    /** W, the welfare reached: a sum over all groups, or their minimum at alpha = infinity. */
    public double objective() {
        return objective;
    }

    /** dW/dQ, the welfare of one more unit of budget, up to the gap. */
    public double shadowPrice() {
        return shadowPrice;
    }

    /**
     * An upper bound on what any allocation could still gain, divided by |W|; at alpha = 1 divided by the number of groups
     * with a positive utility. Computed from the utilities alone, however they were found.
     */
    public double relativeGap() {
        return relativeGap;
    }

    /** Steps of the method; 0 where it needs none. */
    public int steps() {
        return steps;
    }

    @Override
    public String toString() {
        return "OverlapAllocation[" + fairness + ", budget " + totalBudget + ", objective " + objective + ", gap "
                + relativeGap + "]";
    }
}
