package io.alphafair.bench;

import io.alphafair.Sweep;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does a fairness-efficiency frontier cost: one group argmax, then one allocation for each of many alphas? */
public class SweepBenchmark extends QuestionBenchmark {
    /** The fairness levels of the frontier. */
    @State(Scope.Benchmark)
    public static class Frontier {
        private static final double FIRST = 0.1;
        private static final double LAST = 10;

        /** How many alphas, spread evenly by their logarithm from 0.1 to 10. */
        @Param({"1", "1000"})
        public int alphas;

        private double[] values;

        /** For JMH. */
        public Frontier() {
            // JMH fills the parameters.
        }

        @Setup(Level.Trial)
        public void setUp() {
            values = new double[alphas];
            for (int index = 0; index < alphas; index++) {
                values[index] = FIRST * Math.pow(LAST / FIRST, index / (double) Math.max(1, alphas - 1));
            }
        }
    }

    /** For JMH. */
    public SweepBenchmark() {
        // Nothing to set up.
    }

    @Benchmark
    public List<Sweep.Point> sweep(GeneratedState problem, Frontier frontier) {
        problem.prepared().bestItems(problem.best());
        return Sweep.overAlphas(problem.best(), frontier.values, BUDGET);
    }
}
