package io.alphafair.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Times of two runs that were never made: forks differ from fork to fork, iterations within a fork less, and the machine
 * drifts while the forks of both runs take turns.
 */
final class SimulatedRuns {
    private final Random random;
    private final int forks;
    private final double spread;
    private final double drift;

    /**
     * @param spread the relative standard deviation from fork to fork
     * @param drift how much slower the machine is at the end
     */
    SimulatedRuns(long seed, int forks, double spread, double drift) {
        this.random = new Random(seed);
        this.forks = forks;
        this.spread = spread;
        this.drift = drift;
    }

    /** Cells of which the second run's take {@code change} times as long. */
    List<Judge.Pair> cells(int count, double change) {
        List<Judge.Pair> cells = new ArrayList<>();
        for (int cell = 0; cell < count; cell++) {
            double nanos = 1000 * Math.exp(random.nextGaussian());
            cells.add(new Judge.Pair(run(nanos), run(nanos * change)));
        }
        return cells;
    }

    double[][] run(double nanos) {
        double[][] times = new double[forks][5];
        for (int fork = 0; fork < forks; fork++) {
            double level = nanos * Math.exp(spread * random.nextGaussian()) * (1 + drift * fork / forks);
            for (int iteration = 0; iteration < times[fork].length; iteration++) {
                times[fork][iteration] = level * Math.exp(0.01 * random.nextGaussian());
            }
        }
        return times;
    }
}
