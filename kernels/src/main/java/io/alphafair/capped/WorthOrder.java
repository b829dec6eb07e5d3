package io.alphafair.capped;

/**
 * The breakpoints for alpha = 0: by worth descending. Groups with entries of one worth get the same money for these, their
 * level, which orders the breakpoints of that worth.
 */
final class WorthOrder extends PathOrder {
    /** The place in the list of the first entry that has the worth of the group's last opened one. */
    private final int[] first;
    private final double[] nextWorth;
    private final double[] nextLevel;
    private double worth;
    private double level;
    /** The worth of an entry without a cap that is open: no entry that is worth less is ever bought. */
    private double endless;
    private final ExactAccumulator sum = new ExactAccumulator();
    private final ExactAccumulator part = new ExactAccumulator();

    WorthOrder(CappedProblem problem) {
        super(problem);
        first = new int[passed.length];
        nextWorth = new double[passed.length];
        nextLevel = new double[passed.length];
        for (int k = 0; k < passed.length; k++) {
            look(k);
        }
    }

    @Override
    boolean isReachable(int group) {
        return nextWorth[group] >= endless;
    }

    @Override
    int compare(int one, int other) {
        if (nextWorth[one] != nextWorth[other]) {
            return nextWorth[one] > nextWorth[other] ? -1 : 1;
        }
        return nextLevel[one] < nextLevel[other]
                ? -1
                : nextLevel[one] > nextLevel[other] ? 1 : Integer.compare(one, other);
    }

    @Override
    void pass(int group) {
        worth = nextWorth[group];
        level = nextLevel[group];
        if (passed[group] % 2 == 0 && list.spending[list.start[group] + passed[group] / 2] > Double.MAX_VALUE) {
            endless = worth;
        }
        passed[group]++;
        if (hasNext(group)) {
            look(group);
        }
    }

    /** Finds the group's next breakpoint, if it has one. */
    private void look(int group) {
        if (!hasNext(group)) {
            return;
        }
        int j = passed[group] / 2;
        double next = problem.worth(group, list.start[group] + j);
        if (passed[group] % 2 == 0 && (j == 0 || next != nextWorth[group])) {
            first[group] = j;
        }
        nextWorth[group] = next;
        nextLevel[group] = spent(group, passed[group] % 2 == 0 ? j : j + 1);
    }

    /** What the group's entries of the worth of its last one cost before place j, rounded once. */
    private double spent(int group, int j) {
        if (j - first[group] < 2) {
            return j == first[group] ? 0 : list.spending[list.start[group] + first[group]];
        }
        sumTo(group, j);
        return sum.value();
    }

    /** Sums exactly what these entries cost before place j. */
    private void sumTo(int group, int j) {
        sum.reset();
        part.reset();
        list.addSpendingOfFirst(group, first[group], part);
        list.addSpendingOfFirst(group, j, sum);
        sum.subtract(part);
    }

    @Override
    double money(int group) {
        int j = passed[group] / 2;
        double left = level;
        if (j > first[group]) {
            sumTo(group, j);
            part.reset();
            part.add(level);
            part.subtract(sum);
            left = part.value();
        }
        return left > 0 ? Math.min(left, list.spending[list.start[group] + j]) : 0;
    }
}
