package io.alphafair.capped;

/**
 * Where each group's entries begin to be bought, and where they are full, as the price falls. Breakpoint {@code 2 j} of a
 * group opens its listed entry j, and {@code 2 j + 1} closes it; their keys do not fall within a group. Breakpoints are
 * ordered by key, then group, then place. The keys are those of the {@link BuyingOrder}, for alpha > 0.
 */
final class Breakpoints {
    private final CappedProblem problem;
    private final CappedList list;
    private final boolean byPrice;
    private final double[] key;
    private final double[] scale;

    Breakpoints(CappedProblem problem) {
        this.problem = problem;
        this.list = problem.list();
        BuyingOrder order = new BuyingOrder(problem);
        this.byPrice = order.isByPrice();
        this.scale = new double[list.index.length];
        this.key = new double[2 * list.index.length];
        for (int k = 0; k < list.groupCount(); k++) {
            double least = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < list.count(k); j++) {
                int e = list.start[k] + j;
                scale[e] = j > 0 && list.ratio[e] == list.ratio[e - 1] ? scale[e - 1] : order.scale(k, e);
                // The larger of the two, because a power may err by the last digit.
                least = Math.max(least, order.key(k, scale[e], list.valueOfFirst(k, j)));
                key[2 * e] = least;
                least = list.spending[e] <= Double.MAX_VALUE
                        ? Math.max(least, order.key(k, scale[e], list.valueOfFirst(k, j + 1)))
                        : Double.POSITIVE_INFINITY;
                key[2 * e + 1] = least;
            }
        }
    }

    /** The number of a group's breakpoints that can be reached: an entry without a cap never closes. */
    int count(int group) {
        return 2 * list.count(group) - (list.hasEnd(group) ? 0 : 1);
    }

    double key(int group, int place) {
        return key[2 * list.start[group] + place];
    }

    /** How many of the group's breakpoints {@code from .. to-1}, added to {@code from}, have a key below {@code bound}. */
    int below(int group, double bound, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (key(group, middle) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** As {@link #below}, with the keys that equal the bound. */
    int upTo(int group, double bound, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (key(group, middle) <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The money on the group's open entry j at a key: it does not fall as the key rises. */
    double money(int group, int j, double at) {
        int e = list.start[group] + j;
        double value = list.valueOfFirst(group, j);
        double ratio = list.ratio[e];
        double money;
        if (value == 0) {
            money = utilityAt(e, at) * problem.size()[group] / ratio;
        } else {
            double opened = key[2 * e];
            double growth = byPrice
                    ? problem.alpha().root(opened / at) - 1
                    : (at - opened) / opened;
            money = value / ratio * growth;
        }
        // What is not a number comes from keys that left the range of doubles.
        return money > 0 ? Math.min(money, Math.min(list.spending[e], Double.MAX_VALUE)) : 0;
    }

    /** The utility at which an open first entry's group is. */
    private double utilityAt(int entry, double at) {
        if (byPrice) {
            return problem.alpha().root(scale[entry] / -at);
        }
        return problem.isMaxMin() ? at : at * scale[entry];
    }
}
