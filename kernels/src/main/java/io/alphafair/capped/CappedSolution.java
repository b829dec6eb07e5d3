package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Solution;

/**
 * The optimal allocation under caps: how many entries are full per group, which one is partly funded, and what follows.
 * Immutable. {@link CappedSolver} makes it.
 */
public final class CappedSolution {
    final CappedProblem problem;
    final CappedList list;
    final Places places;
    /** {@code s}: what the full entries cost, per group. */
    final double[] fullSpending;
    /** {@code V}: what the full entries are worth, per group. */
    final double[] fullValue;
    /** {@code U = V + r y}, per group. */
    final double[] total;
    private final double[] budget;
    private final double[] utility;
    private final boolean binds;
    private boolean kink;
    private double price;
    private double objective;
    private double unspent;

    /** @param closed the closed form's numbers, for places that it decides; else null */
    CappedSolution(CappedProblem problem, Places places, boolean binds, Solution closed) {
        int count = problem.groupCount();
        this.problem = problem;
        this.list = problem.list();
        this.places = places;
        this.binds = binds;
        fullSpending = new double[count];
        fullValue = new double[count];
        total = new double[count];
        budget = new double[count];
        utility = new double[count];
        ExactAccumulator sum = new ExactAccumulator();
        for (int k = 0; k < count; k++) {
            if (list.isEmpty(k)) {
                continue;
            }
            sum.reset();
            list.addSpendingOfFirst(k, places.full[k], sum);
            fullSpending[k] = sum.value();
            fullValue[k] = list.valueOfFirst(k, places.full[k]);
            double money = places.money[k];
            total[k] = fullValue[k] + (money > 0 ? list.ratio[critical(k)] * money : 0);
            boolean isClosed = closed != null && money > 0;
            budget[k] = isClosed ? money : fullSpending[k] + money;
            utility[k] = isClosed ? closed.utility(k) : total[k] / problem.size()[k];
        }
        Refusals.requireInRange(this);
        setUnspent();
        objective = Welfare.of(problem, utility);
        setPrice();
        if (closed != null && isInside(places)) {
            price = closed.shadowPrice();
            objective = closed.objective();
        }
    }

    /** Whether every group that takes part has a critical entry, its first one. */
    private boolean isInside(Places at) {
        for (int k = 0; k < at.full.length; k++) {
            if (at.full[k] > 0) {
                return false;
            }
        }
        return true;
    }

    private void setUnspent() {
        if (!binds) {
            ExactAccumulator rest = new ExactAccumulator();
            ExactAccumulator sum = new ExactAccumulator();
            rest.add(problem.budget());
            for (int k = 0; k < places.full.length; k++) {
                sum.reset();
                list.addSpendingOfFirst(k, places.full[k], sum);
                rest.subtract(sum);
            }
            unspent = rest.value();
        }
    }

    private void setPrice() {
        if (!binds || problem.isMaxMin() && hasFullGroup()) {
            return;
        }
        kink = true;
        int top = -1;
        double largest = 0;
        CompensatedSum slopes = new CompensatedSum();
        for (int k = 0; k < places.full.length; k++) {
            if (list.isEmpty(k)) {
                continue;
            }
            if (!isFull(k)) {
                double slope = problem.size()[k] / list.ratio[next(k)];
                slopes.add(slope);
                if (total[k] > 0 || problem.alpha().value() == 0) {
                    // A utility that has underflowed tells no price.
                    price = Math.max(price, priceOf(k, list.ratio[next(k)]));
                }
                double equivalent = total[k] / list.ratio[next(k)];
                if (places.money[k] > 0) {
                    kink = false;
                    if (!(equivalent < largest)) {
                        top = k;
                        largest = equivalent;
                    }
                }
            }
        }
        if (problem.isMaxMin()) {
            Refusals.requireFinite(slopes.value());
            price = 1 / slopes.value();
        } else if (!kink) {
            price = priceOf(top, list.ratio[critical(top)]);
        }
    }

    /**
     * Whether one more entry of that ratio, behind all of a group whose entries are all full, is worth more than the price of
     * the money on it.
     */
    public boolean isWorthThePrice(int group, double ratio) {
        return ratio > 0 && (price == 0 || priceOf(group, ratio) > price);
    }

    /** {@code w r/G u^-alpha}, for a finite alpha. */
    private double priceOf(int group, double ratio) {
        if (problem.alpha().value() == 0) {
            return problem.weight(group) * (ratio / problem.size()[group]);
        }
        if (total[group] == 0) {
            // It has underflowed.
            return Double.POSITIVE_INFINITY;
        }
        return problem.relativeWeight(group) * problem.alpha().marginalTimesUtility(utility[group]) * ratio
                / total[group] / problem.weightScale();
    }

    /** Whether all of the group's entries with a positive ratio are full. */
    public boolean isFull(int group) {
        return places.full[group] == list.count(group) && !list.isOpen(group);
    }

    boolean hasFullGroup() {
        for (int k = 0; k < places.full.length; k++) {
            if (problem.size()[k] > 0 && isFull(k)) {
                return true;
            }
        }
        return false;
    }

    /** The place in the list of the first entry that is not full. */
    int next(int group) {
        return list.start[group] + places.full[group];
    }

    /** The place in the list of the critical entry, for a group that has one. */
    int critical(int group) {
        return next(group);
    }

    /** Whether the group has a partly funded entry. */
    public boolean hasCritical(int group) {
        return places.money[group] > 0;
    }

    /** Whether the lists reach to the end of every group. */
    public boolean isComplete() {
        for (int k = 0; k < budget.length; k++) {
            if (list.isOpen(k)) {
                return false;
            }
        }
        return true;
    }

    /** The ratio of the first entry that is not full; 0 if there is none. */
    public double cutoffRatio(int group) {
        return places.full[group] < list.count(group) ? list.ratio[next(group)] : 0;
    }

    /** The flat index of the first entry that is not full; -1 if there is none. */
    public long cutoffIndex(int group) {
        return places.full[group] < list.count(group) ? list.index[next(group)] : -1;
    }

    /** Whether the group has no entry with a positive ratio. */
    public boolean isZero(int group) {
        return list.isEmpty(group);
    }

    /** The flat index of the partly funded entry, or -1. */
    public long criticalIndex(int group) {
        return hasCritical(group) ? list.index[critical(group)] : -1;
    }

    /** y_k, the money on the partly funded entry. */
    public double criticalMoney(int group) {
        return places.money[group];
    }

    /** The dose of the partly funded entry; 0 if there is none. */
    public double criticalDose(int group) {
        return hasCritical(group)
                ? Math.min(list.cap[critical(group)], places.money[group] / list.cost[critical(group)])
                : 0;
    }

    /** n_k, the number of full entries. */
    public long fullCount(int group) {
        return list.countAbove(group) + places.full[group];
    }

    /** x_k. */
    public double budget(int group) {
        return budget[group];
    }

    /** u_k. */
    public double utility(int group) {
        return utility[group];
    }

    /** K. */
    public int groupCount() {
        return budget.length;
    }

    /** The problem. */
    public CappedProblem problem() {
        return problem;
    }

    /** Whether the budget is spent whole. */
    public boolean binds() {
        return binds;
    }

    /** Whether every group is exactly between two entries, so that the price is an interval. */
    public boolean isKink() {
        return kink;
    }

    /** dW/dQ; at a kink the derivative to the right. */
    public double price() {
        return price;
    }

    /** W. */
    public double objective() {
        return objective;
    }

    /** What is left of a budget that does not bind, else 0. */
    public double unspent() {
        return unspent;
    }
}
