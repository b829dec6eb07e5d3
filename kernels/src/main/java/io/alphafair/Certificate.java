package io.alphafair;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Solution;
import java.util.Arrays;

/**
 * The optimality certificate: an upper bound on what any allocation could still gain, from the utilities alone and
 * without a solver.
 */
public final class Certificate {
    /** What is known of the groups: rho_k, and G_k. */
    private record Problem(double[] ratio, long[] size) {
        boolean isAbsent(int group) {
            return size[group] == 0;
        }

        /** p_k. */
        double slope(int group) {
            return ratio[group] / size[group];
        }
    }

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
        Checks.length("utilities", utilities, count);
        if (weights != null) {
            Checks.weights(weights, count);
        }
        Checks.utilities(utilities);
        Checks.budget(budget);
        Problem problem = new Problem(new double[count], new long[count]);
        Arrays.setAll(problem.ratio, best::bestRatio);
        Arrays.setAll(problem.size, best::groupSize);
        return gap(problem, fairness, budget, weights, utilities);
    }

    /** The gap of a solution, from the winners that it was made from. */
    static double gap(Solution solution, Fairness fairness) {
        int count = solution.groupCount();
        Problem problem = new Problem(new double[count], new long[count]);
        Arrays.setAll(problem.ratio, solution::ratio);
        Arrays.setAll(problem.size, solution::groupSize);
        double[] weights = null;
        if (solution.isWeighted()) {
            weights = new double[count];
            Arrays.setAll(weights, solution::weight);
        }
        double[] utilities = new double[count];
        Arrays.setAll(utilities, solution::utility);
        return gap(problem, fairness, solution.totalBudget(), weights, utilities);
    }

    private static double gap(Problem problem, Fairness fairness, double budget, double[] weights,
            double[] utilities) {
        double gap = fairness.alpha() == Double.POSITIVE_INFINITY
                ? maxMinGap(problem, budget, utilities)
                : priceGap(problem, fairness, budget, weights, utilities);
        return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap;
    }

    /** Q / sum(1/p) - min u. */
    private static double maxMinGap(Problem problem, double budget, double[] utilities) {
        CompensatedSum inverse = new CompensatedSum();
        double worst = Double.POSITIVE_INFINITY;
        for (int k = 0; k < utilities.length; k++) {
            if (!problem.isAbsent(k)) {
                inverse.add(1 / problem.slope(k));
                worst = Math.min(worst, utilities[k]);
            }
        }
        return budget / inverse.value() - worst;
    }

    /** Q max_k (dW/du_k p_k) - sum_k dW/du_k u_k; at alpha = 0 the derivative is the weight. */
    private static double priceGap(Problem problem, Fairness fairness, double budget, double[] weights,
            double[] utilities) {
        double alpha = fairness.alpha();
        double price = 0;
        CompensatedSum spent = new CompensatedSum();
        for (int k = 0; k < utilities.length; k++) {
            if (problem.ratio[k] > 0) {
                if (alpha > 0 && utilities[k] == 0) {
                    return Double.POSITIVE_INFINITY;
                }
                double weight = weights == null ? 1 : weights[k];
                double worth = weight * (alpha == 0
                        ? utilities[k]
                        : fairness.marginalTimesUtility(utilities[k]));
                double marginal = alpha == 0 ? weight : worth / utilities[k];
                price = Math.max(price, marginal * problem.slope(k));
                spent.add(worth);
            }
        }
        return price * budget - spent.value();
    }
}
