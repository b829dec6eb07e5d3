package io.alphafair.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/** Fails in a JVM without the vector module. */
public class VectorModuleBenchmark {
    public VectorModuleBenchmark() {
        // For JMH.
    }

    @Benchmark
    public Object findVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").orElseThrow();
    }
}
