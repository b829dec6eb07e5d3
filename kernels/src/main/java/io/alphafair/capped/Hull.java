package io.alphafair.capped;

/**
 * The upper hull of one row's items as points (C, V): the items of which a person gets at most one, and the steps between
 * them. Reused for row after row.
 */
public final class Hull {
    private final double[] value;
    private final double[] spending;
    /** -C, because the order is descending. */
    private final double[] negated;
    private final long[] item;
    private final int[] order;
    private final int[] scratch;
    private final int[] kept;
    private int count;

    /** @param itemCount T */
    public Hull(int itemCount) {
        value = new double[itemCount];
        spending = new double[itemCount];
        negated = new double[itemCount];
        item = new long[itemCount];
        order = new int[itemCount];
        scratch = new int[itemCount];
        kept = new int[itemCount];
    }

    /** Sets an item's V and C, both finite; C is positive. */
    public void set(int itemIndex, double worth, double money) {
        value[itemIndex] = worth;
        spending[itemIndex] = money;
    }

    /** Finds the hull of the items that were set. */
    public void find() {
        int candidates = 0;
        for (int t = 0; t < value.length; t++) {
            if (value[t] > 0) {
                negated[t] = -spending[t];
                item[t] = t;
                order[candidates++] = t;
            }
        }
        GroupOrder.sort(order, 0, candidates, negated, item, scratch);
        count = 0;
        int next = 0;
        while (next < candidates) {
            int best = order[next++];
            // Of items that cost the same only the best one matters, and of equal ones the first.
            while (next < candidates && spending[order[next]] == spending[best]) {
                if (value[order[next]] > value[best]) {
                    best = order[next];
                }
                next++;
            }
            keep(best);
        }
    }

    private void keep(int candidate) {
        if (count > 0 && value[candidate] <= value[kept[count - 1]]) {
            return;
        }
        while (count > 0
                && slope(from(count - 1), kept[count - 1]) <= slope(kept[count - 1], candidate)) {
            count--;
        }
        kept[count++] = candidate;
    }

    /** The slope between two items; -1 is the origin. */
    private double slope(int from, int to) {
        return worthOf(from, to) / costOf(from, to);
    }

    private double worthOf(int from, int to) {
        return from < 0 ? value[to] : value[to] - value[from];
    }

    private double costOf(int from, int to) {
        return from < 0 ? spending[to] : spending[to] - spending[from];
    }

    /** The number of steps. */
    public int count() {
        return count;
    }

    /** The item before a step; -1 is nothing. */
    public int from(int step) {
        return step == 0 ? -1 : kept[step - 1];
    }

    /** The item after a step. */
    public int to(int step) {
        return kept[step];
    }

    /** What a step adds to V. */
    public double benefit(int step) {
        return worthOf(from(step), to(step));
    }

    /** What a step adds to C. */
    public double cost(int step) {
        return costOf(from(step), to(step));
    }
}
