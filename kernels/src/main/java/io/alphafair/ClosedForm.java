package io.alphafair;

/**
 * Budgets, doses, utilities, welfare and shadow price from the group argmax, in doubles.
 *
 * <p>Shares are powers of ratios {@code p_k / p_ref}, never exponentials of logarithms, with the reference chosen so that
 * no power exceeds 1; sums over groups are compensated. Weighted groups use
 * {@code w^(1/alpha) p^gamma = w (w p)^gamma}.
 */
final class ClosedForm {
    private ClosedForm() {
    }

    static void solve(Allocation a) {
        requirePositiveRatios(a);
        a.groupsTied = false;
        double alpha = a.fairness.alpha();
        if (alpha == 0) {
            shareUtilitarian(a);
        } else {
            double reference = rawShares(a, alpha);
            normalise(a);
            if (alpha == Double.POSITIVE_INFINITY) {
                // sum of raw shares = p_ref * sum 1/p_k
                a.shadowPrice = reference / a.sum.value();
            }
        }
        spend(a);
        findTop(a);
        value(a, alpha);
    }

    /** p_k = rho_k / G_k. */
    static double slope(BestItems best, int group) {
        return best.bestRatio(group) / best.groupSize(group);
    }

    /** w_k p_k. */
    private static double weightedSlope(Allocation a, int group) {
        double value = a.weight[group] * slope(a.best, group);
        if (value == 0 || value == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException(
                    "group " + group + ": weight " + a.weight[group] + " times ratio per member "
                            + slope(a.best, group) + " leaves the range of doubles; scale the weights");
        }
        return value;
    }

    private static boolean takesPart(BestItems best, int group) {
        return best.bestRatio(group) > 0;
    }

    private static void requirePositiveRatios(Allocation a) {
        BestItems best = a.best;
        boolean any = false;
        int zero = -1;
        for (int group = 0; group < a.budget.length; group++) {
            if (takesPart(best, group)) {
                any = true;
                if (slope(best, group) == 0) {
                    throw new InvalidInputException("group " + group + ": best ratio " + best.bestRatio(group)
                            + " over " + best.groupSize(group)
                            + " members underflows to 0: expected a positive number; scale the benefits up");
                }
            } else if (best.isZero(group) && zero < 0) {
                zero = group;
            }
        }
        if (!any) {
            throw new InvalidInputException(
                    "no benefit is positive: expected one at least; there is nothing to allocate for");
        }
        if (zero >= 0 && a.fairness.alpha() >= 1) {
            throw new InvalidInputException("group " + zero + " has no ratio above 0, so the welfare at " + a.fairness
                    + " is minus infinity: drop the group, choose alpha < 1 or, if its benefits underflow, scale them up");
        }
    }

    /** alpha = 0: all to the largest w_k p_k, equally among exact ties. */
    private static void shareUtilitarian(Allocation a) {
        double largest = 0;
        int ties = 0;
        for (int group = 0; group < a.share.length; group++) {
            double value = takesPart(a.best, group) ? weightedSlope(a, group) : 0;
            if (value > largest) {
                largest = value;
                ties = 1;
            } else if (value == largest) {
                ties++;
            }
            a.share[group] = value;
        }
        for (int group = 0; group < a.share.length; group++) {
            a.share[group] = a.share[group] == largest ? 1.0 / ties : 0;
        }
        a.groupsTied = ties > 1;
        a.shadowPrice = largest;
    }

    /** w_k (w_k p_k / q_ref)^gamma for every group that takes part, where q_ref makes the power at most 1; returns q_ref. */
    private static double rawShares(Allocation a, double alpha) {
        double gamma = a.fairness.gamma();
        boolean maxMin = alpha == Double.POSITIVE_INFINITY;
        double reference = gamma >= 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int group = 0; group < a.share.length; group++) {
            double q = !takesPart(a.best, group) ? 0 : maxMin ? slope(a.best, group) : weightedSlope(a, group);
            a.share[group] = q;
            if (q > 0) {
                reference = gamma >= 0 ? Math.max(reference, q) : Math.min(reference, q);
            }
        }
        for (int group = 0; group < a.share.length; group++) {
            double q = a.share[group];
            if (q > 0) {
                a.share[group] = (maxMin ? 1 : a.weight[group]) * power(a.fairness, q, reference);
            }
        }
        return reference;
    }

    /** (q / reference)^gamma. */
    private static double power(Fairness fairness, double q, double reference) {
        double gamma = fairness.gamma();
        if (gamma == 0 || q == reference) {
            return 1;
        }
        if (gamma == 1) {
            return q / reference;
        }
        if (gamma == -1) {
            return reference / q;
        }
        double ratio = q / reference;
        if (ratio >= Double.MIN_NORMAL && ratio <= Double.MAX_VALUE) {
            return fairness.alpha() == 2 ? 1 / Math.sqrt(ratio) : fairness.gammaPower(ratio);
        }
        // The quotient left the normal range, its power need not: |gamma| <= 1 keeps both powers inside.
        return Math.abs(gamma) <= 1 ? fairness.gammaPower(q) / fairness.gammaPower(reference) : 0;
    }

    private static void normalise(Allocation a) {
        a.sum.reset();
        for (double value : a.share) {
            a.sum.add(value);
        }
        double total = a.sum.value();
        for (int group = 0; group < a.share.length; group++) {
            a.share[group] /= total;
        }
    }

    private static void spend(Allocation a) {
        for (int group = 0; group < a.share.length; group++) {
            double x = a.totalBudget * a.share[group];
            a.budget[group] = x;
            a.dose[group] = x == 0 ? 0 : x / a.best.winnerCost(group);
            a.utility[group] = x == 0 ? 0 : x * a.best.bestRatio(group) / a.best.groupSize(group);
        }
    }

    private static void findTop(Allocation a) {
        int top = 0;
        for (int group = 1; group < a.share.length; group++) {
            if (a.share[group] > a.share[top]) {
                top = group;
            }
        }
        if (a.budget[top] == 0) {
            throw new InvalidInputException(
                    "budget " + a.totalBudget + " is too small to divide among the groups; scale budget and costs up");
        }
        a.top = top;
        a.sum.reset();
        for (int group = 0; group < a.share.length; group++) {
            if (group != top) {
                a.sum.add(a.share[group]);
            }
        }
        a.othersOfTop = a.sum.value();
    }

    /** Welfare and, for finite alpha > 0, the shadow price. */
    private static void value(Allocation a, double alpha) {
        if (alpha == 0 || alpha == Double.POSITIVE_INFINITY) {
            a.objective = a.totalBudget * a.shadowPrice;
            return;
        }
        int top = a.top;
        double x = a.budget[top];
        a.shadowPrice = a.weight[top] * a.fairness.marginalTimesUtility(a.utility[top]) / x;
        if (alpha != 1) {
            a.objective = a.shadowPrice * a.totalBudget / (1 - alpha);
            return;
        }
        a.sum.reset();
        for (int group = 0; group < a.budget.length; group++) {
            if (a.budget[group] > 0) {
                a.sum.add(a.weight[group] * (Math.log(a.best.bestRatio(group))
                        + Math.log(a.budget[group] / a.best.groupSize(group))));
            }
        }
        a.objective = a.sum.value();
    }
}
