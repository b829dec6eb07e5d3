package io.alphafair.studies.solver;

/** The alpha-fair welfare of group utilities and its derivative, as defined. */
record Welfare(double alpha) {
    boolean isMaxMin() {
        return alpha == Double.POSITIVE_INFINITY;
    }

    /** W(u). */
    double of(double[] utilities) {
        double welfare = isMaxMin() ? Double.POSITIVE_INFINITY : 0;
        for (double utility : utilities) {
            if (isMaxMin()) {
                welfare = Math.min(welfare, utility);
            } else if (alpha == 1) {
                welfare += Math.log(utility);
            } else {
                welfare += Math.pow(utility, 1 - alpha) / (1 - alpha);
            }
        }
        return welfare;
    }

    /** dW/du_k at finite alpha. */
    double marginal(double utility) {
        return Math.pow(utility, -alpha);
    }

    /** What a duality gap is measured against: |W|, or the number of groups at alpha = 1. */
    double scale(double[] utilities) {
        return alpha == 1 ? utilities.length : Math.abs(of(utilities));
    }
}
