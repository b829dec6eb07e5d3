package io.alphafair.bench;

import io.alphafair.Matrix;
import org.openjdk.jmh.annotations.Benchmark;

/** How long does it take to write the welfare's gradient to all N x T benefits, the pass that writes? */
public class DenseGradientBenchmark extends QuestionBenchmark {
    /** For JMH. */
    public DenseGradientBenchmark() {
        // Nothing to set up.
    }

    @Benchmark
    public Matrix denseGradient(GeneratedState problem, DenseState dense) {
        problem.prepared().denseBenefitGradient(dense.allocation, dense.out);
        return dense.out;
    }
}
