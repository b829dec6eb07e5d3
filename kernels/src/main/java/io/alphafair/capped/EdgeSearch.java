package io.alphafair.capped;

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
    /** The largest key at which a condition holds, and the smallest one at which it does not. */
    private double lastHolding;
    private double firstFailing;

    EdgeSearch(int[] start, double[] key, double[] spending) {
        this.start = start;
        this.key = key;
        this.spending = spending;
    }

    /**
     * Finds the edges.
     *
     * @param first takes per group the last edge before which it has bought everything, or -1
     * @param last takes per group the first edge that it does not reach, or the number of its edges
     */
    void find(double budget, int[] first, int[] last) {
        split(at -> spent(at, true) < budget * (1 - SLACK));
        double from = lastHolding;
        split(at -> spent(at, false) < budget * (1 + SLACK));
        double to = firstFailing;
        for (int k = 0; k < first.length; k++) {
            int edges = start[k + 1] - start[k];
            first[k] = from == Double.NEGATIVE_INFINITY ? -1 : passed(k, from) - 1;
            int end = to == Double.POSITIVE_INFINITY ? edges : passed(k, to);
            // No group spends more than all.
            int most = 0;
            while (most < edges && spending[start[k] + k + most] <= budget * (1 + SLACK)) {
                most++;
            }
            last[k] = Math.min(end, most);
        }
    }

    /** A condition that holds for the first keys and for no later one. */
    private interface Condition {
        boolean holds(double key);
    }

    /** Finds between which keys a condition ceases to hold; infinite where it never does or always. */
    private void split(Condition condition) {
        int[] counts = new int[start.length - 1];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = start[k + 1] - start[k];
        }
        lastHolding = Double.NEGATIVE_INFINITY;
        firstFailing = Double.POSITIVE_INFINITY;
        Halving halving = new Halving(counts);
        while (halving.draw()) {
            double at = key[start[halving.owner()] + halving.place()];
            boolean holds = condition.holds(at);
            if (holds) {
                lastHolding = at;
            } else {
                firstFailing = at;
            }
            for (int k = 0; k < counts.length; k++) {
                if (holds) {
                    halving.low[k] = Math.max(halving.low[k], passed(k, at));
                } else {
                    halving.high[k] = Math.min(halving.high[k], count(k, at, false));
                }
            }
        }
    }

    /** What all groups have spent at a key, at most or at least. */
    private double spent(double at, boolean atMost) {
        double sum = 0;
        for (int k = 0; k < start.length - 1; k++) {
            int bucket = atMost ? passed(k, at) : passed(k, at) - 1;
            sum += bucket < 0 ? 0 : spending[start[k] + k + bucket];
        }
        return sum;
    }

    /** How many of the group's edges have a key up to this one. */
    private int passed(int group, double at) {
        return count(group, at, true);
    }

    /** How many of the group's edges have a key below this one, or up to it. */
    private int count(int group, double at, boolean upTo) {
        int low = start[group];
        int high = start[group + 1];
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
