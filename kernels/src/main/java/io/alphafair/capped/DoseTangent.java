package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Derivatives;
import io.alphafair.closedform.Powers;

/** How the doses move along a direction of the inputs: the Jacobian-vector product. */
public final class DoseTangent {
    private final CappedSolution solution;
    private final Response response;
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
        this.response = new Response(solution);
        double[] doses = doses(direction, false);
        this.criticalDose = areFinite(doses) ? doses : doses(direction, true);
    }

    private static boolean areFinite(double[] values) {
        boolean finite = true;
        for (double value : values) {
            finite &= Double.isFinite(value);
        }
        return finite;
    }

    /** @param apart whether all is scaled as {@link Derivatives#quotient}, because something overflows */
    private double[] doses(Direction direction, boolean apart) {
        int count = solution.groupCount();
        double[] dose = new double[count];
        double[] own = new double[count];
        CompensatedSum rest = new CompensatedSum();
        rest.add(Derivatives.quotient(direction.budget, 1, apart));
        for (int k = 0; k < count; k++) {
            rest.add(-Derivatives.quotient(direction.spending[k], 1, apart));
            // A single critical entry takes what the others leave, whatever its own benefit and weight are.
            if (solution.hasCritical(k) && solution.problem.alpha().value() > 0 && response.count() > 1) {
                own[k] = own(k, direction, apart);
                rest.add(-own[k]);
            }
        }
        for (int k = 0; k < count; k++) {
            if (solution.hasCritical(k)) {
                double cost = solution.list.cost[solution.critical(k)];
                double money = own[k] + Derivatives.product(response.share(k), rest.value());
                double byCost = Derivatives.quotient(direction.cost[k], cost, apart);
                dose[k] = Derivatives.restore(
                        money / cost - Derivatives.product(solution.criticalMoney(k) / cost, byCost), apart);
            }
        }
        return dose;
    }

    /** How the money on the critical entry would move if the price stayed. */
    private double own(int group, Direction direction, boolean apart) {
        int e = solution.critical(group);
        double ratio = Derivatives.quotient(direction.benefit[group], solution.list.benefit[e], apart)
                - Derivatives.quotient(direction.cost[group], solution.list.cost[e], apart);
        double moved = Derivatives.product(response.lead(group), ratio)
                - Derivatives.quotient(direction.value[group], solution.list.ratio[e], apart);
        double level = response.own(group);
        if (level != 0) {
            moved += Derivatives.product(level,
                    Derivatives.quotient(direction.weight[group], solution.problem.weight(group), apart));
            if (direction.alpha != 0) {
                moved -= Derivatives.product(level * Derivatives.quotient(direction.alpha, 1, apart),
                        Powers.log(solution.utility(group)));
            }
        }
        return moved;
    }

    /** How the dose of the group's critical entry moves; 0 if it has none. A full dose moves with its cap. */
    public double criticalDose(int group) {
        return criticalDose[group];
    }
}
