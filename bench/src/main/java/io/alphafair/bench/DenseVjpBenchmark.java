package io.alphafair.bench;

import io.alphafair.Matrix;
import org.openjdk.jmh.annotations.Benchmark;

/** How long does a step back through the allocation take, from a loss's gradient to all doses to that to all benefits? */
public class DenseVjpBenchmark extends QuestionBenchmark {
    /** For JMH. */
    public DenseVjpBenchmark() {
        // Nothing to set up.
    }

    @Benchmark
    public Matrix denseVjp(GeneratedState problem, DenseState dense) {
        problem.prepared().denseVjp(dense.allocation, dense.upstream, dense.out);
        return dense.out;
    }
}
