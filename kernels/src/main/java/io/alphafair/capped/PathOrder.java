package io.alphafair.capped;

/**
 * How far each group has come on a walk along the breakpoints, as the budget grows, and which group's next breakpoint comes
 * first. Breakpoint {@code 2 j} of a group opens its listed entry j, and {@code 2 j + 1} closes it.
 */
abstract class PathOrder {
    final CappedProblem problem;
    final CappedList list;
    /** The breakpoints that each group has passed. */
    final int[] passed;

    PathOrder(CappedProblem problem) {
        this.problem = problem;
        this.list = problem.list();
        this.passed = new int[problem.groupCount()];
    }

    /** Whether the group has another breakpoint: an entry without a cap never closes. */
    final boolean hasNext(int group) {
        return passed[group] < 2 * list.count(group) - (list.hasEnd(group) ? 0 : 1);
    }

    /** Whether some budget, which is a finite double, reaches the group's next breakpoint. */
    abstract boolean isReachable(int group);

    /** Compares the next breakpoints of two groups that have one, equal ones by group. */
    abstract int compare(int first, int second);

    /** Moves to the next breakpoint of a group. */
    abstract void pass(int group);

    /** At this point, the money on the open entry of a group other than the one that has moved last. */
    abstract double money(int group);
}
