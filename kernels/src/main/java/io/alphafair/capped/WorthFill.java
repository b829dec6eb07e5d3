package io.alphafair.capped;

import io.alphafair.closedform.RefusedException;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * alpha = 0: the budget goes to the entries of the largest worth {@code w (r/G)}. At the critical worth, where it runs out,
 * each group gets the same money unless its entries of that worth are full before.
 */
final class WorthFill {
    private final CappedProblem problem;
    private final CappedList list;
    private final Places places;
    private final Halving halving;
    /** Entries known to be worth more than the critical worth, per group. */
    private final int[] low;
    /** Entries from here on are known to be worth no more than {@link #critical}. */
    private final int[] high;
    private final int[] counted;
    private double critical;
    private final ExactAccumulator sum = new ExactAccumulator();

    private WorthFill(CappedProblem problem) {
        this.problem = problem;
        this.list = problem.list();
        this.places = new Places(problem.groupCount());
        this.counted = new int[problem.groupCount()];
        int[] counts = new int[counted.length];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = list.count(k);
        }
        this.halving = new Halving(counts);
        this.low = halving.low;
        this.high = halving.high;
    }

    /**
     * Solves a problem.
     *
     * @param misses takes the groups whose lists do not suffice; the result has no meaning if there is one
     * @throws RefusedException if the critical worth leaves the range of doubles
     */
    static Places solve(CappedProblem problem, Misses misses) {
        WorthFill fill = new WorthFill(problem);
        fill.search();
        fill.divide(misses);
        return fill.places;
    }

    /** Finds the largest worth at which all entries of at least that worth cost at least the budget. */
    private void search() {
        while (halving.draw()) {
            double worth = problem.worth(halving.owner(), list.start[halving.owner()] + halving.place());
            boolean enough = isEnoughDownTo(worth);
            critical = enough ? worth : critical;
            for (int k = 0; k < high.length; k++) {
                if (enough) {
                    high[k] = countOfMoreThan(k, worth, low[k], high[k]);
                } else {
                    low[k] = counted[k];
                }
            }
        }
    }

    /** Whether all entries of at least that worth cost at least the budget, exactly. */
    private boolean isEnoughDownTo(double worth) {
        sum.reset();
        boolean finite = true;
        for (int k = 0; k < high.length; k++) {
            counted[k] = countOfAtLeast(k, worth, low[k], high[k]);
            if (counted[k] == list.count(k) && !list.hasEnd(k)) {
                finite = false;
            } else {
                list.addSpendingOfFirst(k, counted[k], sum);
            }
        }
        sum.subtract(problem.budget());
        return !finite || sum.value() >= 0;
    }

    /** How many of the group's entries are worth at least so much, if those before {@code from} are and from {@code to} on none. */
    private int countOfAtLeast(int group, double worth, int from, int to) {
        int first = from;
        int last = to;
        while (first < last) {
            int middle = first + last >>> 1;
            if (problem.worth(group, list.start[group] + middle) >= worth) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return first;
    }

    /** As {@link #countOfAtLeast}, of those that are worth more. There is a next larger number for all but infinity. */
    private int countOfMoreThan(int group, double worth, int from, int to) {
        return worth < Double.POSITIVE_INFINITY ? countOfAtLeast(group, Math.nextUp(worth), from, to) : from;
    }

    /** Divides what is left at the critical worth; {@code low} counts the entries above it. */
    private void divide(Misses misses) {
        int ties = 0;
        int[] tied = new int[low.length];
        double[] room = new double[low.length];
        ExactAccumulator rest = new ExactAccumulator();
        rest.add(problem.budget());
        for (int k = 0; k < low.length; k++) {
            places.full[k] = low[k];
            subtractSpending(k, low[k], rest);
            int end = countOfAtLeast(k, critical, low[k], list.count(k));
            // The entries above may be worth as much, unless a listed one is worth more.
            if (list.countAbove(k) > 0 && low[k] == 0) {
                misses.noteAbove(k);
            }
            if (list.isOpen(k) && low[k] == list.count(k)) {
                misses.noteBelow(k);
            }
            if (end > low[k]) {
                counted[k] = end;
                room[k] = roomOf(k, end);
                tied[ties++] = k;
            }
        }
        if (ties > 0 && !misses.any()) {
            Refusals.requireWorth(problem, tied[0], list.start[tied[0]] + low[tied[0]]);
        }
        int[] order = IntStream.range(0, ties).mapToObj(i -> tied[i]).sorted(Comparator.comparingDouble(k -> room[k]))
                .mapToInt(Integer::intValue).toArray();
        double level = 0;
        int full = 0;
        for (; full < ties; full++) {
            int k = order[full];
            level = rest.value() / (ties - full);
            if (room[k] > level) {
                break;
            }
            rest.subtract(room[k]);
            places.full[k] = counted[k];
        }
        for (int i = full; i < ties; i++) {
            if (list.isOpen(order[i]) && counted[order[i]] == list.count(order[i])
                    && left(order[i], counted[order[i]], level) >= 0) {
                misses.noteBelow(order[i]);
                continue;
            }
            fill(order[i], level);
        }
    }

    private void subtractSpending(int group, int count, ExactAccumulator from) {
        sum.reset();
        list.addSpendingOfFirst(group, count, sum);
        from.subtract(sum);
    }

    private double roomOf(int group, int end) {
        if (end == list.count(group) && (!list.hasEnd(group) || list.isOpen(group))) {
            return Double.POSITIVE_INFINITY;
        }
        ExactAccumulator room = new ExactAccumulator();
        list.addSpendingOfFirst(group, end, room);
        subtractSpending(group, low[group], room);
        return room.value();
    }

    /** Spends the level on the group's entries at the critical worth, in their order. */
    private void fill(int group, double level) {
        int first = low[group];
        int last = counted[group] - 1;
        // The last entry whose predecessors cost at most the level.
        while (first < last) {
            int middle = first + last + 1 >>> 1;
            if (left(group, middle, level) >= 0) {
                first = middle;
            } else {
                last = middle - 1;
            }
        }
        places.full[group] = first;
        double amount = left(group, first, level);
        if (amount > 0) {
            sum.reset();
            list.addSpendingOfFirst(group, first, sum);
            places.put(list, group, amount, Places.SNAP * (sum.value() + amount));
        }
    }

    /** The level minus what the entries at the critical worth before place j cost, rounded once. */
    private double left(int group, int j, double level) {
        ExactAccumulator rest = new ExactAccumulator();
        rest.add(level);
        subtractSpending(group, j, rest);
        sum.reset();
        list.addSpendingOfFirst(group, low[group], sum);
        rest.add(sum);
        return rest.value();
    }
}
