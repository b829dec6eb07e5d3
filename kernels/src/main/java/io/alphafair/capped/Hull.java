package io.alphafair.capped;

/**
 * The upper hull of one row's items as points (C, V): the items of which a person gets at most one, and the steps between
 * them. Reused for row after row.
 *
 * <p>Items that another one dominates, which costs no more and is worth no less, are never on the hull, so that they are
 * dropped as soon as they are seen. That takes time in proportion to the square of the number of items at worst, and few
 * comparisons where items are few.
 */
public final class Hull {
    /** Of the items that nothing dominates, by C ascending; once the hull is found, those on it. Their V ascends too. */
    private final double[] value;
    private final double[] spending;
    private final int[] item;
    private int size;

    /** Of the steps: what each adds to V and to C, and their quotient. */
    private final double[] benefit;
    private final double[] cost;
    private final double[] ratio;

    /** @param itemCount T */
    public Hull(int itemCount) {
        value = new double[itemCount];
        spending = new double[itemCount];
        item = new int[itemCount];
        benefit = new double[itemCount];
        cost = new double[itemCount];
        ratio = new double[itemCount];
    }

    /** Forgets all items. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds an item. Items have to be added in ascending order, since of equal ones the first counts.
     *
     * @param worth V, finite and positive
     * @param money C, finite and positive
     */
    public void add(int itemIndex, double worth, double money) {
        int after = size;
        // Of items that cost the same, one that is worth more comes first.
        while (after > 0 && (spending[after - 1] > money
                || spending[after - 1] == money && value[after - 1] < worth)) {
            after--;
        }
        if (after > 0 && value[after - 1] >= worth) {
            return;
        }
        int kept = after;
        while (kept < size && value[kept] <= worth) {
            kept++;
        }
        move(kept, after + 1);
        value[after] = worth;
        spending[after] = money;
        item[after] = itemIndex;
    }

    /** Moves the items from a place on, so that they start at another one, which is at most one place further. */
    private void move(int from, int to) {
        if (from < to) {
            for (int i = size; i > from; i--) {
                copy(i - 1, i);
            }
        } else if (from > to) {
            for (int i = from; i < size; i++) {
                copy(i, i + to - from);
            }
        }
        size += to - from;
    }

    private void copy(int from, int to) {
        value[to] = value[from];
        spending[to] = spending[from];
        item[to] = item[from];
    }

    /** Finds the hull of the items that were added since it was cleared; then only those on it are left. */
    public void find() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            double worth = value[i];
            double money = spending[i];
            double gain = worth;
            double price = money;
            double slope = gain / price;
            if (count > 0) {
                gain = worth - value[count - 1];
                price = money - spending[count - 1];
                slope = gain / price;
                while (count > 0 && ratio[count - 1] <= slope) {
                    count--;
                    gain = count == 0 ? worth : worth - value[count - 1];
                    price = count == 0 ? money : money - spending[count - 1];
                    slope = gain / price;
                }
            }
            copy(i, count);
            benefit[count] = gain;
            cost[count] = price;
            ratio[count] = slope;
            count++;
        }
        size = count;
    }

    /** The number of steps. */
    public int count() {
        return size;
    }

    /** The item before a step; -1 is nothing. */
    public int from(int step) {
        return step == 0 ? -1 : item[step - 1];
    }

    /** The item after a step. */
    public int to(int step) {
        return item[step];
    }

    /** What a step adds to V. */
    public double benefit(int step) {
        return benefit[step];
    }

    /** What a step adds to C. */
    public double cost(int step) {
        return cost[step];
    }

    /** The quotient of the two, which falls from step to step. */
    public double ratio(int step) {
        return ratio[step];
    }
}
