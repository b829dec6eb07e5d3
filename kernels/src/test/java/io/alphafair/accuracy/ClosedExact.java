package io.alphafair.accuracy;

import io.alphafair.BestItems;
import java.util.stream.IntStream;

/**
 * The closed form in 60 digits, from the exact doubles of the winners. Logarithms are taken once per problem, powers once per
 * alpha, and the rest follows from them for every budget. Every group has a positive ratio.
 */
final class ClosedExact {
    final int count;
    final Wide[] benefit;
    final Wide[] cost;
    final Wide[] size;
    /** p_k. */
    final Wide[] slope;
    final Wide[] weight;
    private final double[] doubleWorth;
    private final Wide[] logSlope;
    private final Wide[] logWeight;

    private double alpha;
    /** As it enters the derivatives: 0 at alpha = 0. */
    Wide gamma;
    final Wide[] share;
    /** 1 - s_k. */
    Wide[] others;
    private final Wide[] logShare;
    /** The group with the largest share. */
    private int top;

    Wide budget;
    private Wide logBudget;

    /** @param weights null for 1 each */
    ClosedExact(BestItems best, double[] weights) {
        count = best.groupCount();
        benefit = new Wide[count];
        cost = new Wide[count];
        size = new Wide[count];
        slope = new Wide[count];
        weight = new Wide[count];
        doubleWorth = new double[count];
        logSlope = new Wide[count];
        logWeight = new Wide[count];
        share = new Wide[count];
        logShare = new Wide[count];
        for (int k = 0; k < count; k++) {
            benefit[k] = Wide.of(best.winnerBenefit(k));
            cost[k] = Wide.of(best.winnerCost(k));
            size[k] = Wide.of(best.groupSize(k));
            slope[k] = benefit[k].over(cost[k]).over(size[k]);
            weight[k] = weights == null ? Wide.ONE : Wide.of(weights[k]);
            doubleWorth[k] = (weights == null ? 1 : weights[k]) * (best.bestRatio(k) / best.groupSize(k));
            logSlope[k] = WideFunctions.log(slope[k]);
            logWeight[k] = weights == null ? Wide.ZERO : WideFunctions.log(weight[k]);
        }
    }

    /** For each k the sum of the other values, without a subtraction. */
    static Wide[] others(Wide[] values) {
        Wide[] sums = new Wide[values.length];
        Wide before = Wide.ZERO;
        for (int k = 0; k < values.length; k++) {
            sums[k] = before;
            before = before.plus(values[k]);
        }
        Wide behind = Wide.ZERO;
        for (int k = values.length - 1; k >= 0; k--) {
            sums[k] = sums[k].plus(behind);
            behind = behind.plus(values[k]);
        }
        return sums;
    }

    static Wide sum(Wide[] values) {
        Wide sum = Wide.ZERO;
        for (Wide value : values) {
            sum = sum.plus(value);
        }
        return sum;
    }

    private boolean isMaxMin() {
        return alpha == Double.POSITIVE_INFINITY;
    }

    /** The shares of the budget. */
    void divide(double fairness) {
        alpha = fairness;
        if (alpha == 0) {
            gamma = Wide.ZERO;
            // Groups tie by their doubles.
            double largest = IntStream.range(0, count).mapToDouble(k -> doubleWorth[k]).max().orElseThrow();
            for (int k = 0; k < count; k++) {
                share[k] = doubleWorth[k] == largest ? Wide.ONE : Wide.ZERO;
            }
        } else {
            gamma = isMaxMin() ? Wide.ONE.negate() : Wide.ONE.minus(Wide.of(alpha)).over(alpha);
            Wide beta = isMaxMin() ? Wide.ZERO : Wide.ONE.over(alpha);
            for (int k = 0; k < count; k++) {
                // w^(1/alpha) p^gamma
                logShare[k] = logWeight[k].times(beta).plus(logSlope[k].times(gamma));
                share[k] = WideFunctions.exp(logShare[k]);
            }
        }
        Wide total = sum(share);
        Wide logTotal = WideFunctions.log(total);
        top = 0;
        for (int k = 0; k < count; k++) {
            share[k] = share[k].over(total);
            logShare[k] = alpha == 0 ? null : logShare[k].minus(logTotal);
            top = share[k].compareTo(share[top]) > 0 ? k : top;
        }
        others = others(share);
    }

