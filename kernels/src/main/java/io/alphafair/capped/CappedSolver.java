package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.RefusedException;
import io.alphafair.closedform.Solution;
import java.util.Optional;

/** Solves a problem: by exact sums where the money runs out, then by the formula for that place. */
public final class CappedSolver {
    private CappedSolver() {
    }

    /**
     * Solves a problem whose entries are all listed.
     *
     * @throws RefusedException as {@link #attempt}
     */
    public static CappedSolution solve(CappedProblem problem) {
        return attempt(problem, new Misses(problem.groupCount())).orElseThrow();
    }

    /**
     * Solves a problem.
     *
     * @param misses takes the groups whose lists do not suffice
     * @return empty if there is such a group
     * @throws RefusedException if the welfare is minus infinity whatever is done, or a number that the answer needs leaves
     *             the range of doubles
     */
    public static Optional<CappedSolution> attempt(CappedProblem problem, Misses misses) {
        return attempt(problem, null, misses);
    }

    /** @param points the problem's breakpoints, if they are known already; else null */
    static Optional<CappedSolution> attempt(CappedProblem problem, Breakpoints points, Misses misses) {
        Refusals.requireBenefit(problem);
        CappedList list = problem.list();
        misses.noteOdd(list);
        if (!misses.any() && !binds(problem)) {
            Places all = new Places(problem.groupCount());
            for (int k = 0; k < all.full.length; k++) {
                all.full[k] = list.count(k);
            }
            return Optional.of(new CappedSolution(problem, all, false, null));
        }
        Places places;
        boolean insideFirst;
        if (problem.alpha().value() == 0) {
            places = WorthFill.solve(problem, misses);
            insideFirst = noneFull(problem, places);
        } else {
            int[] passed = PriceSearch.passed(problem, points == null ? new Breakpoints(problem) : points);
            misses.notePassed(list, passed);
            if (misses.any()) {
                return Optional.empty();
            }
            places = InnerSolve.solve(problem, passed);
            insideFirst = isInsideFirst(list, passed);
        }
        misses.notePlaces(list, places);
        if (misses.any()) {
            return Optional.empty();
        }
        Refusals.requireWorths(problem, places);
        if (insideFirst) {
            Solution closed = ClosedForm.solve(problem);
            return Optional.of(new CappedSolution(problem, closedPlaces(problem, closed), true, closed));
        }
        return Optional.of(new CappedSolution(problem, places, true, null));
    }

    private static boolean isInsideFirst(CappedList list, int[] passed) {
        for (int k = 0; k < passed.length; k++) {
            if (!list.isEmpty(k) && (passed[k] != 1 || list.countAbove(k) > 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean noneFull(CappedProblem problem, Places places) {
        for (int k = 0; k < places.full.length; k++) {
            if (places.full[k] > 0 || problem.list().countAbove(k) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Places closedPlaces(CappedProblem problem, Solution closed) {
        CappedList list = problem.list();
        Places places = new Places(problem.groupCount());
        CompensatedSum lost = new CompensatedSum();
        for (int k = 0; k < places.full.length; k++) {
            if (closed.budget(k) > 0) {
                places.put(list, k, closed.budget(k), 0);
                lost.add(places.full[k] > 0 ? closed.budget(k) - list.spending[list.start[k]] : 0);
            }
        }
        // Where the keys of breakpoints leave the range of doubles, the first entries may be full before the budget is spent.
        double steps = 1 + (problem.alpha().value() > 0 ? 1 / problem.alpha().value() : 0);
        Refusals.requireSpent(problem.budget(), lost.value(), Places.SNAP * steps * problem.budget());
        return places;
    }

    /** Whether everything that helps costs more than the budget. */
    private static boolean binds(CappedProblem problem) {
        CappedList list = problem.list();
        ExactAccumulator sum = new ExactAccumulator();
        for (int k = 0; k < problem.groupCount(); k++) {
            if (!list.hasEnd(k) || list.isOpen(k)) {
                return true;
            }
            list.addSpendingOfFirst(k, list.count(k), sum);
        }
        sum.subtract(problem.budget());
        return sum.value() > 0;
    }
}
