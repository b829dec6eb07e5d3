package io.alphafair.bench.jmh;

import io.alphafair.bench.process.JvmFlags;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One question per method: average time in nanoseconds, in forks that have the flags of {@link JvmFlags}. A method's name is
 * the label of a {@link io.alphafair.bench.measure.Question}; its state has the question's parameters, by name.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsPrepend = {JvmFlags.VECTOR_MODULE, JvmFlags.NATIVE_ACCESS, JvmFlags.SMALLEST_HEAP,
        JvmFlags.LARGEST_HEAP})
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class Benchmarks {
    /** A problem and a backend: the axes over which most questions are asked. */
    @State(Scope.Thread)
    public static class Sizes extends MeasuredState {
        /** The backend's name, with its variant; never auto. The jar's main class adds every backend that can run here. */
        @Param(MeasuredState.REFERENCE)
        public String backend;

        /** How benefits, costs and group sizes are distributed, or the name of a data set. */
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
    }

    /** One alpha. */
    @State(Scope.Thread)
    public static class Alpha extends Sizes {
        /** 1 and inf need no power function, 1.5 does. */
        @Param({"1", "1.5", "inf"})
        public String alpha;
    }

    /** Many alphas. */
    @State(Scope.Thread)
    public static class Alphas extends Sizes {
        /** How many, spread evenly by their logarithm from 0.1 to 10. */
        @Param({"1", "1000"})
        public int alphas;
    }

    /** A problem with caps, one alpha and one budget. */
    @State(Scope.Thread)
    public static class Capped extends Sizes {
        /** At 1 and other finite values above 0 the groups share; at 0 the best entries of all groups come first. */
        @Param({"1", "0", "inf"})
        public String alpha;

        /** The cap of every dose. */
        @Param("1")
        public String caps;

        /** The part of each group's entries that the budget would pay for, those of the largest ratios. */
        @Param({"0.01", "0.1"})
        public String funded;
    }

    /** A problem with caps and many budgets. */
    @State(Scope.Thread)
    public static class Budgets extends Sizes {
        /** 1 needs no power function. */
        @Param("1")
        public String alpha;

        /** The cap of every dose. */
        @Param("1")
        public String caps;

        /** The part of the entries that the largest budget pays for. */
        @Param("1")
        public String funded;

        /** How many budgets, evenly up to the largest. */
        @Param("100")
        public int budgets;
    }

    /** Instances of one size. */
    @State(Scope.Thread)
    public static class Instances extends MeasuredState {
        /** The backend's name, with its variant; never auto. */
        @Param(MeasuredState.REFERENCE)
        public String backend;

        /** How benefits, costs and group sizes are distributed. */
        @Param("uniform")
        public String shape;

        /** B, the number of instances. */
        @Param({"1", "10000"})
        public int instances;

        /** N of an instance. */
        @Param("20")
        public int n;

        /** T of an instance. */
        @Param("4")
        public int t;

        /** K of an instance. */
        @Param("3")
        public int k;

        /** 1 needs no power function, 1.5 does. */
        @Param({"1", "1.5"})
        public String alpha;
    }

    /** How long does the group argmax take, the pass that reads every benefit and cost once? */
    @Benchmark
    public Object bestItems(Sizes asked) {
        return asked.call();
    }

    /** How long does an allocation take from end to end: the group argmax, then every group's budget, dose and utility? */
    @Benchmark
    public Object allocate(Alpha asked) {
        return asked.call();
    }

    /** How long does it take to write the gradient of the welfare with respect to all N x T benefits? */
    @Benchmark
    public Object denseGradient(Sizes asked) {
        return asked.call();
    }

    /** How long does a step back through the allocation take, from a loss's gradient to all doses to that to all benefits? */
    @Benchmark
    public Object denseVjp(Sizes asked) {
        return asked.call();
    }

    /** What does a fairness-efficiency frontier cost: one group argmax, then one allocation for each of many alphas? */
    @Benchmark
    public Object sweep(Alphas asked) {
        return asked.call();
    }

    /** What do many small instances cost when one group argmax serves them all, and each gets an allocation of its own? */
    @Benchmark
    public Object batch(Instances asked) {
        return asked.call();
    }

    /** With caps, how long does it take to find what the answer for one alpha and budget needs to know of the data? */
    @Benchmark
    public Object select(Capped asked) {
        return asked.call();
    }

    /** With caps, how long does an allocation take from end to end, to every group's last funded entry? */
    @Benchmark
    public Object allocateCapped(Capped asked) {
        return asked.call();
    }

    /** With caps, how long does a step back take, from a loss's gradient to all doses to that to all benefits? */
    @Benchmark
    public Object cappedVjp(Capped asked) {
        return asked.call();
    }

    /** With caps, what does a budget path cost: one list of all entries, then one allocation for each of many budgets? */
    @Benchmark
    public Object budgetPath(Budgets asked) {
        return asked.call();
    }

    /**
     * The source notebooks' own baseline: how much does the closed form save over a solver that knows only the N x T doses and
     * the budget, at sizes a solver can do?
     */
    @Benchmark
    public Object againstSolver(SolverState asked) {
        return asked.call();
    }
}
