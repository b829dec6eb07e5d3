package io.alphafair;

import io.alphafair.capped.CappedList;
import io.alphafair.capped.CappedProblem;
import io.alphafair.capped.CappedSolution;
import io.alphafair.capped.CappedSolver;
import io.alphafair.capped.EntryList;
import io.alphafair.capped.EntrySplit;
import io.alphafair.capped.Misses;
import io.alphafair.capped.Narrowing;
import io.alphafair.capped.PathSolver;
import io.alphafair.closedform.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What allocation with caps needs to know of the data: each group's entries in the order in which they are bought, by ratio
 * descending, then by flat index ascending. The first ones may be known by the exact sums of their values and costs alone,
 * and the last ones may be left out. It has the same bits on every backend. Threads may share it.
 *
 * <p>{@link io.alphafair.backend.Prepared#select()} lists all entries, for any fairness and budget;
 * {@link io.alphafair.backend.Prepared#select(Fairness, double, double[])} lists those that may be critical for one.
 */
public final class Selection {
    private final Items items;
    private final EntrySplit split;
    private final EntryList listed;
    private final CappedList.Above above;
    private final boolean[] open;
    private final long[] groupSize;
    private final Freshness freshness;
    /** All listed entries in order; null until they are needed. */
    private CappedList ordered;

    private Selection(Items items, EntrySplit split, boolean[] open) {
        this.items = items;
        this.split = split;
        this.listed = split.listed();
        this.above = split.above();
        this.open = open;
        this.freshness = new Freshness(items);
        this.groupSize = sizes(items);
    }

    /**
     * Only this module can call it: the package of the split is not exported.
     *
     * @param split to which no more entries are added
     * @param open whether there may be entries behind the listed ones, per group
     */
    @SuppressWarnings("exports")
    public static Selection of(Items items, EntrySplit split, boolean[] open) {
        return new Selection(items, split, open);
    }

    /** Ordering takes long, and many questions need few of the entries. */
    private synchronized CappedList ordered() {
        if (ordered == null) {
            ordered = CappedList.of(listed, groupCount(), above, open);
        }
        return ordered;
    }

    private synchronized boolean isOrdered() {
        return ordered != null;
    }

    /** K. */
    public int groupCount() {
        return open.length;
    }

    /** The number of entries that are listed one by one. */
    public int listedCount() {
        return listed.size();
    }

    /** The number of the group's entries that are known by their sums alone. */
    public long summedCount(int group) {
        return above.count()[group];
    }

    /**
     * The allocation for one fairness and budget.
     *
     * @throws InvalidInputException if the budget is not finite and positive, the welfare is minus infinity whatever is
     *             done, or a number that the answer needs leaves the range of doubles
     * @throws IllegalStateException if the selection was made for another fairness or budget and does not suffice
     */
    public CappedAllocation allocate(Fairness fairness, double budget) {
        return allocate(fairness, budget, null);
    }

    /**
     * The allocation that maximises the welfare with group weights, {@code sum w_k f(u_k)}.
     *
     * @param weights K finite, positive weights, or null for 1 each; without effect at alpha = infinity
     * @throws InvalidInputException as {@link #allocate(Fairness, double)}, and if a weight is not finite and positive
     * @throws IllegalStateException as {@link #allocate(Fairness, double)}
     */
    public CappedAllocation allocate(Fairness fairness, double budget, double[] weights) {
        return attempt(fairness, budget, weights, new Misses(groupCount()))
                .orElseThrow(() -> insufficient(fairness, budget));
    }

    /**
     * Checks a budget and weights before anything is read.
     *
     * @param weights one per group, or null
     * @throws InvalidInputException if one is not finite and positive, or the number of weights is another one
     */
    public static void requireQuestion(int groupCount, double budget, double[] weights) {
        Checks.budget(budget);
        if (weights != null) {
            Checks.weights(weights, groupCount);
        }
    }

    /** As {@link #allocate}; empty, with the groups in {@code misses}, if the listed entries do not suffice. */
    @SuppressWarnings("exports")
    public Optional<CappedAllocation> attempt(Fairness fairness, double budget, double[] weights, Misses misses) {
        requireQuestion(groupCount(), budget, weights);
        CappedProblem question = question(groupSize, fairness, budget, weights, items.itemCount());
        try {
            return solve(question, misses)
                    .map(solution -> new CappedAllocation(solution, fairness, weights, this));
        } catch (RefusedException e) {
            throw new InvalidInputException(e);
        }
    }

    private Optional<CappedSolution> solve(CappedProblem question, Misses misses) {
        if (isLong()) {
            CappedList narrowed = Narrowing.narrow(listed, above, open, question).ordered();
            Optional<CappedSolution> found = CappedSolver.attempt(question.withList(narrowed),
                    new Misses(groupCount()));
            if (found.isPresent()) {
                return found;
            }
        }
        return CappedSolver.attempt(question.withList(ordered()), misses);
    }

    private boolean isLong() {
        return listed.size() >= Narrowing.WORTHWHILE && !isOrdered();
    }

    /**
     * A selection that lists the few of these entries that are likely to decide one question; empty if that is not worth
     * while, or all entries with a positive ratio are listed. Only this module can call it.
     */
    @SuppressWarnings("exports")
    public Optional<Selection> narrowed(CappedProblem question) {
        if (!isLong() || IntStream.range(0, open.length).noneMatch(group -> open[group])) {
            return Optional.empty();
        }
        Narrowing.Narrowed narrowed = Narrowing.narrow(listed, above, open, question);
        return Optional.of(new Selection(items, narrowed.split(), narrowed.open()));
    }

    /** The solution of the same question with all entries in its lists, as far as they are listed here. */
    CappedSolution solveOrdered(CappedSolution solution) {
        return CappedSolver.solve(solution.problem().withList(ordered()));
    }

    /** The entries; live. Only this module can use it. */
    @SuppressWarnings("exports")
    public EntrySplit split() {
        return split;
    }

    Items items() {
        return items;
    }

    Freshness freshness() {
        return freshness;
    }

    private static CappedProblem question(long[] size, Fairness fairness, double budget, double[] weights,
            int itemCount) {
        // Weights have no effect at infinity.
        double[] copy = weights == null || fairness.alpha() == Double.POSITIVE_INFINITY ? null : weights.clone();
        return new CappedProblem(null, size, copy, fairness.level(), budget, itemCount);
    }

    /** A question about items, without their entries. Only this module can call it. */
    @SuppressWarnings("exports")
    public static CappedProblem question(Items items, Fairness fairness, double budget, double[] weights) {
        return question(sizes(items), fairness, budget, weights, items.itemCount());
    }

    private static long[] sizes(Items items) {
        long[] sizes = new long[items.groupCount()];
        Arrays.setAll(sizes, items.groups()::groupSize);
        return sizes;
    }

    /**
     * The allocations for many budgets: how much each group gets as the budget grows. What does not depend on the budget is
     * computed once.
     *
     * @param budgets ascending, finite and positive
     * @param weights as in {@link #allocate(Fairness, double, double[])}
     * @return one per budget, in their order
     * @throws InvalidInputException as {@link #allocate(Fairness, double, double[])}, and if the budgets do not ascend
     * @throws IllegalStateException if the selection does not suffice for all budgets; {@code Prepared.select()} does
     */
    public List<CappedAllocation> overBudgets(Fairness fairness, double[] budgets, double[] weights) {
        for (int i = 0; i < budgets.length; i++) {
            requireQuestion(groupCount(), budgets[i], weights);
            if (i > 0 && budgets[i] <= budgets[i - 1]) {
                throw new InvalidInputException("budget " + i + " is " + budgets[i] + " after " + budgets[i - 1]
                        + ": expected ascending budgets; sort them and drop repeated ones");
            }
        }
        if (budgets.length == 0) {
            return List.of();
        }
        PathSolver path = pathSolver(fairness, weights);
        List<CappedAllocation> allocations = new ArrayList<>(budgets.length);
        for (double budget : budgets) {
            allocations.add(allocate(path, fairness, budget, weights));
        }
        return allocations;
    }

    private PathSolver pathSolver(Fairness fairness, double[] weights) {
        return new PathSolver(question(groupSize, fairness, 1, weights, items.itemCount()).withList(ordered()));
    }

    /** As {@link #allocate(Fairness, double, double[])}, with what does not depend on the budget computed already. */
    CappedAllocation allocate(PathSolver path, Fairness fairness, double budget, double[] weights) {
        requireQuestion(groupCount(), budget, weights);
        try {
            return path.at(budget, new Misses(groupCount()))
                    .map(solution -> new CappedAllocation(solution, fairness, weights, this))
                    .orElseThrow(() -> insufficient(fairness, budget));
        } catch (RefusedException e) {
            throw new InvalidInputException(e);
        }
    }

    /**
     * The allocations for all budgets: the total budgets at which a group begins or finishes an entry.
     *
     * @param weights as in {@link #allocate(Fairness, double, double[])}
     * @throws InvalidInputException if a weight is not finite and positive, or the allocation for some budget is refused
     * @throws IllegalStateException if not all entries are listed; {@code Prepared.select()} lists all
     */
    public BudgetPath budgetPath(Fairness fairness, double[] weights) {
        if (weights != null) {
            Checks.weights(weights, groupCount());
        }
        if (!ordered().isWhole()) {
            throw new IllegalStateException("the selection lists the entries near one budget only: expected that of "
                    + "Prepared.select(), because the path goes through all");
        }
        return new BudgetPath(this, fairness, weights, pathSolver(fairness, weights));
    }

    /**
     * The allocations for many fairness levels at one budget.
     *
     * @param alphas each {@code >= 0} or infinity
     * @param weights as in {@link #allocate(Fairness, double, double[])}
     * @return one per alpha, in their order
     * @throws InvalidInputException as {@link #allocate(Fairness, double, double[])}, and if an alpha is negative or NaN
     * @throws IllegalStateException if the selection does not suffice for all alphas; {@code Prepared.select()} does
     */
    public List<CappedAllocation> overAlphas(double[] alphas, double budget, double[] weights) {
        List<CappedAllocation> allocations = new ArrayList<>(alphas.length);
        for (double alpha : alphas) {
            allocations.add(allocate(Fairness.of(alpha), budget, weights));
        }
        return allocations;
    }

    private static IllegalStateException insufficient(Fairness fairness, double budget) {
        return new IllegalStateException("the selection does not list the entries where the money runs out at "
                + fairness
                + " and budget " + budget
                + ": expected the fairness, budget and weights that it was made for; select again, or select()");
    }

    /** Equal bits: every listed entry, and the exact sums of the others. */
    @Override
    public boolean equals(Object object) {
        return object instanceof Selection other && ordered().equals(other.ordered());
    }

    @Override
    public int hashCode() {
        return ordered().hashCode();
    }

    @Override
    public String toString() {
        return "Selection[" + groupCount() + " groups, " + listedCount() + " entries listed]";
    }
}
