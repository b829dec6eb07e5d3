package io.alphafair.studies.solver;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;

/**
 * Solves the allocation problem over all N x T doses: {@code max W(u)} with {@code sum cost * dose <= budget}.
 *
 * <p>alpha = 0 and infinity are linear programmes for ojAlgo, any other alpha goes to {@link BarrierMethod}. Each answer
 * carries a duality gap computed from the doses themselves; one above {@link #TOLERANCE} is not returned.
 *
 * <p>Meant for problems whose groups' ratios lie within some five orders of magnitude. Stateless, so safe to share.
 */
public final class ConvexSolver {
    /** The largest relative duality gap of a solution: over |W|, at alpha = 1 over the number of groups. */
    public static final double TOLERANCE = 1e-9;

    private final int maxIterations;

    /** A solver that gives up after 1,000 Newton steps, some five times what hard problems need. */
    public ConvexSolver() {
        this(1000);
    }

    /** A solver that gives up after {@code maxIterations} Newton steps. */
    public ConvexSolver(int maxIterations) {
        if (maxIterations <= 0) {
            throw new IllegalArgumentException("maxIterations is " + maxIterations + ": expected at least 1");
        }
        this.maxIterations = maxIterations;
    }

    /**
     * Solves one problem.
     *
     * @param items N x T of at most 2^30 entries, of which some 10^5 take about a second; not changed
     * @param budget finite and positive, in units of cost
     * @throws io.alphafair.InvalidInputException if a value or the budget is not valid, no benefit is positive, or a
     *             group is without benefit at alpha >= 1
     * @throws NotConvergedException if the relative duality gap stays above {@link #TOLERANCE}
     */
    public Solution solve(Items items, Fairness fairness, double budget) {
        if (!(budget > 0 && budget <= Double.MAX_VALUE)) {
            throw new InvalidInputException("budget is " + budget + ": expected a finite number > 0");
        }
        Welfare welfare = new Welfare(fairness.alpha());
        Entries entries = Entries.of(items, fairness.alpha());
        SpendingProblem problem = entries.problem();
        Spending spending;
        if (fairness.equals(Fairness.UTILITARIAN)) {
            spending = LinearPrograms.utilitarian(problem);
        } else if (fairness.equals(Fairness.MAX_MIN)) {
            spending = LinearPrograms.maxMin(problem);
        } else {
            spending = new BarrierMethod(problem, welfare).solve(maxIterations);
        }
        Solution solution = new Assessment(items, budget, entries.labels())
                .of(entries.doses(spending.fraction(), budget), spending.price(), welfare, spending.iterations());
        // Written so that a NaN is refused too.
        if (!(solution.relativeGap() <= TOLERANCE)) {
            throw new NotConvergedException("the solver for " + fairness + " stopped", solution.relativeGap(),
                    solution.iterations());
        }
        return solution;
    }
}
