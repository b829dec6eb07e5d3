package io.alphafair.bench.statistics;

import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;

/** A cell's median and mean with what other forks and iterations might have made of them. */
public final class Resampled {
    private final int forks;
    private final Estimate median;
    private final Estimate mean;
    private final double[] medians;

    /** Resamples a cell. */
    public Resampled(ForkSamples samples) {
        forks = samples.count();
        double[][] draws = HierarchicalBootstrap.draws(samples, List.of(values -> Mean.of(values).getAsDouble(),
                Median.withDefaults().withCopy(false)::evaluate), HierarchicalBootstrap.RESAMPLES);
        medians = draws[1];
        median = HierarchicalBootstrap.estimate(samples.median(), medians, forks);
        mean = HierarchicalBootstrap.estimate(samples.mean(), draws[0], forks);
    }

    /** The median of all iterations. */
    public Estimate median() {
        return median;
    }

    /** The mean of all iterations. */
    public Estimate mean() {
        return mean;
    }

    /** How many times as long the other takes: its median over this one's; the two were measured apart. */
    public Estimate speedUpOver(Resampled other) {
        double[] ratios = new double[medians.length];
        for (int draw = 0; draw < ratios.length; draw++) {
            // The generators are seeded alike: reversed, the two cells' draws do not go together.
            ratios[draw] = other.medians[ratios.length - 1 - draw] / medians[draw];
        }
        return HierarchicalBootstrap.estimate(other.median.value() / median.value(), ratios,
                Math.min(forks, other.forks));
    }
}