    void spend(double amount) {
        budget = Wide.of(amount);
        logBudget = WideFunctions.log(budget);
    }

    /** The budget at which the group with the largest share has that utility. */
    double budgetFor(double utility) {
        return Wide.of(utility).over(slope[top].times(share[top])).doubleValue();
    }

    Wide budget(int group) {
        return budget.times(share[group]);
    }

    /** log u_k, for alpha > 0. */
    private Wide logUtility(int group) {
        return logSlope[group].plus(logBudget).plus(logShare[group]);
    }

    /** lambda. */
    Wide shadowPrice() {
        if (alpha == 0) {
            Wide largest = Wide.ZERO;
            for (int k = 0; k < count; k++) {
                Wide worth = weight[k].times(slope[k]);
                largest = !share[k].isZero() && worth.compareTo(largest) > 0 ? worth : largest;
            }
            return largest;
        }
        if (isMaxMin()) {
            // s_k = (1/p_k) / sum(1/p)
            return share[top].times(slope[top]);
        }
        Wide power = WideFunctions.exp(Wide.ONE.minus(Wide.of(alpha)).times(logUtility(top)));
        return weight[top].times(power).over(budget(top));
    }

    /** Whether the group's share and budget are normal doubles, from which its other numbers follow. */
    boolean isNormal(int group) {
        return share[group].isNormal() && budget(group).isNormal();
    }

    /** Whether also {@code 1 - s} is one, or 0, from which the derivatives of doses follow. */
    boolean hasNormalShares(int group) {
        return isNormal(group) && (others[group].isZero() || others[group].isNormal());
    }

    /** Whether u^(1-alpha) of the group with the largest budget, and that times its weight, are normal doubles. */
    boolean hasNormalWorth(Wide shadowPrice) {
        Wide worth = shadowPrice.times(budget(top));
        return alpha == 0 || isMaxMin() || worth.isNormal() && worth.over(weight[top]).isNormal();
    }

    /** W. */
    Wide objective(Wide shadowPrice) {
        if (alpha == 1) {
            Wide sum = Wide.ZERO;
            for (int k = 0; k < count; k++) {
                sum = sum.plus(weight[k].times(logUtility(k)));
            }
            return sum;
        }
        if (alpha == 0) {
            Wide sum = Wide.ZERO;
            for (int k = 0; k < count; k++) {
                sum = sum.plus(weight[k].times(slope[k]).times(budget(k)));
            }
            return sum;
        }
        Wide product = shadowPrice.times(budget);
        return isMaxMin() ? product : product.over(Wide.ONE.minus(Wide.of(alpha)));
    }

    /** What the bound of the objective at alpha = 1 is relative to: {@code sum w (1 + |log u|)}. */
    Wide logarithmScale() {
        Wide sum = Wide.ZERO;
        for (int k = 0; k < count; k++) {
            sum = sum.plus(weight[k].times(Wide.ONE.plus(logUtility(k).abs())));
        }
        return sum;
    }

    Wide benefitGradient(int group, Wide shadowPrice) {
        if (alpha == 0) {
            return weight[group].times(budget(group)).over(cost[group]).over(size[group]);
        }
        return isMaxMin()
                ? budget(group).times(share[group]).over(size[group]).over(cost[group])
                : shadowPrice.times(budget(group)).over(benefit[group]);
    }

    Wide costGradient(int group, Wide shadowPrice) {
        return shadowPrice.times(budget(group)).over(cost[group]).negate();
    }

    /** dd_l/db_k. */
    Wide jacobian(int l, int k) {
        Wide factor = l == k ? others[k] : share[k].negate();
        return gamma.times(budget(l)).over(cost[l]).times(factor).over(benefit[k]);
    }
}
