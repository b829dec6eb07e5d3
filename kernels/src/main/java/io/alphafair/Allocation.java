package io.alphafair;

import io.alphafair.closedform.Derivatives;
import io.alphafair.closedform.Solution;

/**
 * The optimal allocation of one budget under one fairness: O(K) numbers, because only each group's winner gets a dose.
 *
 * <p>Units: budgets in units of cost, doses in budget over cost, utilities in benefit (a mean over the group's members).
 * The formulas are the closed form in {@code kernels/MATHEMATICS.md}. No number is ever NaN; what leaves the range of
 * doubles is an infinity or 0. Derivatives are taken at the winners; every other entry's is 0. Zero and absent groups
 * have budget 0 and derivatives 0 by definition.
 *
 * <p>It keeps what its numbers and derivatives need: they stay those of the winners that it was made from when the
 * {@link BestItems} is filled again. Only {@link #bestItems()}, and with it the dense N x T outputs, refuse then.
 *
 * <p>Reusable: {@link BestItems#allocate(Fairness, double, Allocation)} fills it again and allocates nothing. Before it is
 * filled, and after a call that refused its input, every method refuses. For one thread at a time, reading included: the
 * methods share working memory.
 */
public final class Allocation {
    private final Filling filling;

    private Allocation(int groupCount) {
        filling = new Filling(groupCount);
    }

    /** A result to fill. */
    public static Allocation forGroups(int groupCount) {
        return new Allocation(groupCount);
    }

    void compute(BestItems best, Fairness fairness, double budget, double[] weights) {
        filling.compute(best, fairness, budget, weights);
    }

    /** Hands over the numbers, which the caller may change: this is not filled any more. */
    Solution takeSolution() {
        return filling.take();
    }

    private Solution numbers() {
        return filling.solution();
    }

    /** Utility per unit of budget. */
    double efficiency(double totalUtility) {
        return numbers().efficiency(totalUtility);
    }

    /**
     * The group argmax that this rests on.
     *
     * @throws IllegalStateException if it has been filled again since, so that its winners are not those of this
     *             allocation
     */
    public BestItems bestItems() {
        return filling.source();
    }

    public Fairness fairness() {
        return filling.fairness();
    }

    /** Q, all of which is spent. */
    public double totalBudget() {
        return numbers().totalBudget();
    }

    /** K. */
    public int groupCount() {
        return filling.groupCount();
    }

    /** w_k, 1 unless weights were given. */
    public double weight(int group) {
        return numbers().weight(group);
    }

    /** x_k, what the group may spend, in units of cost. */
    public double budget(int group) {
        return numbers().budget(group);
    }

    /** The group's winner's dose, {@code x_k / c}; every other dose is 0. */
    public double dose(int group) {
        return numbers().dose(group);
    }

    /** u_k, the mean benefit over the group's members. */
    public double utility(int group) {
        return numbers().utility(group);
    }

    /** W, the welfare reached. */
    public double objective() {
        return numbers().objective();
    }

    /** dW/dQ, the welfare of one more unit of budget. */
    public double shadowPrice() {
        return numbers().shadowPrice();
    }

    /** The sum of the utilities of all groups: what alpha = 0 with equal weights maximises. */
    public double totalUtility() {
        return numbers().totalUtility();
    }

    /** The smallest utility among the groups that have members. */
    public double worstUtility() {
        return numbers().worstUtility();
    }

    /**
     * Whether a tie makes the welfare or the doses not differentiable here: two entries of a group that receives budget
     * share its best ratio or, at alpha = 0, several groups share the largest {@code w_k p_k}. The derivatives are then
     * those of the branch that was chosen.
     */
    public boolean isTied() {
        return numbers().isTied();
    }

    /** dW/db at the winners: K numbers. */
    public double[] benefitGradient() {
        return benefitGradient(new double[groupCount()]);
    }

    /** dW/db at the winners, into {@code out}, which is returned. */
    public double[] benefitGradient(double[] out) {
        Checks.length("places for the gradient", out, groupCount());
        return Derivatives.benefitGradient(numbers(), out);
    }

    /** dW/dc at the winners: K numbers. */
    public double[] costGradient() {
        return costGradient(new double[groupCount()]);
    }

    /** dW/dc at the winners, into {@code out}, which is returned. */
    public double[] costGradient(double[] out) {
        Checks.length("places for the gradient", out, groupCount());
        return Derivatives.costGradient(numbers(), out);
    }

    /** The K x K Jacobian {@code [l][k] = d dose_l / d benefit_k}, at the winners. */
    public double[][] benefitJacobian() {
        return Derivatives.benefitJacobian(numbers());
    }

    /** The K x K Jacobian {@code [l][k] = d dose_l / d cost_k}, at the winners. */
    public double[][] costJacobian() {
        return Derivatives.costJacobian(numbers());
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
        requireProduct("upstream gradient", upstream, out);
        return Derivatives.benefitVjp(numbers(), upstream, out);
    }

    /** dL/dc at the winners for dL/d dose_k, in O(K); {@code out} may be {@code upstream}. */
    public double[] costVjp(double[] upstream, double[] out) {
        requireProduct("upstream gradient", upstream, out);
        return Derivatives.costVjp(numbers(), upstream, out);
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
        requireProduct("tangent", tangent, out);
        return Derivatives.benefitJvp(numbers(), tangent, out);
    }

    /** How the doses move along a direction of the winners' costs, in O(K); {@code out} may be {@code tangent}. */
    public double[] costJvp(double[] tangent, double[] out) {
        requireProduct("tangent", tangent, out);
        return Derivatives.costJvp(numbers(), tangent, out);
    }

    private void requireProduct(String name, double[] values, double[] out) {
        Checks.finite(name, values, groupCount());
        Checks.length("places for the product", out, groupCount());
    }

    /** d dose_k / dQ, into {@code out}, which is returned. */
    public double[] doseByBudget(double[] out) {
        Checks.length("places for the derivative", out, groupCount());
        return Derivatives.doseByBudget(numbers(), out);
    }

    /** d budget_k / d alpha, into {@code out}, which is returned; 0 at alpha = 0 and infinity. */
    public double[] budgetByAlpha(double[] out) {
        Checks.length("places for the derivative", out, groupCount());
        return Derivatives.budgetByAlpha(numbers(), out);
    }

    /** The duality gap of this very allocation, as {@link Certificate#gap}: 0 up to rounding, or infinite as told there. */
    public double dualityGap() {
        return Certificate.gap(numbers(), filling.fairness());
    }

    @Override
    public String toString() {
        return filling.isFilled()
                ? "Allocation[" + fairness() + ", budget " + totalBudget() + ", objective " + objective() + "]"
                : "Allocation[" + groupCount() + " groups, not filled]";
    }
}
