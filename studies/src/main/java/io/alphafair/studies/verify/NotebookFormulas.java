package io.alphafair.studies.verify;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import java.util.Arrays;

/** The notebooks' derivatives, right or wrong, at the winners; NaN where the notebooks give NaN. */
final class NotebookFormulas {
    private NotebookFormulas() {
    }

    /** {@code grad_W_wrt_b}: at a general alpha too small by the factor of {@link #erratum}. */
    static double[] gradient(Allocation a) {
        double alpha = a.fairness().alpha();
        double[] p = slopes(a);
        double[] gradient = new double[p.length];
        for (int k = 0; k < p.length; k++) {
            double byBenefit = a.bestItems().groupSize(k) * a.bestItems().winnerCost(k);
            if (alpha == 0 || alpha == Double.POSITIVE_INFINITY) {
                gradient[k] = Double.NaN;
            } else if (alpha == 1) {
                gradient[k] = 1 / (p[k] * byBenefit);
            } else {
                double beta = 1 / alpha;
                double d = denominator(p, beta);
                gradient[k] = Math.pow(a.totalBudget(), -alpha) * Math.pow(d, alpha - 2) * Math.pow(p[k], beta - 2)
                        * (beta * d - (beta - 1) * Math.pow(p[k], beta - 1)) / byBenefit;
            }
        }
        return gradient;
    }

    /** {@code Q D / (beta D - (beta-1) p_k^(beta-1))}, by which the true gradient is larger at a general alpha. */
    static double[] erratum(Allocation a) {
        double beta = 1 / a.fairness().alpha();
        double[] p = slopes(a);
        double d = denominator(p, beta);
        return Arrays.stream(p)
                .map(slope -> a.totalBudget() * d / (beta * d - (beta - 1) * Math.pow(slope, beta - 1))).toArray();
    }

    /** {@code jacobian_d_wrt_b}'s "row" of winner k, {@code [l] = d dose_l / d benefit_k}: right where it is a number. */
    static double[] jacobianColumn(Allocation a, int k) {
        double alpha = a.fairness().alpha();
        double[] p = slopes(a);
        double[] column = new double[p.length];
        if (alpha == 0 || alpha == 1 || alpha == Double.POSITIVE_INFINITY) {
            Arrays.fill(column, Double.NaN);
            return column;
        }
        double beta = 1 / alpha;
        double d = denominator(p, beta);
        double byDenominator = (beta - 1) * Math.pow(p[k], beta - 2);
        BestItems best = a.bestItems();
        for (int l = 0; l < p.length; l++) {
            double budget = -Math.pow(p[l], beta - 1) * byDenominator + (l == k ? byDenominator * d : 0);
            column[l] = a.totalBudget() * budget / (d * d) / best.winnerCost(l)
                    / (best.groupSize(k) * best.winnerCost(k));
        }
        return column;
    }

    private static double denominator(double[] p, double beta) {
        return Arrays.stream(p).map(slope -> Math.pow(slope, beta - 1)).sum();
    }

    private static double[] slopes(Allocation a) {
        double[] p = new double[a.groupCount()];
        Arrays.setAll(p, k -> a.bestItems().bestRatio(k) / a.bestItems().groupSize(k));
        return p;
    }
}
