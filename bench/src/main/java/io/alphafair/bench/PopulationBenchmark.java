package io.alphafair.bench;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How long does a proportional allocation take from end to end on data that no generator of shapes has made? */
public class PopulationBenchmark extends QuestionBenchmark {
    /** The survey NMES 1988. */
    @State(Scope.Benchmark)
    public static class Nmes extends WorkloadState {
        /** The backend's name; never auto. */
        @Param({"scalar", "simd", "forkjoin", "cuda"})
        public String backend;

        /** The survey. */
        @Param("nmes")
        public String shape;

        /** N, people. */
        @Param("4406")
        public int n;

        /** T, kinds of care. */
        @Param("6")
        public int t;

        /** K, sex and race. */
        @Param("4")
        public int k;

        private Allocation allocation;

        /** For JMH. */
        public Nmes() {
            // JMH fills the parameters.
        }

        @Setup(Level.Trial)
        public void setUp() {
            open(backend, shape, n, t, k);
            allocation = Allocation.forGroups(k);
        }

        @TearDown(Level.Trial)
        public void tearDown() {
            release();
        }
    }

    /** The synthetic census. */
    @State(Scope.Benchmark)
    public static class Census extends WorkloadState {
        /** The backend's name; never auto. */
        @Param({"scalar", "simd", "forkjoin", "cuda"})
        public String backend;

        /** The census. */
        @Param("census")
        public String shape;

        /** N, people. */
        @Param("1000000")
        public int n;

        /** T, items. */
        @Param("8")
        public int t;

        /** K, race and sex. */
        @Param("12")
        public int k;

        private Allocation allocation;

        /** For JMH. */
        public Census() {
            // JMH fills the parameters.
        }

        @Setup(Level.Trial)
        public void setUp() {
            open(backend, shape, n, t, k);
            allocation = Allocation.forGroups(k);
        }

        @TearDown(Level.Trial)
        public void tearDown() {
            release();
        }
    }

    /** For JMH. */
    public PopulationBenchmark() {
        // Nothing to set up.
    }

    @Benchmark
    public Allocation nmes(Nmes people) {
        return allocate(people, people.allocation);
    }

    @Benchmark
    public Allocation census(Census people) {
        return allocate(people, people.allocation);
    }

    private static Allocation allocate(WorkloadState people, Allocation into) {
        people.prepared().bestItems(people.best());
        people.best().allocate(Fairness.PROPORTIONAL, BUDGET, into);
        return into;
    }
}
