package io.alphafair.bench;

import io.alphafair.BestItems;
import org.openjdk.jmh.annotations.Benchmark;

/** How long does the group argmax take, the pass that reads every benefit and cost once? */
public class BestItemsBenchmark extends QuestionBenchmark {
    /** For JMH. */
    public BestItemsBenchmark() {
        // Nothing to set up.
    }

    @Benchmark
    public BestItems bestItems(GeneratedState problem) {
        problem.prepared().bestItems(problem.best());
        return problem.best();
    }
}
