package io.alphafair.bench.auto;

import java.util.Arrays;

/**
 * Times of several arms in the same rounds.
 *
 * @param nanos a call's time by arm and round; an arm may lack the last rounds
 */
record PairedTimes(double[][] nanos) {
    /**
     * A ratio's median over the rounds.
     *
     * @param low the lower end of its distribution-free 95 % confidence interval; the smallest ratio if rounds are too few
     * @param high its upper end
     */
    record Ratio(double median, double low, double high) {}

    double median(int arm) {
        double[] sorted = nanos[arm].clone();
        Arrays.sort(sorted);
        return median(sorted);
    }

    /** The arm with the smallest median. */
    int fastest() {
        int fastest = 0;
        for (int arm = 1; arm < nanos.length; arm++) {
            if (median(arm) < median(fastest)) {
                fastest = arm;
            }
        }
        return fastest;
    }

    /** How much longer {@code arm} takes than {@code reference}, round by round. */
    Ratio ratio(int arm, int reference) {
        double[] ratios = new double[Math.min(nanos[arm].length, nanos[reference].length)];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = nanos[arm][round] / nanos[reference][round];
        }
        Arrays.sort(ratios);
        int outside = outside(ratios.length);
        return new Ratio(median(ratios), ratios[outside], ratios[ratios.length - 1 - outside]);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * How many of {@code count} sorted samples lie below the interval of the median: the largest number for which a fair
     * coin shows at most so many heads, less one, with probability 2.5 %.
     */
    static int outside(int count) {
        double probability = Math.pow(0.5, count);
        double sum = 0;
        int heads = 0;
        while (sum + probability <= 0.025) {
            sum += probability;
            probability = probability * (count - heads) / (heads + 1);
            heads++;
        }
        return Math.max(0, heads - 1);
    }
}
