package io.alphafair.bench;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How long does an allocation take from end to end: the group argmax, then every group's budget, dose and utility? */
public class AllocateBenchmark extends QuestionBenchmark {
    /** The fairness, and the result that is filled again and again. */
    @State(Scope.Benchmark)
    public static class Target {
        /** 1 and inf need no power function, 1.5 does. */
        @Param({"1", "1.5", "inf"})
        public String alpha;

        private Fairness fairness;
        private Allocation allocation;

        /** For JMH. */
        public Target() {
            // JMH fills the parameters.
        }

        @Setup(Level.Trial)
        public void setUp(GeneratedState problem) {
            fairness = Fairness.parse(alpha);
            allocation = Allocation.forGroups(problem.items().groupCount());
        }
    }

    /** For JMH. */
    public AllocateBenchmark() {
        // Nothing to set up.
    }

    @Benchmark
    public Allocation allocate(GeneratedState problem, Target target) {
        problem.prepared().bestItems(problem.best());
        problem.best().allocate(target.fairness, BUDGET, target.allocation);
        return target.allocation;
    }
}
