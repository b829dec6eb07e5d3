package io.alphafair.bench.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * How much a cell's timings differ.
 *
 * @param within the mean over the forks of the coefficient of variation of a fork's iterations
 * @param between the coefficient of variation of the forks' means; 0 with one fork
 * @param outliers iterations beyond three interquartile ranges from the quartiles; they are kept
 * @param bimodal whether the forks fall into two groups
 */
public record Spread(double within, double between, int outliers, boolean bimodal) {
    /** Tukey's far fence. */
    private static final double FENCE = 3;
    /** Below this there are too few iterations to call one an outlier. */
    private static final int ENOUGH = 8;
    /** Two groups of forks differ at least so much. */
    private static final double APART = 0.05;
    /** And the gap between them is so many times the wider group. */
    private static final double GAP = 3;
    private static final int SMALLEST_GROUP = 2;
    /** With fewer forks chance alone often parts them into two groups. */
    public static final int ENOUGH_FORKS = 6;

    /** Of a cell: the iterations of each fork. */
    public static Spread of(double[][] samples) {
        double[] means = perFork(samples, fork -> Mean.of(fork).getAsDouble());
        return new Spread(Mean.of(perFork(samples, Spread::variation)).getAsDouble(),
                variation(means), outliers(Resampled.all(samples)),
                isBimodal(perFork(samples, Estimate::medianOf)));
    }

    private static double[] perFork(double[][] samples, ToDoubleFunction<double[]> statistic) {
        return Arrays.stream(samples).mapToDouble(statistic).toArray();
    }

    private static double variation(double[] values) {
        double mean = Mean.of(values).getAsDouble();
        return values.length == 1 || mean == 0 ? 0 : StandardDeviation.of(values).getAsDouble() / mean;
    }

    private static int outliers(double[] values) {
        if (values.length < ENOUGH) {
            return 0;
        }
        double[] quartiles = Quantile.withDefaults().evaluate(values, 0.25, 0.75);
        double reach = FENCE * (quartiles[1] - quartiles[0]);
        return (int) Arrays.stream(values)
                .filter(value -> value < quartiles[0] - reach || value > quartiles[1] + reach).count();
    }

    /** Whether a wide gap parts the values into two narrow groups. */
    static boolean isBimodal(double[] forks) {
        double[] sorted = forks.clone();
        Arrays.sort(sorted);
        if (sorted.length < ENOUGH_FORKS) {
            return false;
        }
        for (int split = SMALLEST_GROUP; split <= sorted.length - SMALLEST_GROUP; split++) {
            double gap = sorted[split] - sorted[split - 1];
            double widest = Math.max(sorted[split - 1] - sorted[0], sorted[sorted.length - 1] - sorted[split]);
            if (gap >= APART * sorted[split - 1] && gap >= GAP * widest) {
                return true;
            }
        }
        return false;
    }
}
