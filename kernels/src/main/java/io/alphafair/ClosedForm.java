package io.alphafair;

/** Budgets, doses, utilities, welfare and shadow price from the group argmax, in doubles. */
final class ClosedForm {
    private ClosedForm() {
    }

    static void solve(Allocation a) {
        spend(a);
        value(a, a.fairness.alpha());
    }

    /** All but the welfare and what it needs. */
    static void spend(Allocation a) {
        a.slopes.read(a.best);
        requireFiniteWelfare(a);
        a.groupsTied = false;
        Shares.divide(a);
        if (a.slopes.allActive() && a.slopes.isNormal()) {
            spendOnAll(a);
        } else {
            spendWithCare(a);
        }
        if (a.budget[a.top] == 0) {
            throw new InvalidInputException(
                    "budget " + a.totalBudget + " is too small to divide among the groups; scale budget and costs up");
        }
    }

    /** p_k = rho_k / G_k. */
    static double slope(BestItems best, int group) {
        return best.bestRatio(group) / best.groupSize(group);
    }

    private static void requireFiniteWelfare(Allocation a) {
        if (a.slopes.zeroGroup() >= 0 && a.fairness.alpha() >= 1) {
            throw new InvalidInputException("group " + a.slopes.zeroGroup()
                    + " has no ratio above 0, so the welfare at "
                    + a.fairness
                    + " is minus infinity: drop the group, choose alpha < 1 or, if its benefits underflow, scale them up");
        }
    }

    private static void spendOnAll(Allocation a) {
        double scale = a.totalBudget / a.total;
        double[] cost = a.best.winnerCosts();
        double[] slope = a.slopes.slope;
        double[] raw = a.raw;
        double[] budget = a.budget;
        double[] dose = a.dose;
        double[] utility = a.utility;
        for (int k = 0; k < budget.length; k++) {
            double x = scale * raw[k];
            budget[k] = x;
            dose[k] = x / cost[k];
            utility[k] = x * slope[k];
        }
    }

    /** Where a group takes no part, or a slope has lost digits that the utility need not lose. */
    private static void spendWithCare(Allocation a) {
        double scale = a.totalBudget / a.total;
        for (int k = 0; k < a.budget.length; k++) {
            double x = scale * a.raw[k];
            a.budget[k] = x;
            a.dose[k] = x == 0 ? 0 : x / a.best.winnerCost(k);
            a.utility[k] = x == 0
                    ? 0
                    : a.slopes.slope[k] >= Double.MIN_NORMAL
                            ? x * a.slopes.slope[k]
                            : x * a.best.bestRatio(k) / a.best.groupSize(k);
        }
    }

    /** Welfare and, for finite alpha > 0, the shadow price. */
    private static void value(Allocation a, double alpha) {
        if (alpha == 0 || alpha == Double.POSITIVE_INFINITY) {
            a.objective = a.totalBudget * a.shadowPrice;
            return;
        }
        int top = a.top;
        double x = a.budget[top];
        a.shadowPrice = a.weight(top) * a.fairness.marginalTimesUtility(a.utility[top]) / x;
        a.objective = alpha == 1 ? logarithmicWelfare(a) : objective(a.shadowPrice, a.totalBudget, a.fairness);
    }

    /** W for a finite alpha but 0 and 1. */
    static double objective(double shadowPrice, double totalBudget, Fairness fairness) {
        return shadowPrice * totalBudget / (1 - fairness.alpha());
    }

    private static double logarithmicWelfare(Allocation a) {
        double x = a.budget[a.top];
        if (!a.weighted && a.slopes.isNormal() && x >= Double.MIN_NORMAL) {
            return a.slopes.logarithmOfProduct(x);
        }
        a.sum.reset();
        for (int k = 0; k < a.budget.length; k++) {
            if (a.budget[k] > 0) {
                a.sum.add(a.weight(k) * (Powers.log(a.best.bestRatio(k))
                        + Powers.log(a.budget[k] / a.best.groupSize(k))));
            }
        }
        return a.sum.value();
    }
}
