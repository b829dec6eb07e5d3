package io.alphafair.studies.solver;

import java.util.Arrays;

/**
 * The allocation problem in fractions of the budget: {@code dose = budget * fraction / cost}, so that the fractions lie
 * on a simplex and {@code u_k = sum rate_j fraction_j} over the entries j of group k.
 *
 * <p>Utilities are in units in which the even spending gives 1 to each group, so that the methods see numbers around 1
 * whatever the units of benefit, cost and budget.
 */
final class SpendingProblem {
    final int groupCount;
    /** The group of each entry. */
    final int[] group;
    /** The utility of the entry's group if all were spent on the entry. */
    final double[] rate;
    /** Fractions, equal within a group, that make all groups equally well off. */
    final double[] even;

    /**
     * @param group the group of each entry, in {@code 0..groupCount-1}
     * @param rates the utility by entry in any unit, one of each group's positive
     */
    SpendingProblem(int groupCount, int[] group, double[] rates) {
        this.groupCount = groupCount;
        this.group = group;
        this.rate = rates.clone();
        this.even = new double[rates.length];
        double[] sums = new double[groupCount];
        for (int j = 0; j < rates.length; j++) {
            sums[group[j]] += rates[j];
        }
        double total = 0;
        for (int j = 0; j < rates.length; j++) {
            total += 1 / sums[group[j]];
        }
        for (int j = 0; j < rates.length; j++) {
            even[j] = 1 / sums[group[j]] / total;
            rate[j] *= total;
        }
        normalise(even);
    }

    int size() {
        return rate.length;
    }

    /** u_k. */
    double[] utilities(double[] fraction) {
        double[] utility = new double[groupCount];
        for (int j = 0; j < fraction.length; j++) {
            utility[group[j]] += rate[j] * fraction[j];
        }
        return utility;
    }

    /** The largest {@code price_k rate_j}: what the budget is worth at these prices of the groups' utilities. */
    double worth(double[] price) {
        double worth = 0;
        for (int j = 0; j < rate.length; j++) {
            worth = Math.max(worth, price[group[j]] * rate[j]);
        }
        return worth;
    }

    /** Makes the fractions sum to 1. */
    static void normalise(double[] fraction) {
        double sum = Arrays.stream(fraction).sum();
        for (int j = 0; j < fraction.length; j++) {
            fraction[j] /= sum;
        }
    }
}
