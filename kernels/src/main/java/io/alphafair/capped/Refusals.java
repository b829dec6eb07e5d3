package io.alphafair.capped;

import io.alphafair.closedform.RefusedException;
import java.util.function.IntUnaryOperator;

/** What has no answer in doubles. */
final class Refusals {
    private Refusals() {
    }

    /** @throws RefusedException if the welfare is the same whatever is done, or nothing helps anybody */
    static void requireBenefit(CappedProblem problem) {
        boolean any = false;
        for (int k = 0; k < problem.groupCount(); k++) {
            boolean empty = problem.list().isEmpty(k);
            any |= !empty;
            if (empty && problem.size()[k] > 0 && problem.alpha().value() >= 1) {
                throw new RefusedException("group " + k + " has no ratio above 0, so "
                        + problem.alpha().welfareWithoutUtility()
                        + ": drop the group, choose alpha < 1 or, if its benefits underflow, scale them up");
            }
        }
        if (!any) {
            throw new RefusedException(
                    "no benefit is positive: expected one at least; there is nothing to allocate for");
        }
    }

    /** @throws RefusedException if the welfare of a unit of money on an entry leaves the range of doubles */
    static void requireWorth(CappedProblem problem, int group, int entry) {
        double slope = problem.list().ratio[entry] / problem.size()[group];
        double worth = problem.weight(group) * slope;
        double relative = problem.worth(group, entry);
        boolean hasDigits = relative >= Math.min(slope, Double.MIN_NORMAL) && relative <= Double.MAX_VALUE;
        if (!(worth > 0 && worth <= Double.MAX_VALUE && hasDigits)) {
            throw new RefusedException("group " + group + ": weight " + problem.weight(group) + " times ratio "
                    + problem.list().ratio[entry] + " over " + problem.size()[group] + " members is " + worth
                    + ": expected a finite number > 0 with all its digits; scale the benefits or the weights");
        }
    }

    /**
     * At a finite positive alpha an entry without worth would never be bought, and one of infinite worth at any price.
     *
     * @throws RefusedException as {@link #requireWorth} for a group's last full entry and the next one
     */
    static void requireWorths(CappedProblem problem, Places places) {
        CappedList list = problem.list();
        if (problem.alpha().value() == 0 || problem.isMaxMin()) {
            return;
        }
        for (int k = 0; k < problem.groupCount(); k++) {
            int full = places.full[k];
            if (full > 0) {
                requireWorth(problem, k, list.start[k] + full - 1);
            }
            if (full < list.count(k)) {
                requireWorth(problem, k, list.start[k] + full);
            }
        }
    }

    /** @throws RefusedException if a number that divides the budget leaves the range of doubles */
    static void requireFinite(double number) {
        if (!(number >= 0 && number <= Double.MAX_VALUE)) {
            throw new RefusedException("the ratios where the money runs out are too far apart to divide it: a number "
                    + "between them is " + number + ", expected a finite one; scale benefits and costs");
        }
    }

    /** @throws RefusedException if more of the budget is missing than rounding explains */
    static void requireSpent(double budget, double missing, double most) {
        if (!(Math.abs(missing) <= most)) {
            throw new RefusedException("the ratios where the money runs out are too far apart to divide it: " + missing
                    + " of the budget " + budget + " is left: expected at most " + most
                    + "; scale benefits and costs so that the ratios are closer together");
        }
    }

    /** @throws RefusedException if a number that the answer needs has lost digits or overflows */
    static void requireInRange(CappedSolution solution) {
        CappedList list = solution.list;
        requireNormal(solution.problem, k -> Math.min(list.start[k + 1], solution.next(k) + 1));
        for (int k = 0; k < solution.groupCount(); k++) {
            requireFiniteUtility(k, solution.utility(k));
        }
    }

    /** @throws RefusedException if a number that the answer for some budget needs has lost digits or overflows */
    static void requireWholePath(CappedProblem problem) {
        requireBenefit(problem);
        CappedList list = problem.list();
        ExactAccumulator spending = new ExactAccumulator();
        requireNormal(problem, k -> list.start[k + 1]);
        for (int k = 0; k < problem.groupCount(); k++) {
            for (int e = list.start[k]; e < list.start[k + 1]; e++) {
                requireWorth(problem, k, e);
            }
            int capped = list.count(k) - (list.hasEnd(k) ? 0 : 1);
            if (capped > 0) {
                requireFiniteUtility(k, list.valueOfFirst(k, capped) / problem.size()[k]);
                list.addSpendingOfFirst(k, capped, spending);
            }
        }
        if (spending.value() > Double.MAX_VALUE) {
            throw new RefusedException("all entries with a cap cost " + spending.value()
                    + " together: expected a finite number; scale the costs down");
        }
    }

    /** @param end the place behind the last entry that matters, per group */
    private static void requireNormal(CappedProblem problem, IntUnaryOperator end) {
        CappedList list = problem.list();
        if (!list.hasSmall()) {
            return;
        }
        int lowest = -1;
        for (int k = 0; k < problem.groupCount(); k++) {
            int last = end.applyAsInt(k);
            for (int e = list.start[k]; e < last; e++) {
                if ((list.value[e] < Double.MIN_NORMAL || list.spending[e] < Double.MIN_NORMAL)
                        && (lowest < 0 || list.index[e] < list.index[lowest])) {
                    lowest = e;
                }
            }
        }
        if (lowest >= 0) {
            throw new RefusedException("entry " + problem.place(lowest) + " at its cap " + list.cap[lowest]
                    + " is worth " + list.value[lowest] + " and costs " + list.spending[lowest]
                    + ": expected both to be at least " + Double.MIN_NORMAL + "; scale benefits, costs or caps up");
        }
    }

    private static void requireFiniteUtility(int group, double utility) {
        if (!(utility <= Double.MAX_VALUE)) {
            throw new RefusedException("group " + group + ": its utility is " + utility
                    + ": expected a finite number; scale the benefits down");
        }
    }
}
