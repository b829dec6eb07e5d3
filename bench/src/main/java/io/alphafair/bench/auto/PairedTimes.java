package io.alphafair.bench.auto;

import io.alphafair.bench.MedianInterval;

/**
 * Times of several arms in the same rounds.
 *
 * @param nanos a call's time by arm and round; an arm may lack the last rounds
 */
record PairedTimes(double[][] nanos) {
    double median(int arm) {
        return MedianInterval.medianOf(nanos[arm]);
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

    /** How much longer {@code arm} takes than {@code reference}, over the rounds that both have. */
    MedianInterval ratio(int arm, int reference) {
        double[] ratios = new double[Math.min(nanos[arm].length, nanos[reference].length)];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = nanos[arm][round] / nanos[reference][round];
        }
        return MedianInterval.of(ratios);
    }
}
