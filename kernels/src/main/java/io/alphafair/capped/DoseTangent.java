package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Powers;

/** How the doses move along a direction of the inputs: the Jacobian-vector product. */
public final class DoseTangent {
    private final CappedSolution solution;
    private final double[] criticalDose;

    /**
     * What the direction is at the entries that matter, summed per group where it can be.
     *
     * @param benefit the velocity of the critical entry's benefit, per group
     * @param cost the velocity of the critical entry's cost, per group
     * @param value the sum of {@code b' m + b m'} over the full entries, per group
     * @param spending the sum of {@code c' m + c m'} over the full entries, per group
     * @param weight the velocities of the weights
     * @param budget the budget's velocity
     * @param alpha alpha's velocity
     */
    public record Direction(double[] benefit, double[] cost, double[] value, double[] spending, double[] weight,
            double budget, double alpha) {}

    /** That of one solution along a direction. */
    public DoseTangent(CappedSolution solution, Direction direction) {
        this.solution = solution;
        int count = solution.groupCount();
        criticalDose = new double[count];
        Response response = new Response(solution);
        double[] own = new double[count];
        CompensatedSum rest = new CompensatedSum();
        rest.add(direction.budget);
        for (int k = 0; k < count; k++) {
            rest.add(-direction.spending[k]);
            if (solution.hasCritical(k) && solution.problem.alpha().value() > 0) {
                own[k] = own(response, k, direction);
                rest.add(-own[k]);
            }
        }
        for (int k = 0; k < count; k++) {
            if (solution.hasCritical(k)) {
                int e = solution.critical(k);
                double cost = solution.list.cost[e];
                double money = own[k] + response.share(k) * rest.value();
                criticalDose[k] = money / cost - solution.criticalMoney(k) / cost * (direction.cost[k] / cost);
            }
        }
    }

    /** How the money on the critical entry would move if the price stayed. */
    private double own(Response response, int group, Direction direction) {
        int e = solution.critical(group);
        double ratio = direction.benefit[group] / solution.list.benefit[e]
                - direction.cost[group] / solution.list.cost[e];
        double moved = response.lead(group) * ratio - direction.value[group] / solution.list.ratio[e];
        double level = response.own(group);
        if (level != 0) {
            moved += level * (direction.weight[group] / solution.problem.weight(group));
            if (direction.alpha != 0) {
                moved -= level * direction.alpha * Powers.log(solution.utility(group));
            }
        }
        return moved;
    }

    /** How the dose of the group's critical entry moves; 0 if it has none. A full dose moves with its cap. */
    public double criticalDose(int group) {
        return criticalDose[group];
    }
}
