package io.alphafair.closedform;

/**
 * Budgets, doses, utilities, welfare and shadow price from each group's winner, in doubles. It keeps all that its
 * derivatives need, so that what it was made from may change. Reusable: solving again allocates nothing.
 *
 * <p>The steps, in this order: {@link #read} the winners, {@link #weigh} the groups, {@link #spend} a budget and, for what
 * depends on the welfare, {@link #value} it. Each may be repeated without those before it.
 */
public final class Solution {
    final Winners winners;
    /** The shares times {@link #total}. */
    final double[] raw;
    final double[] budget;
    final double[] dose;
    final double[] utility;
    final Workspace work;
    /** Null until weights are given for the first time. */
    private double[] weight;
    /** A power of two, as {@link WeightScale} says. */
    private double weightScale;
    boolean weighted;
    Alpha alpha;
    double totalBudget;
    double total;
    double shadowPrice;
    boolean groupsTied;
    /** The group with the largest budget. */
    int top;
    /** 1 - share(top), summed from the other shares so that nothing cancels. */
    double othersOfTop;
    private double objective;
    /** {@code lambda x_k} of the group with the largest budget, for a finite alpha > 0. */
    private double worthOfTop;

    /** One to fill. */
    public Solution(int groupCount) {
        winners = new Winners(groupCount);
        raw = new double[groupCount];
        budget = new double[groupCount];
        dose = new double[groupCount];
        utility = new double[groupCount];
        work = new Workspace(groupCount);
    }

    /**
     * Copies what is known of each group.
     *
     * @param ratio the largest ratio; 0 if there is none
     * @param size the number of members; 0 for an absent group
     * @param benefit the winner's
     * @param cost the winner's
     * @param tied whether another entry has the largest ratio
     * @throws RefusedException if no ratio is positive, or one over its group's size underflows
     */
    public void read(double[] ratio, long[] size, double[] benefit, double[] cost, boolean[] tied) {
        winners.read(ratio, size, benefit, cost, tied);
    }

    /**
     * Copies weights.
     *
     * @param weights finite and positive, one per group; null for 1 each
     */
    public void weigh(double[] weights) {
        weighted = weights != null;
        if (weighted) {
            if (weight == null) {
                weight = new double[weights.length];
            }
            System.arraycopy(weights, 0, weight, 0, weights.length);
            weightScale = WeightScale.of(weights);
        }
    }

    /**
     * Divides a budget among the groups. The welfare is unknown afterwards, and so is the shadow price of a finite
     * alpha > 0.
     *
     * @param amount finite and positive
     * @throws RefusedException if the welfare is minus infinity whatever the groups get, or a number leaves the range
     */
    public void spend(Alpha level, double amount) {
        totalBudget = amount;
        work.powers = null;
        spend(level);
    }

    /** Divides the last budget without weights, with powers that were taken before. */
    void spendFrom(double[] takenPowers, int from, Alpha level) {
        weighted = false;
        work.powers = takenPowers;
        work.powersFrom = from;
        spend(level);
    }

    private void spend(Alpha level) {
        alpha = level;
        requireFiniteWelfare();
        groupsTied = false;
        Shares.divide(this);
        if (winners.allActive() && winners.isNormal()) {
            spendOnAll();
        } else {
            spendWithCare();
        }
        if (budget[top] == 0) {
            throw new RefusedException(
                    "budget " + totalBudget + " is too small to divide among the groups; scale budget and costs up");
        }
    }

    private void requireFiniteWelfare() {
        if (winners.zeroGroup() >= 0 && alpha.value() >= 1) {
            throw new RefusedException("group " + winners.zeroGroup() + " has no ratio above 0, so "
                    + alpha.welfareWithoutUtility()
                    + ": drop the group, choose alpha < 1 or, if its benefits underflow, scale them up");
        }
    }

    private void spendOnAll() {
        double scale = totalBudget / total;
        double[] cost = winners.cost;
        double[] slope = winners.slope;
        for (int k = 0; k < budget.length; k++) {
            double x = scale * raw[k];
            budget[k] = x;
            dose[k] = x / cost[k];
            utility[k] = x * slope[k];
        }
    }

    /** Where a group takes no part, or a slope has lost digits that the utility need not lose. */
    private void spendWithCare() {
        double scale = totalBudget / total;
        for (int k = 0; k < budget.length; k++) {
            double x = scale * raw[k];
            budget[k] = x;
            dose[k] = x == 0 ? 0 : x / winners.cost[k];
            utility[k] = x == 0
                    ? 0
                    : winners.slope[k] >= Double.MIN_NORMAL
                            ? x * winners.slope[k]
                            : x * winners.ratio(k) / winners.size[k];
        }
    }

