package io.alphafair.capped;

import io.alphafair.closedform.RefusedException;
import java.util.Optional;

/** The solutions of one problem for many budgets, which share its breakpoints. For one thread at a time. */
public final class PathSolver {
    private final CappedProblem problem;
    private final Breakpoints points;

    /** @param problem of any budget */
    public PathSolver(CappedProblem problem) {
        this.problem = problem;
        this.points = problem.alpha().value() == 0 ? null : new Breakpoints(problem);
    }

    /**
     * The solution for a budget.
     *
     * @throws RefusedException as {@link CappedSolver#attempt}
     */
    public Optional<CappedSolution> at(double budget, Misses misses) {
        return CappedSolver.attempt(problem.withBudget(budget), points, misses);
    }

    /**
     * A walk along the breakpoints. All entries have to be listed.
     *
     * @throws RefusedException if the problem has no solution at some budget
     */
    public PathWalk walk() {
        Refusals.requireWholePath(problem);
        return new PathWalk(problem, points == null ? new WorthOrder(problem) : new KeyOrder(problem, points));
    }
}
