package io.alphafair.bench.jmh;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.bench.measure.AnswerMismatchException;
import io.alphafair.bench.measure.Operation;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Problem;
import io.alphafair.studies.solver.ConvexSolver;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A small problem for a backend's closed form or for the solver. */
@State(Scope.Thread)
public class SolverState extends MeasuredState {
    /** The value of the parameter {@code by} that stands for the solver; others are backends. */
    public static final String SOLVER = "solver";

    /** How close the solver's welfare must come, relative to the closed form's. */
    private static final double TOLERANCE = 1e-8;

    /** A backend's name for the closed form; solver for the solver. */
    @Param({REFERENCE, SOLVER})
    public String by;

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

    @Override
    void open(Question question, Map<String, String> params) {
        boolean bySolver = params.remove("by").equals(SOLVER);
        Problem problem = Problem.ofParams(params);
        open(bySolver ? REFERENCE : by, question, problem);
        if (bySolver) {
            double expected = ((Allocation) call()).objective();
            Fairness fairness = Fairness.parse(alpha);
            ConvexSolver solver = new ConvexSolver();
            double welfare = solver.solve(items(), fairness, Question.BUDGET).objective();
            if (!(Math.abs(welfare - expected) <= TOLERANCE * Math.abs(expected))) {
                throw new AnswerMismatchException(SOLVER + " on " + problem + ": welfare is " + welfare + ", expected "
                        + expected + " to " + TOLERANCE);
            }
            settle(Operation.allocating(Long.MAX_VALUE, () -> solver.solve(items(), fairness, Question.BUDGET)),
                    "ojAlgo");
        }
    }
}
