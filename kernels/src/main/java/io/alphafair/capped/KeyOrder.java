package io.alphafair.capped;

/** The breakpoints for alpha > 0, in the order of their keys. */
final class KeyOrder extends PathOrder {
    private final Breakpoints points;
    /** The groups inside an entry without a cap. */
    private final int[] endless;
    private int endlessCount;
    private double key;

    KeyOrder(CappedProblem problem, Breakpoints points) {
        super(problem);
        this.points = points;
        this.endless = new int[passed.length];
    }

    @Override
    boolean isReachable(int group) {
        double next = points.key(group, passed[group]);
        double money = 0;
        for (int i = 0; i < endlessCount; i++) {
            money += points.money(endless[i], passed[endless[i]] / 2, next);
        }
        // The price falls so far that entries without a cap cost more than a double can say.
        return money < Double.MAX_VALUE;
    }

    @Override
    int compare(int first, int second) {
        double one = points.key(first, passed[first]);
        double other = points.key(second, passed[second]);
        return one < other ? -1 : one > other ? 1 : Integer.compare(first, second);
    }

    @Override
    void pass(int group) {
        key = points.key(group, passed[group]);
        if (passed[group] % 2 == 0 && list.spending[list.start[group] + passed[group] / 2] > Double.MAX_VALUE) {
            endless[endlessCount++] = group;
        }
        passed[group]++;
    }

    @Override
    double money(int group) {
        return points.money(group, passed[group] / 2, key);
    }
}
