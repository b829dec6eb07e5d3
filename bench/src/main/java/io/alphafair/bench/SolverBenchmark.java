package io.alphafair.bench;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.studies.solver.ConvexSolver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The source notebooks' own baseline: how much does the closed form save over a solver that knows only the N x T doses
 * and the budget, at sizes a solver can do?
 */
public class SolverBenchmark extends QuestionBenchmark {
    /** The value of the backend parameter that stands for the solver. */
    public static final String SOLVER = "solver";

    /** A small problem for a backend's closed form or for the solver. */
    @State(Scope.Benchmark)
    public static class Contest extends WorkloadState {
        /** How close the solver's welfare must come, relative to the closed form's. */
        private static final double TOLERANCE = 1e-8;
        private static final String REFERENCE = "scalar";

        /** A backend's name for the closed form; solver for the solver. */
        @Param({"scalar", SOLVER})
        public String backend;

        /** How benefits, costs and group sizes are distributed. */
        @Param("uniform")
        public String shape;

        /** N, individuals. */
        @Param("100")
        public int n;

        /** T, items. */
        @Param("3")
        public int t;

        /** K, groups. */
        @Param("4")
        public int k;

        /** 1.5 is a convex programme for the solver, inf a linear one. */
        @Param({"1.5", "inf"})
        public String alpha;

        private final ConvexSolver solver = new ConvexSolver();
        private Fairness fairness;
        private Allocation allocation;

        /** For JMH. */
        public Contest() {
            // JMH fills the parameters.
        }

        @Setup(Level.Trial)
        public void setUp() {
            boolean bySolver = backend.equals(SOLVER);
            open(bySolver ? REFERENCE : backend, shape, n, t, k);
            fairness = Fairness.parse(alpha);
            allocation = best().allocate(fairness, BUDGET);
            if (bySolver) {
                requireSameWelfare();
            }
        }

        private void requireSameWelfare() {
            double welfare = bySolver();
            if (!(Math.abs(welfare - allocation.objective()) <= TOLERANCE * Math.abs(allocation.objective()))) {
                throw new MismatchException(SOLVER, shape + " " + n + " x " + t + ", K = " + k + ", alpha " + alpha,
                        "welfare is " + welfare + ", scalar's is " + allocation.objective());
            }
        }

        double byClosedForm() {
            prepared().bestItems(best());
            best().allocate(fairness, BUDGET, allocation);
            return allocation.objective();
        }

        double bySolver() {
            Items items = items();
            return solver.solve(items, fairness, BUDGET).objective();
        }

        @TearDown(Level.Trial)
        public void tearDown() {
            release();
        }
    }

    /** For JMH. */
    public SolverBenchmark() {
        // Nothing to set up.
    }

    /** The optimal welfare, by one way or the other. */
    @Benchmark
    public double againstSolver(Contest contest) {
        return contest.backend.equals(SOLVER) ? contest.bySolver() : contest.byClosedForm();
    }
}
