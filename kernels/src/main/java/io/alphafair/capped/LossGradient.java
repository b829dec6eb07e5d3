package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Derivatives;
import io.alphafair.closedform.Powers;

/**
 * The derivatives of a loss L of the doses: the vector-Jacobian product. They need the upstream gradient {@code g = dL/d
 * dose} at the critical entries, and at the very entry for the derivative to its cap. An entry that is not funded has
 * derivatives 0.
 */
public final class LossGradient {
    /** The difference of two prices up to this does not overflow. */
    private static final double MOST_PRICE = 0x1p1022;
    /** Where two terms overflow, which their difference need not, they are divided by this. */
    private static final double SCALE = 0x1p600;

    private final CappedSolution solution;
    private final Response response;
    /** {@code z_k}: how much more the loss changes with money at this group's critical entry than at the mean one. */
    private final double[] lever;
    private final double mean;
    /** Whether the levers and their mean are scaled as {@link Derivatives#quotient}. */
    private final boolean apart;

    /** @param upstream dL/d dose at each group's critical entry, finite; any number for a group without one */
    public LossGradient(CappedSolution solution, double[] upstream) {
        this.solution = solution;
        this.response = new Response(solution);
        this.lever = new double[solution.groupCount()];
        double[] price = new double[lever.length];
        apart = isApart(upstream);
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < lever.length; k++) {
            if (solution.hasCritical(k)) {
                price[k] = Derivatives.quotient(upstream[k], solution.list.cost[solution.critical(k)], apart);
                sum.add(response.share(k) * price[k]);
            }
        }
        mean = sum.value();
        if (response.count() > 1) {
            for (int k = 0; k < lever.length; k++) {
                if (solution.hasCritical(k)) {
                    lever[k] = response.share(k) > 0.5 ? leverOfTop(k, price) : price[k] - mean;
                }
            }
        }
    }

    private boolean isApart(double[] upstream) {
        boolean far = false;
        for (int k = 0; k < upstream.length; k++) {
            far |= solution.hasCritical(k)
                    && Math.abs(upstream[k] / solution.list.cost[solution.critical(k)]) > MOST_PRICE;
        }
        return far;
    }

    /** Where one group has most of the weight, its own price would cancel out of the difference to the mean. */
    private double leverOfTop(int top, double[] price) {
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < price.length; k++) {
            if (k != top && solution.hasCritical(k)) {
                sum.add(response.share(k) * (price[top] - price[k]));
            }
        }
        return sum.value();
    }

    private double restored(double value) {
        return Derivatives.restore(value, apart);
    }

    /** dL/dQ. */
    public double budget() {
        return restored(mean);
    }

    /** dL/db of a full entry. */
    public double fullBenefit(int group, double cap) {
        double z = activeLever(group);
        return z == 0 ? 0 : restored(-z * cap / solution.list.ratio[solution.critical(group)]);
    }

    /** dL/dc of a full entry. */
    public double fullCost(double cap) {
        return restored(-Derivatives.product(mean, cap));
    }

    /** dL/dm of a full entry with that upstream gradient. */
    public double fullCap(int group, double benefit, double cost, double upstream) {
        double z = activeLever(group);
        double ratio = z == 0 ? 1 : solution.list.ratio[solution.critical(group)];
        double own = Derivatives.quotient(upstream, 1, apart);
        double value = own - mean * cost - z * benefit / ratio;
        return restored(Double.isFinite(value)
                ? value
                : (own / SCALE - mean / SCALE * cost - z / SCALE * benefit / ratio) * SCALE);
    }

    /** dL/db of the critical entry; 0 if the group has none. */
    public double criticalBenefit(int group) {
        double z = activeLever(group);
        return z == 0
                ? 0
                : restored(Derivatives.product(z, response.lead(group))
                        / solution.list.benefit[solution.critical(group)]);
    }

    /** dL/dc of the critical entry; 0 if the group has none. */
    public double criticalCost(int group) {
        if (!solution.hasCritical(group)) {
            return 0;
        }
        double money = solution.criticalMoney(group);
        // At alpha = 0 the money on the entry does not move with its cost, and only its dose does.
        double own = solution.problem.alpha().value() > 0 ? response.own(group) : money;
        double z = lever[group];
        double cost = solution.list.cost[solution.critical(group)];
        double value = -(Derivatives.product(z, own) + mean * money) / cost;
        return restored(Double.isNaN(value)
                ? -(Derivatives.product(z / SCALE, own) + mean / SCALE * money) / cost * SCALE
                : value);
    }

    /** dL/dw_k. */
    public double weight(int group) {
        return restored(Derivatives.product(lever[group], response.own(group)) / solution.problem.weight(group));
    }

    /** dL/dalpha, for a finite alpha > 0; 0 for the others. */
    public double alpha() {
        double value = alpha(1);
        return restored(Double.isNaN(value) ? alpha(SCALE) * SCALE : value);
    }

    private double alpha(double scale) {
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < lever.length; k++) {
            double moved = Derivatives.product(lever[k] / scale, response.own(k));
            if (moved != 0) {
                sum.add(-moved * Powers.log(solution.utility(k)));
            }
        }
        return sum.value();
    }

    /** z, which has no effect at alpha = 0, where benefits do not move money. */
    private double activeLever(int group) {
        return solution.problem.alpha().value() == 0 ? 0 : lever[group];
    }
}
