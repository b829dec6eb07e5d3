package io.alphafair.capped;

import java.util.Arrays;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * An allocation without partly funded entries: the full entries of an optimal one, and what is left is spent on whole entries
 * in the order of their next price, skipping what does not fit.
 */
public final class WholeDoses {
    /** A group whose next entry may be taken. */
    private record Next(double key, int group) implements Comparable<Next> {
        @Override
        public int compareTo(Next other) {
            int byKey = Double.compare(key, other.key);
            return byKey != 0 ? byKey : Integer.compare(group, other.group);
        }
    }

    private final CappedSolution relaxed;
    private final CappedList list;
    private final BuyingOrder order;
    private final boolean stepsOfRows;
    /** The next listed entry to be looked at, per group. */
    private final int[] place;
    private final ExactAccumulator[] value;
    private final ExactAccumulator[] spending;
    private final ExactAccumulator left = new ExactAccumulator();
    /** The least that an entry from a place of the lists on costs. */
    private final double[] cheapest;
    private final PriorityQueue<Next> queue = new PriorityQueue<>();
    private final double[] utility;
    private final double objective;
    private long[] added = new long[16];
    private int addedCount;

    private WholeDoses(CappedSolution relaxed, boolean stepsOfRows) {
        this.relaxed = relaxed;
        this.list = relaxed.list;
        this.order = new BuyingOrder(relaxed.problem);
        this.stepsOfRows = stepsOfRows;
        int count = relaxed.groupCount();
        place = relaxed.places.full.clone();
        value = new ExactAccumulator[count];
        spending = new ExactAccumulator[count];
        cheapest = cheapest();
        utility = new double[count];
        left.add(relaxed.problem.budget());
        for (int k = 0; k < count; k++) {
            value[k] = new ExactAccumulator();
            spending[k] = new ExactAccumulator();
            list.addValueOfFirst(k, place[k], value[k]);
            list.addSpendingOfFirst(k, place[k], spending[k]);
            left.subtract(spending[k]);
        }
        spendRest();
        for (int k = 0; k < count; k++) {
            utility[k] = relaxed.problem.size()[k] == 0 ? 0 : value[k].value() / relaxed.problem.size()[k];
        }
        added = Arrays.copyOf(added, addedCount);
        Arrays.sort(added);
        objective = Welfare.of(relaxed.problem, utility);
    }

    /**
     * Rounds an optimal allocation whose lists are complete.
     *
     * @param stepsOfRows whether a row's entries are steps of which none may be taken without those before it
     */
    public static WholeDoses of(CappedSolution relaxed, boolean stepsOfRows) {
        return new WholeDoses(relaxed, stepsOfRows);
    }

    private double[] cheapest() {
        double[] least = new double[list.size()];
        for (int k = 0; k < place.length; k++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int e = list.start[k + 1] - 1; e >= list.start[k]; e--) {
                smallest = Math.min(smallest, list.spending[e]);
                least[e] = smallest;
            }
        }
        return least;
    }

    private void spendRest() {
        Set<Long> blocked = new HashSet<>();
        for (int k = 0; k < place.length; k++) {
            offerNext(k);
        }
        while (!queue.isEmpty()) {
            int group = queue.remove().group;
            int entry = list.start[group] + place[group]++;
            long row = list.index[entry] / relaxed.problem.itemCount();
            if (!blocked.contains(row) && fits(entry)) {
                take(group, entry);
            } else if (stepsOfRows) {
                blocked.add(row);
            }
            offerNext(group);
        }
    }

    /** Puts the group into the queue again, if one of its next entries fits. */
    private void offerNext(int group) {
        if (place[group] == list.count(group)) {
            return;
        }
        int entry = list.start[group] + place[group];
        if (cheapest[entry] <= left.value() && list.spending[entry] <= Double.MAX_VALUE) {
            queue.add(new Next(order.key(group, order.scale(group, entry), value[group].value()), group));
        }
    }

    /** Takes the money of an entry from what is left, if that suffices. */
    private boolean fits(int entry) {
        left.subtract(list.spending[entry]);
        if (left.value() < 0) {
            left.add(list.spending[entry]);
            return false;
        }
        return true;
    }

    private void take(int group, int entry) {
        value[group].add(list.value[entry]);
        spending[group].add(list.spending[entry]);
        if (addedCount == added.length) {
            added = Arrays.copyOf(added, 2 * addedCount);
        }
        added[addedCount++] = list.index[entry];
    }

    /** The flat indices of the entries that are full in addition to those of the optimal allocation, ascending; not to be written. */
    public long[] added() {
        return added;
    }

    /** What a group spends. */
    public double budget(int group) {
        return spending[group].value();
    }

    /** The mean benefit over the group's members. */
    public double utility(int group) {
        return utility[group];
    }

    /** W. */
    public double objective() {
        return objective;
    }

    /** The budget that is left. */
    public double unspent() {
        return Math.max(0, left.value());
    }

    /** How much less welfare this is than any whole allocation reaches, at most; infinite if a group is left with nothing. */
    public double lossBound() {
        double bound = relaxed.objective() - objective + Math.max(0, CappedCertificate.gap(relaxed));
        return bound >= 0 ? bound : Double.isNaN(bound) ? Double.POSITIVE_INFINITY : 0;
    }
}
