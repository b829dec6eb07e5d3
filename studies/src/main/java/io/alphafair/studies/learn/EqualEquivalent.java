package io.alphafair.studies.learn;

import io.alphafair.Fairness;

/**
 * The equally distributed equivalent of utilities (Atkinson, 1970): the utility that, given to every group, has the same
 * welfare. It rises and falls with the welfare, but has utility's own unit and doubles with the budget, whatever alpha is;
 * so regrets of different alphas and budgets can be compared.
 */
final class EqualEquivalent {
    private EqualEquivalent() {
    }

    /**
     * Its logarithm.
     *
     * @param utility of each group, positive where it is not absent
     * @param absent whether a group takes no part
     */
    static double logarithm(double[] utility, boolean[] absent, Fairness fairness) {
        double alpha = fairness.alpha();
        double reference = reference(utility, absent, alpha);
        if (alpha == Double.POSITIVE_INFINITY) {
            return Math.log(reference);
        }
        double sum = 0;
        int count = 0;
        for (int group = 0; group < utility.length; group++) {
            if (!absent[group]) {
                double relative = utility[group] / reference;
                sum += alpha == 1 ? Math.log(relative) : Math.pow(relative, 1 - alpha);
                count++;
            }
        }
        return Math.log(reference) + (alpha == 1 ? sum / count : Math.log(sum / count) / (1 - alpha));
    }

    /** The derivatives of {@link #logarithm} to the utilities, into {@code out}; at infinity all of it falls to the worst. */
    static void slopes(double[] utility, boolean[] absent, Fairness fairness, double[] out) {
        double alpha = fairness.alpha();
        double reference = reference(utility, absent, alpha);
        double sum = 0;
        boolean given = false;
        for (int group = 0; group < utility.length; group++) {
            double weight = 0;
            if (!absent[group]) {
                weight = alpha == Double.POSITIVE_INFINITY
                        ? utility[group] == reference && !given ? 1 : 0
                        : Math.pow(utility[group] / reference, 1 - alpha);
                given |= weight == 1;
            }
            out[group] = weight;
            sum += weight;
        }
        for (int group = 0; group < utility.length; group++) {
            out[group] = out[group] == 0 ? 0 : out[group] / (sum * utility[group]);
        }
    }

    /** The utility whose power 1 - alpha is the largest. */
    private static double reference(double[] utility, boolean[] absent, double alpha) {
        double reference = alpha > 1 ? Double.POSITIVE_INFINITY : 0;
        for (int group = 0; group < utility.length; group++) {
            if (!absent[group]) {
                reference = alpha > 1 ? Math.min(reference, utility[group]) : Math.max(reference, utility[group]);
            }
        }
        return reference;
    }
}
