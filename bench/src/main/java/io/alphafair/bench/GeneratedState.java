package io.alphafair.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A generated problem and a backend: the axes over which most questions are asked. */
@State(Scope.Benchmark)
public class GeneratedState extends WorkloadState {
    /** The backend's name; never auto. */
    @Param({"scalar", "simd", "forkjoin", "cuda"})
    public String backend;

    /** How benefits, costs and group sizes are distributed. */
    @Param({"uniform", "scaled", "zipf", "ascending", "tied"})
    public String shape;

    /** N, individuals. */
    @Param({"1000", "100000", "1000000"})
    public int n;

    /** T, items. */
    @Param({"1", "3", "8", "64"})
    public int t;

    /** K, groups. */
    @Param({"1", "64", "1000"})
    public int k;

    /** For JMH. */
    public GeneratedState() {
        // JMH fills the parameters.
    }

    @Setup(Level.Trial)
    public void setUp() {
        open(backend, shape, n, t, k);
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        release();
    }
}
