package io.alphafair;

import io.alphafair.capped.PathSolver;
import io.alphafair.capped.PathWalk;
import io.alphafair.closedform.RefusedException;

/**
 * How an allocation with caps grows with its budget, at one fairness. It is a walk along the <em>breakpoints</em>, the total
 * budgets at which an entry begins to be bought or is full, in ascending order. Between two neighbouring breakpoints every
 * group's spending and utility is a linear function of the total budget, so that the breakpoints are the whole path.
 *
 * <p>It starts where nothing is spent, and {@link #next} moves it. {@link Selection#budgetPath} makes it, in memory in
 * proportion to the listed entries. For one thread at a time.
 */
public final class BudgetPath {
    private final Selection selection;
    private final Fairness fairness;
    private final double[] weights;
    private final PathSolver solver;
    private final PathWalk walk;

    BudgetPath(Selection selection, Fairness fairness, double[] weights, PathSolver solver) {
        this.selection = selection;
        this.fairness = fairness;
        this.weights = weights == null ? null : weights.clone();
        this.solver = solver;
        try {
            this.walk = solver.walk();
        } catch (RefusedException e) {
            throw new InvalidInputException(e);
        }
    }

    public Fairness fairness() {
        return fairness;
    }

    /** K. */
    public int groupCount() {
        return selection.groupCount();
    }

    /**
     * Moves to the next breakpoint. Breakpoints of one total budget follow each other: of groups with the same price the lower
     * one comes first. There is no breakpoint behind an entry without a cap that takes all further money.
     *
     * @return false, and nothing changes, if there is none
     */
    public boolean next() {
        return walk.next();
    }

    /** The total budget of this breakpoint, the exact sum of what the entries cost, rounded once; 0 at the start. */
    public double totalBudget() {
        return walk.totalBudget();
    }

    /** The group whose entry begins or is full at this breakpoint; -1 at the start. */
    public int group() {
        return walk.group();
    }

    /** The flat index of the entry that begins or is full at this breakpoint; -1 at the start. */
    public long index() {
        return walk.index();
    }

    /** Whether the entry begins to be bought at this breakpoint; else it is full from here on. */
    public boolean isStart() {
        return walk.isStart();
    }

    /** What a group spends at this breakpoint, in units of cost. */
    public double budget(int group) {
        return walk.budget(group);
    }

    /** A group's mean benefit over its members at this breakpoint. */
    public double utility(int group) {
        return walk.utility(group);
    }

    /** The number of a group's full entries, from this breakpoint to the next one. */
    public long fullCount(int group) {
        return walk.fullCount(group);
    }

    /** The flat index of a group's entry that takes money, from this breakpoint to the next one; -1 if there is none. */
    public long criticalIndex(int group) {
        return walk.insideIndex(group);
    }

    /**
     * The allocation for any total budget, wherever this path is.
     *
     * @throws InvalidInputException as {@link Selection#allocate(Fairness, double, double[])}
     */
    public CappedAllocation allocate(double budget) {
        return selection.allocate(solver, fairness, budget, weights);
    }
}
