package io.alphafair.bench.statistics;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A cell's median with what other forks and iterations might have made of it: forks are resampled, and then
 * iterations within each fork that was drawn. The same values give the same interval.
 */
public final class Resampled {
    /** Enough for intervals that readers see with three digits. */
    private static final int RESAMPLES = 1000;
    private static final long SEED = 0x5DEECE66DL;

    private final int forks;
    private final Estimate median;
    private final double[] medians = new double[RESAMPLES];

    /** Resamples a cell: the iterations of each fork. */
    public Resampled(double[][] samples) {
        forks = samples.length;
        UniformRandomProvider random = random();
        for (int draw = 0; draw < RESAMPLES; draw++) {
            medians[draw] = Estimate.medianOf(drawn(samples, random));
        }
        median = Estimate.ofDraws(Estimate.medianOf(all(samples)), medians, forks);
    }

    /** All iterations, fork after fork. */
    public static double[] all(double[][] forks) {
        return Arrays.stream(forks).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] drawn(double[][] forks, UniformRandomProvider random) {
        double[][] drawn = new double[forks.length][];
        for (int place = 0; place < forks.length; place++) {
            drawn[place] = drawn(forks[random.nextInt(forks.length)], random);
        }
        return all(drawn);
    }

    /** As many of these iterations, drawn with replacement. */
    static double[] drawn(double[] fork, UniformRandomProvider random) {
        double[] drawn = new double[fork.length];
        Arrays.setAll(drawn, iteration -> fork[random.nextInt(fork.length)]);
        return drawn;
    }

    /** A generator with a fixed seed. */
    static UniformRandomProvider random() {
        return RandomSource.XO_SHI_RO_256_PP.create(SEED);
    }

    /** The median of all iterations. */
    public Estimate median() {
        return median;
    }

    /** How many times as long the other takes: its median over this one's; the two were measured apart. */
    public Estimate speedUpOver(Resampled other) {
        double[] ratios = new double[RESAMPLES];
        // The generators are seeded alike: reversed, the two cells' draws do not go together.
        Arrays.setAll(ratios, draw -> other.medians[RESAMPLES - 1 - draw] / medians[draw]);
        return Estimate.ofDraws(other.median.value() / median.value(), ratios, Math.min(forks, other.forks));
    }
}
