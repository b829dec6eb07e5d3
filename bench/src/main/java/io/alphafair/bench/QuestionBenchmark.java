package io.alphafair.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How every benchmark here is measured: average time in nanoseconds, in forks that have the flags of {@link JvmFlags}.
 * A subclass asks one question of {@link Question}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsPrepend = {JvmFlags.VECTOR_MODULE, JvmFlags.NATIVE_ACCESS, JvmFlags.SMALLEST_HEAP,
        JvmFlags.LARGEST_HEAP})
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class QuestionBenchmark {
    /** The total budget wherever one is needed; the time does not depend on it. */
    static final double BUDGET = 1e6;

    /** For subclasses, which JMH instantiates. */
    protected QuestionBenchmark() {
        // Nothing to set up.
    }
}
