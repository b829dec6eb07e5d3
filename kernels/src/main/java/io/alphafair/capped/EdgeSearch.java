package io.alphafair.capped;

import java.util.Arrays;

/** Finds for each group the edges of {@link Buckets} between which the money runs out. */
final class EdgeSearch {
    /** Relative error of the plain sums, at most. */
    private static final double SLACK = 1e-6;

    /** Edges of group k: {@code start[k] .. start[k+1]-1}. */
    private final int[] start;
    /** The key of {@link BuyingOrder} per edge; it does not fall within a group. */
    private final double[] key;
    /** What is spent before edge i of group k, at {@code start[k] + k + i}, and on all entries behind the last edge's. */
    private final double[] spending;
    /** Per group how many edges have a key up to the one that is looked at. */
    private final int[] passed;
    /** The largest key at which a condition holds, and the smallest one at which it does not. */
    private double lastHolding;
    private double firstFailing;

    EdgeSearch(int[] start, double[] key, double[] spending) {
        this.start = start;
        this.key = key;
        this.spending = spending;
        this.passed = new int[start.length - 1];
    }

    /**
     * Finds the edges.
     *
     * @param first takes per group the last edge before which it has bought everything, or -1
     * @param last takes per group the first edge that it does not reach, or the number of its edges
     */
    void find(double budget, int[] first, int[] last) {
        int[] counts = new int[passed.length];
        Arrays.setAll(counts, k -> start[k + 1] - start[k]);
        Halving halving = new Halving(counts);
        split(halving, true, budget * (1 - SLACK));
        double from = lastHolding;
        for (int k = 0; k < first.length; k++) {
            first[k] = from == Double.NEGATIVE_INFINITY ? -1 : halving.low[k] - 1;
        }
        // What is spent at least is below the larger budget wherever what is spent at most is below the smaller one.
        System.arraycopy(counts, 0, halving.high, 0, counts.length);
        split(halving, false, budget * (1 + SLACK));
        double to = firstFailing;
        for (int k = 0; k < last.length; k++) {
            int edges = counts[k];
            int end = to == Double.POSITIVE_INFINITY ? edges : count(k, to, true, halving.high[k], edges);
            // No group spends more than all.
            int most = 0;
            while (most < edges && spending[start[k] + k + most] <= budget * (1 + SLACK)) {
                most++;
            }
            last[k] = Math.min(end, most);
        }
    }

    /**
     * Finds between which keys the spending, at most or at least, ceases to be below a budget; infinite where it never does or
     * always. Each key that is looked at lies between the two, so that only places within the bounds are searched.
     *
     * @param halving whose lower bounds are known to hold
     */
    private void split(Halving halving, boolean atMost, double budget) {
        lastHolding = Double.NEGATIVE_INFINITY;
        firstFailing = Double.POSITIVE_INFINITY;
        while (halving.draw()) {
            double at = key[start[halving.owner()] + halving.place()];
            for (int k = 0; k < passed.length; k++) {
                passed[k] = count(k, at, true, halving.low[k], halving.high[k]);
            }
            if (spent(atMost) < budget) {
                lastHolding = at;
                System.arraycopy(passed, 0, halving.low, 0, passed.length);
            } else {
                firstFailing = at;
                for (int k = 0; k < passed.length; k++) {
                    halving.high[k] = count(k, at, false, halving.low[k], passed[k]);
                }
            }
        }
    }

    /** What all groups have spent where they have passed these edges, at most or at least. */
    private double spent(boolean atMost) {
        double sum = 0;
        for (int k = 0; k < passed.length; k++) {
            int bucket = atMost ? passed[k] : passed[k] - 1;
            sum += bucket < 0 ? 0 : spending[start[k] + k + bucket];
        }
        return sum;
    }

    /** How many of the group's edges have a key below this one, or up to it, if that is a number {@code from .. to}. */
    private int count(int group, double at, boolean upTo, int from, int to) {
        int low = start[group] + from;
        int high = start[group] + to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (key[middle] < at || upTo && key[middle] == at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - start[group];
    }
}
