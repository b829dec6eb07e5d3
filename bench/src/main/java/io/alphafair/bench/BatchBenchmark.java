package io.alphafair.bench;

import io.alphafair.Allocation;
import io.alphafair.Batch;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What do many small instances cost when one group argmax serves them all, and each gets an allocation of its own? */
public class BatchBenchmark extends QuestionBenchmark {
    /** Equal instances in one problem: label = instance * K + group. */
    @State(Scope.Benchmark)
    public static class Instances extends WorkloadState {
        /** The backend's name; never auto. */
        @Param({"scalar", "simd", "forkjoin", "cuda"})
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

        private Batch batch;
        private Fairness fairness;
        private BestItems one;
        private Allocation allocation;

        /** For JMH. */
        public Instances() {
            // JMH fills the parameters.
        }

        @Setup(Level.Trial)
        public void setUp() {
            batch = new Batch(instances, k);
            fairness = Fairness.parse(alpha);
            one = BestItems.forGroups(k);
            allocation = Allocation.forGroups(k);
            open(backend, makeItems(), instances + " instances of " + shape + " " + n + " x " + t + ", K = " + k);
        }

        private Items makeItems() {
            int rows = Math.multiplyExact(instances, n);
            try (Items drawn = Workloads.named(shape).make(rows, t, k)) {
                int[] instance = new int[rows];
                int[] label = new int[rows];
                for (int row = 0; row < rows; row++) {
                    instance[row] = row / n;
                    label[row] = drawn.groups().label(row);
                }
                return Items.of(copy(drawn.benefit()), copy(drawn.cost()), batch.groups(instance, label));
            }
        }

        private static Matrix copy(Matrix matrix) {
            Matrix copy = Matrix.allocate(matrix.rows(), matrix.columns());
            copy.copyFrom(matrix);
            return copy;
        }

        @TearDown(Level.Trial)
        public void tearDown() {
            release();
        }
    }

    /** For JMH. */
    public BatchBenchmark() {
        // Nothing to set up.
    }

    /** The sum of all instances' welfare, so that no allocation is dead code. */
    @Benchmark
    public double batch(Instances problem) {
        problem.prepared().bestItems(problem.best());
        double welfare = 0;
        for (int instance = 0; instance < problem.instances; instance++) {
            problem.batch.bestItems(problem.best(), instance, problem.one);
            problem.one.allocate(problem.fairness, BUDGET, problem.allocation);
            welfare += problem.allocation.objective();
        }
        return welfare;
    }
}
