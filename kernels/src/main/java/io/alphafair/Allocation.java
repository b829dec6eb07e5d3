package io.alphafair;

/**
 * The optimal allocation of one budget under one fairness: O(K) numbers, because only each group's winner gets a dose.
 *
 * <p>Units: budgets in units of cost, doses in budget over cost, utilities in benefit (a mean over the group's members).
 * The formulas are the closed form in {@code kernels/MATHEMATICS.md}. No number is ever NaN; what leaves the range of
 * doubles is an infinity or 0. Derivatives are taken at the winners; every other entry's is 0. Zero and absent groups
 * have budget 0 and derivatives 0 by definition.
 *
 * <p>Reusable: {@link BestItems#allocate(Fairness, double, Allocation)} fills it again and allocates nothing; a call that
 * refuses its input leaves nothing usable in it. Not safe
 * for use by several threads while it is filled.
 */
public final class Allocation {
    /** The shares times {@link #total}. */
    final double[] raw;
    final double[] budget;
    final double[] dose;
    final double[] utility;
    final Slopes slopes;
    final PowerBlock block;
    final CompensatedSum sum = new CompensatedSum();
    final Derivatives.Mixture mixture = new Derivatives.Mixture();
    /** Null until weights are given for the first time. */
    double[] weight;
    boolean weighted;
    BestItems best;
    Fairness fairness;
    double total;
    /** The powers of an unweighted allocation, one a group from {@link #powersFrom} on, where they were taken before; else null. */
    double[] powers;
    int powersFrom;
    double totalBudget;
    double objective;
    double shadowPrice;
    boolean groupsTied;
    /** The group with the largest budget. */
    int top;
    /** 1 - share(top), summed from the other shares so that nothing cancels. */
    double othersOfTop;

    private Allocation(int groupCount) {
        raw = new double[groupCount];
        budget = new double[groupCount];
        dose = new double[groupCount];
        utility = new double[groupCount];
        slopes = new Slopes(groupCount);
        block = new PowerBlock(Math.min(groupCount, PowerBlock.MOST));
    }

    /** A result to fill. */
    public static Allocation forGroups(int groupCount) {
        return new Allocation(groupCount);
    }

    void compute(BestItems bestItems, Fairness chosen, double amount, double[] weights) {
        if (bestItems.groupCount() != groupCount()) {
            throw new IllegalArgumentException("a result for " + groupCount() + " groups: expected "
                    + bestItems.groupCount());
        }
        if (!(amount > 0 && amount <= Double.MAX_VALUE)) {
            throw new InvalidInputException("budget is " + amount + ": expected a finite number > 0");
        }
        setWeights(weights);
        best = bestItems;
        fairness = chosen;
        totalBudget = amount;
        powers = null;
        ClosedForm.solve(this);
    }

    /** All but the welfare, of another fairness without weights, with powers that were taken before. */
    void spendFrom(double[] takenPowers, int from, Fairness chosen) {
        weighted = false;
        fairness = chosen;
        powers = takenPowers;
        powersFrom = from;
        ClosedForm.spend(this);
    }

    private void setWeights(double[] weights) {
        weighted = weights != null;
        if (!weighted) {
            return;
        }
        requireWeights(weights, groupCount());
        if (weight == null) {
            weight = new double[weights.length];
        }
        System.arraycopy(weights, 0, weight, 0, weights.length);
    }

    static void requireWeights(double[] weights, int count) {
        requireLength("weights", weights, count);
        for (int group = 0; group < count; group++) {
            if (!(weights[group] > 0 && weights[group] <= Double.MAX_VALUE)) {
                throw new InvalidInputException(
                        "weight of group " + group + " is " + weights[group] + ": expected a finite number > 0");
            }
        }
    }

    /** Utility per unit of budget; where the total has left the normal range a mean of the slopes, which cannot overflow. */
    double efficiency(double totalUtility) {
        if (totalUtility >= Double.MIN_NORMAL && totalUtility <= Double.MAX_VALUE) {
            return totalUtility / totalBudget;
        }
        sum.reset();
        for (int group = 0; group < raw.length; group++) {
            if (raw[group] > 0) {
                sum.add(share(group) * slopes.slope[group]);
            }
        }
        return sum.value();
    }

    /** x_k / Q. */
    double share(int group) {
        return raw[group] / total;
    }

    static void requireLength(String name, double[] values, int length) {
        if (values.length != length) {
            throw new InvalidInputException(
                    values.length + " " + name + ": expected " + length + ", one a group");
        }
    }

    /** The group argmax this rests on. */
    public BestItems bestItems() {
        return best;
    }

    public Fairness fairness() {
        return fairness;
    }

    /** Q, all of which is spent. */
    public double totalBudget() {
        return totalBudget;
    }

    /** K. */
    public int groupCount() {
        return budget.length;
    }

