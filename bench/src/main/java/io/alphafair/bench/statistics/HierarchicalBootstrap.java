package io.alphafair.bench.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Confidence intervals by resampling forks, and then iterations within each fork that was drawn. The same values give the
 * same interval: the generator's seed is fixed.
 *
 * <p>With few forks the percentiles of a bootstrap are too narrow. They are expanded as Hesterberg has it (What Teachers
 * Should Know About the Bootstrap, 2015, section 5.3): the tail is that of a normal variable beyond
 * sqrt(n / (n - 1)) times Student's quantile with n - 1 degrees of freedom.
 */
public final class HierarchicalBootstrap {
    /** How surely an interval holds its value. */
    public static final double CONFIDENCE = 0.95;
    /** Resamples of a report's cell; enough for intervals that readers see with three digits. */
    public static final int RESAMPLES = 1000;

    private static final long SEED = 0x5DEECE66DL;

    private HierarchicalBootstrap() {
    }

    /**
     * The statistics of each resample.
     *
     * @param statistics of all the iterations that were drawn; each may sort them
     * @return for each statistic its value in each resample
     */
    static double[][] draws(ForkSamples samples, List<ToDoubleFunction<double[]>> statistics, int resamples) {
        UniformRandomProvider random = random();
        double[][] forks = samples.raw();
        double[] drawn = new double[forks.length
                * Arrays.stream(forks).mapToInt(fork -> fork.length).max().orElseThrow()];
        double[][] draws = new double[statistics.size()][resamples];
        for (int draw = 0; draw < resamples; draw++) {
            int count = 0;
            for (int place = 0; place < forks.length; place++) {
                double[] fork = forks[random.nextInt(forks.length)];
                for (int iteration = 0; iteration < fork.length; iteration++) {
                    drawn[count++] = fork[random.nextInt(fork.length)];
                }
            }
            double[] resample = count == drawn.length ? drawn : Arrays.copyOf(drawn, count);
            for (int statistic = 0; statistic < draws.length; statistic++) {
                draws[statistic][draw] = statistics.get(statistic).applyAsDouble(resample);
            }
        }
        return draws;
    }

    /** The interval around a value that these draws of so many forks amount to. */
    static Estimate estimate(double value, double[] draws, int forks) {
        double tail = tail(forks);
        double[] ends = Quantile.withDefaults().evaluate(draws, tail, 1 - tail);
        return new Estimate(value, Math.min(value, ends[0]), Math.max(value, ends[1]));
    }

    /** The part of the draws that is left out on each side. */
    static double tail(int forks) {
        double outside = (1 - CONFIDENCE) / 2;
        if (forks == 1) {
            // Nothing is known about other forks; the interval is of this one's iterations.
            return outside;
        }
        double student = TDistribution.of(forks - 1.0).inverseSurvivalProbability(outside);
        return NormalDistribution.of(0, 1)
                .survivalProbability(Math.sqrt(forks / (forks - 1.0)) * student);
    }

    static UniformRandomProvider random() {
        return RandomSource.XO_SHI_RO_256_PP.create(SEED);
    }
}
