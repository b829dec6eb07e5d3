package io.alphafair.capped;

/**
 * Finds between which breakpoints the budget is spent, for alpha > 0. The exact sum of what all groups spend at a breakpoint
 * is compared with the budget, and does not fall along the order of the breakpoints. So neither the order of the
 * search nor the part of the entries that is listed changes what is found.
 */
final class PriceSearch {
    private final CappedProblem problem;
    private final CappedList list;
    private final Breakpoints points;
    private final Halving halving;
    /** Breakpoints known to lie before the answer, per group. */
    private final int[] low;
    /** Breakpoints before which the answer is known to lie, per group. */
    private final int[] high;
    private final int[] passed;
    private final ExactAccumulator sum = new ExactAccumulator();

    private PriceSearch(CappedProblem problem, Breakpoints points) {
        this.problem = problem;
        this.list = problem.list();
        this.points = points;
        this.passed = new int[problem.groupCount()];
        int[] counts = new int[passed.length];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = points.count(k);
        }
        this.halving = new Halving(counts);
        this.low = halving.low;
        this.high = halving.high;
    }

    /**
     * How many breakpoints each group has passed before the first one at which the spending is at least the budget: 2 j if
     * it is between two entries, of which j are full, and 2 j + 1 if it is inside the next one.
     *
     * @param points the problem's, whatever its budget is
     */
    static int[] passed(CappedProblem problem, Breakpoints points) {
        return new PriceSearch(problem, points).search();
    }

    private int[] search() {
        while (halving.draw()) {
            int owner = halving.owner();
            int place = halving.place();
            boolean enough = isEnoughAt(owner, place);
            for (int k = 0; k < high.length; k++) {
                if (!enough) {
                    low[k] = passed[k];
                } else {
                    high[k] = k == owner ? place : passed[k];
                }
            }
        }
        return low;
    }

    /** Whether the budget is spent at a breakpoint. Fills {@code passed} within the bounds, which is all that is needed. */
    private boolean isEnoughAt(int owner, int place) {
        double key = points.key(owner, place);
        sum.reset();
        for (int k = 0; k < passed.length; k++) {
            passed[k] = k == owner
                    ? place + 1
                    : k < owner
                            ? points.upTo(k, key, low[k], high[k])
                            : points.below(k, key, low[k], high[k]);
            int full = passed[k] / 2;
            list.addSpendingOfFirst(k, full, sum);
            if (passed[k] % 2 == 1 && k != owner) {
                sum.add(points.money(k, full, key));
            }
        }
        sum.subtract(problem.budget());
        return sum.value() >= 0;
    }
}