    /** w_k, 1 unless weights were given. */
    public double weight(int group) {
        return weighted ? weight[group] : 1;
    }

    /** x_k, what the group may spend, in units of cost. */
    public double budget(int group) {
        return budget[group];
    }

    /** The group's winner's dose, {@code x_k / c}; every other dose is 0. */
    public double dose(int group) {
        return dose[group];
    }

    /** u_k, the mean benefit over the group's members. */
    public double utility(int group) {
        return utility[group];
    }

    /** W, the welfare reached. */
    public double objective() {
        return objective;
    }

    /** dW/dQ, the welfare of one more unit of budget. */
    public double shadowPrice() {
        return shadowPrice;
    }

    /** The sum of the utilities of all groups: what alpha = 0 with equal weights maximises. */
    public double totalUtility() {
        sum.reset();
        sum.addAll(utility);
        return sum.value();
    }

    /** The smallest utility among the groups that have members. */
    public double worstUtility() {
        double worst = Double.POSITIVE_INFINITY;
        for (int group = 0; group < utility.length; group++) {
            if (utility[group] < worst && !best.isAbsent(group)) {
                worst = utility[group];
            }
        }
        return worst;
    }

    /**
     * Whether a tie makes the welfare or the doses not differentiable here: two entries of a group that receives budget
     * share its best ratio or, at alpha = 0, several groups share the largest {@code w_k p_k}. The derivatives are then
     * those of the branch that was chosen.
     */
    public boolean isTied() {
        for (int group = 0; group < budget.length; group++) {
            if (budget[group] > 0 && best.isTied(group)) {
                return true;
            }
        }
        return groupsTied;
    }

    /** dW/db at the winners: K numbers. */
    public double[] benefitGradient() {
        return benefitGradient(new double[groupCount()]);
    }

    /** dW/db at the winners, into {@code out}, which is returned. */
    public double[] benefitGradient(double[] out) {
        return Derivatives.benefitGradient(this, out);
    }

    /** dW/dc at the winners: K numbers. */
    public double[] costGradient() {
        return costGradient(new double[groupCount()]);
    }

    /** dW/dc at the winners, into {@code out}, which is returned. */
    public double[] costGradient(double[] out) {
        return Derivatives.costGradient(this, out);
    }

    /** The K x K Jacobian {@code [l][k] = d dose_l / d benefit_k}, at the winners. */
    public double[][] benefitJacobian() {
        return Derivatives.benefitJacobian(this);
    }

    /** The K x K Jacobian {@code [l][k] = d dose_l / d cost_k}, at the winners. */
    public double[][] costJacobian() {
        return Derivatives.costJacobian(this);
    }

    /**
     * dL/db at the winners for a loss L of the doses: the vector-Jacobian product, in O(K).
     *
     * @param upstream dL/d dose_k, K finite numbers
     */
    public double[] vjp(double[] upstream) {
        return vjp(upstream, new double[groupCount()]);
    }

    /** As {@link #vjp(double[])} into {@code out}, which is returned and may be {@code upstream}. */
    public double[] vjp(double[] upstream, double[] out) {
        return Derivatives.benefitVjp(this, upstream, out);
    }

    /** dL/dc at the winners for dL/d dose_k, in O(K); {@code out} may be {@code upstream}. */
    public double[] costVjp(double[] upstream, double[] out) {
        return Derivatives.costVjp(this, upstream, out);
    }

    /**
     * How the doses move along a direction of the winners' benefits: the Jacobian-vector product, in O(K).
     *
     * @param tangent K finite numbers, the benefits' velocities
     */
    public double[] jvp(double[] tangent) {
        return jvp(tangent, new double[groupCount()]);
    }

    /** As {@link #jvp(double[])} into {@code out}, which is returned and may be {@code tangent}. */
    public double[] jvp(double[] tangent, double[] out) {
        return Derivatives.benefitJvp(this, tangent, out);
    }

    /** How the doses move along a direction of the winners' costs, in O(K); {@code out} may be {@code tangent}. */
    public double[] costJvp(double[] tangent, double[] out) {
        return Derivatives.costJvp(this, tangent, out);
    }

    /** d dose_k / dQ, into {@code out}, which is returned. */
    public double[] doseByBudget(double[] out) {
        return Derivatives.doseByBudget(this, out);
    }

    /** d budget_k / d alpha, into {@code out}, which is returned; 0 at alpha = 0 and infinity. */
    public double[] budgetByAlpha(double[] out) {
        return Derivatives.budgetByAlpha(this, out);
    }

    /** The duality gap of this very allocation, as {@link Certificate#gap}: 0 up to rounding, or infinite as told there. */
    public double dualityGap() {
        return Certificate.gap(best, fairness, totalBudget, weighted ? weight : null, utility);
    }

    @Override
    public String toString() {
        return "Allocation[" + fairness + ", budget " + totalBudget + ", objective " + objective + "]";
    }
}
