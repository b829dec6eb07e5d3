package io.alphafair;

/**
 * The optimality certificate: an upper bound on what any allocation could still gain, from the utilities alone and
 * without a solver.
 */
public final class Certificate {
    private Certificate() {
    }

    /**
     * The duality gap of group utilities that some feasible allocation of the budget reaches; it is 0 exactly at the
     * optimum.
     *
     * @param best the group argmax of the problem
     * @param weights K group weights, or null for 1 each; without effect at alpha = infinity
     * @param utilities K group utilities, not negative
     * @return welfare of the optimum minus welfare of the utilities, bounded from above; at finite alpha > 0 by the
     *         concavity of the welfare at the utilities. Infinite where doubles hold no finite bound: a group with a
     *         positive ratio has utility 0 at finite alpha > 0, or a number overflows
     * @throws InvalidInputException if a length is not K, the budget or a weight is not positive and finite, or a
     *             utility is NaN or negative
     */
    public static double gap(BestItems best, Fairness fairness, double budget, double[] weights, double[] utilities) {
        int count = best.groupCount();
        Allocation.requireLength("utilities", utilities, count);
        if (weights != null) {
            Allocation.requireWeights(weights, count);
        }
        for (int k = 0; k < count; k++) {
            if (!(utilities[k] >= 0)) {
                throw new InvalidInputException(
                        "utility of group " + k + " is " + utilities[k] + ": expected a number >= 0");
            }
        }
        if (!(budget > 0 && budget <= Double.MAX_VALUE)) {
            throw new InvalidInputException("budget is " + budget + ": expected a finite number > 0");
        }
        double alpha = fairness.alpha();
        double gap = alpha == Double.POSITIVE_INFINITY
                ? maxMinGap(best, budget, utilities)
                : priceGap(best, fairness, budget, weights, utilities);
        return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap;
    }

    /** Q / sum(1/p) - min u. */
    private static double maxMinGap(BestItems best, double budget, double[] utilities) {
        CompensatedSum inverse = new CompensatedSum();
        double worst = Double.POSITIVE_INFINITY;
        for (int k = 0; k < utilities.length; k++) {
            if (!best.isAbsent(k)) {
                inverse.add(1 / ClosedForm.slope(best, k));
                worst = Math.min(worst, utilities[k]);
            }
        }
        return budget / inverse.value() - worst;
    }

    /** Q max_k (dW/du_k p_k) - sum_k dW/du_k u_k; at alpha = 0 the derivative is the weight. */
    private static double priceGap(BestItems best, Fairness fairness, double budget, double[] weights,
            double[] utilities) {
        double alpha = fairness.alpha();
        double price = 0;
        CompensatedSum spent = new CompensatedSum();
        for (int k = 0; k < utilities.length; k++) {
            if (best.bestRatio(k) > 0) {
                if (alpha > 0 && utilities[k] == 0) {
                    return Double.POSITIVE_INFINITY;
                }
                double weight = weights == null ? 1 : weights[k];
                double worth = weight * (alpha == 0
                        ? utilities[k]
                        : fairness.marginalTimesUtility(utilities[k]));
                double marginal = alpha == 0 ? weight : worth / utilities[k];
                price = Math.max(price, marginal * ClosedForm.slope(best, k));
                spent.add(worth);
            }
        }
        return price * budget - spent.value();
    }
}