    /**
     * Computes the welfare and, for a finite alpha > 0, the shadow price, which is every group's marginal welfare of its
     * budget.
     */
    public void value() {
        double level = alpha.value();
        if (level == 0 || level == Double.POSITIVE_INFINITY) {
            objective = totalBudget * shadowPrice;
            return;
        }
        worthOfTop = weight(top) * alpha.marginalTimesUtility(utility[top]);
        shadowPrice = worthOfTop / budget[top];
        objective = level == 1 ? logarithmicWelfare() : objective(alpha, worthOfTop, budget[top]);
    }

    /**
     * W for a finite alpha but 0 and 1: by the homogeneity of the welfare its price times the budget over 1 - alpha. The price
     * may leave the range of doubles where the welfare does not.
     *
     * @param worth the largest budget at its price
     */
    double objective(Alpha level, double worth, double largestBudget) {
        double price = worth / largestBudget;
        double product = price * totalBudget;
        return isNormal(price) && isNormal(product)
                ? product / (1 - level.value())
                : worth / (1 - level.value()) * (totalBudget / largestBudget);
    }

    private static boolean isNormal(double x) {
        return x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE;
    }

    /** {@code lambda x_k}, also where the price has left the range of doubles. */
    double priced(int group) {
        boolean fromWorth = alpha.value() > 0 && alpha.value() < Double.POSITIVE_INFINITY && !isNormal(shadowPrice);
        return fromWorth
                ? Derivatives.product(worthOfTop, raw[group] / raw[top])
                : Derivatives.product(shadowPrice, budget[group]);
    }

    private double logarithmicWelfare() {
        double x = budget[top];
        if (!weighted && winners.isNormal() && x >= Double.MIN_NORMAL) {
            return winners.logarithmOfProduct(x);
        }
        CompensatedSum sum = work.sum;
        sum.reset();
        for (int k = 0; k < budget.length; k++) {
            if (budget[k] > 0) {
                sum.add(relativeWeight(k)
                        * (Powers.log(winners.ratio(k)) + Powers.log(budget[k] / winners.size[k])));
            }
        }
        return weighted ? sum.value() / weightScale : sum.value();
    }

    /** Utility per unit of budget; where the total has left the normal range a mean of the slopes, which cannot overflow. */
    public double efficiency(double totalUtility) {
        if (totalUtility >= Double.MIN_NORMAL && totalUtility <= Double.MAX_VALUE) {
            return totalUtility / totalBudget;
        }
        CompensatedSum sum = work.sum;
        sum.reset();
        for (int group = 0; group < raw.length; group++) {
            if (raw[group] > 0) {
                sum.add(share(group) * winners.slope[group]);
            }
        }
        return sum.value();
    }

    /** x_k / Q. */
    public double share(int group) {
        return raw[group] / total;
    }

    /** K. */
    public int groupCount() {
        return budget.length;
    }

    /** Q. */
    public double totalBudget() {
        return totalBudget;
    }

    /** Whether weights were given. */
    public boolean isWeighted() {
        return weighted;
    }

    /** w_k, 1 unless weights were given. */
    public double weight(int group) {
        return weighted ? weight[group] : 1;
    }

    /** w_k up to a common factor, with which products of it stay in the range of doubles. */
    double relativeWeight(int group) {
        return weighted ? weight[group] * weightScale : 1;
    }

    /** Whether the relative weights are the weights. */
    boolean hasOrdinaryWeights() {
        return !weighted || weightScale == 1;
    }

    /** x_k. */
    public double budget(int group) {
        return budget[group];
    }

    /** The winner's dose, {@code x_k / c}. */
    public double dose(int group) {
        return dose[group];
    }

    /** u_k. */
    public double utility(int group) {
        return utility[group];
    }

    /** rho_k, 0 for a group without a positive ratio. */
    public double ratio(int group) {
        return winners.ratio(group);
    }

    /** G_k. */
    public long groupSize(int group) {
        return winners.size[group];
    }

    /** W. */
    public double objective() {
        return objective;
    }

    /** dW/dQ. */
    public double shadowPrice() {
        return shadowPrice;
    }

    /** The sum of the utilities. */
    public double totalUtility() {
        work.sum.reset();
        work.sum.addAll(utility);
        return work.sum.value();
    }

    /** The smallest utility of a group with members. */
    public double worstUtility() {
        double worst = Double.POSITIVE_INFINITY;
        for (int group = 0; group < utility.length; group++) {
            if (utility[group] < worst && winners.size[group] > 0) {
                worst = utility[group];
            }
        }
        return worst;
    }

    /** Whether a tie between groups, or within a group that receives budget, makes the doses not differentiable. */
    public boolean isTied() {
        for (int group = 0; group < budget.length; group++) {
            if (budget[group] > 0 && winners.tied[group]) {
                return true;
            }
        }
        return groupsTied;
    }
}
