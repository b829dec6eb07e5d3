package io.alphafair.bench.statistics;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.inference.TTest;

/**
 * How a quantity of one run compares with the same of another. The runs' forks are taken in pairs, in their order: what
 * hits both forks of a pair, as a machine that slows down, falls out. The change is the geometric mean over the pairs of
 * the ratio of the forks' medians.
 *
 * @param pairs how many pairs of forks there are
 * @param ratio after over before; below 1 is less
 * @param p the probability of such a change, or a larger one, between equal runs: Student's paired test of the logarithms
 *            of the forks' medians; 1 with one pair
 */
public record PairedForks(int pairs, Estimate ratio, double p) {
    /** Resamples of a comparison. */
    private static final int RESAMPLES = 2000;
    /** Resamples of a fork's iterations, from which each of those takes one. */
    private static final int FORK_RESAMPLES = 100;

    /**
     * Compares.
     *
     * @param before the iterations of each fork, above 0
     * @param after the same of the later run
     */
    public static PairedForks of(double[][] before, double[][] after) {
        int pairs = Math.min(before.length, after.length);
        double[] from = logMedians(before, pairs);
        double[] to = logMedians(after, pairs);
        double[] changes = new double[pairs];
        Arrays.setAll(changes, pair -> to[pair] - from[pair]);
        double[] draws = draws(before, after, pairs);
        Estimate logarithm = Estimate.ofDraws(Mean.of(changes).getAsDouble(), draws, pairs);
        return new PairedForks(pairs, new Estimate(Math.exp(logarithm.value()), Math.exp(logarithm.low()),
                Math.exp(logarithm.high())), p(from, to, changes));
    }

    private static double p(double[] from, double[] to, double[] changes) {
        if (changes.length == 1) {
            return 1;
        }
        if (Arrays.stream(changes).distinct().count() == 1) {
            // Without any spread, as bytes often have none, the test divides by zero.
            return changes[0] == 0 ? 1 : 0;
        }
        return TTest.withDefaults().pairedTest(to, from).getPValue();
    }

    private static double[] logMedians(double[][] forks, int pairs) {
        return Arrays.stream(forks).limit(pairs).mapToDouble(PairedForks::logMedian).toArray();
    }

    private static double logMedian(double[] fork) {
        return Math.log(Estimate.medianOf(fork));
    }

    /** Pairs are drawn, then for each of both forks one of its resampled medians. */
    private static double[] draws(double[][] before, double[][] after, int pairs) {
        UniformRandomProvider random = Resampled.random();
        double[][] from = new double[pairs][FORK_RESAMPLES];
        double[][] to = new double[pairs][FORK_RESAMPLES];
        for (int pair = 0; pair < pairs; pair++) {
            double[] earlier = before[pair];
            double[] later = after[pair];
            Arrays.setAll(from[pair], resample -> logMedian(Resampled.drawn(earlier, random)));
            Arrays.setAll(to[pair], resample -> logMedian(Resampled.drawn(later, random)));
        }
        double[] draws = new double[RESAMPLES];
        for (int draw = 0; draw < RESAMPLES; draw++) {
            double sum = 0;
            for (int place = 0; place < pairs; place++) {
                int pair = random.nextInt(pairs);
                sum += to[pair][random.nextInt(FORK_RESAMPLES)] - from[pair][random.nextInt(FORK_RESAMPLES)];
            }
            draws[draw] = sum / pairs;
        }
        return draws;
    }
}
