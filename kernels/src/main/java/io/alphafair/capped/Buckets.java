package io.alphafair.capped;

import java.util.Arrays;

/**
 * Sums of what entries are worth and cost, per group and bucket. Buckets lie between edges, which are entries or stand for
 * one, in the order in which a group buys. At the price at which an edge opens, its group has bought just what lies before
 * it, so that the sums bound what is spent at any price, however unevenly the caps are distributed.
 *
 * <p>The sums are plain ones: all terms are positive, so that their error is small beside {@link #SLACK}. Whether the range
 * that follows from them suffices is checked afterwards.
 */
public final class Buckets {
    private static final double SLACK = 1e-6;

    /** Edges of group k: {@code start[k] .. start[k+1]-1}. */
    private final int[] start;
    private final double[] edgeRatio;
    private final long[] edgeIndex;
    /** Sums per bucket; bucket i of group k, before its edge i, is at {@code start[k] + k + i}. */
    private final double[] value;
    private final double[] spending;
    private final int[] first;
    private final int[] last;

    /** Empty buckets with so many edges per group. */
    private Buckets(int[] edges) {
        int groupCount = edges.length;
        start = new int[groupCount + 1];
        for (int k = 0; k < groupCount; k++) {
            start[k + 1] = start[k] + edges[k];
        }
        edgeRatio = new double[start[groupCount]];
        edgeIndex = new long[edgeRatio.length];
        value = new double[edgeRatio.length + groupCount];
        spending = new double[value.length];
        first = new int[groupCount];
        last = new int[groupCount];
    }

    /**
     * Empty buckets between entries.
     *
     * @param sample whose entries give the edges
     * @param most edges per group
     */
    public static Buckets between(OrderedEntries sample, int most) {
        int[] edges = new int[sample.start().length - 1];
        Arrays.setAll(edges, k -> Math.min(most, sample.count(k)));
        Buckets buckets = new Buckets(edges);
        for (int k = 0; k < edges.length; k++) {
            for (int i = 0; i < edges[k]; i++) {
                int place = (int) ((long) i * sample.count(k) / edges[k]);
                buckets.setEdge(k, i, sample.ratio(k, place), sample.index(k, place));
            }
        }
        return buckets;
    }

    /** Empty buckets. */
    static Buckets of(EvenBuckets even) {
        int[] edges = new int[even.groupCount()];
        Arrays.setAll(edges, even::edges);
        Buckets buckets = new Buckets(edges);
        for (int k = 0; k < edges.length; k++) {
            for (int i = 0; i < edges[k]; i++) {
                buckets.setEdge(k, i, even.edgeRatio(k, i), even.edgeIndex(k, i));
            }
        }
        return buckets;
    }

    private void setEdge(int group, int edge, double ratio, long index) {
        edgeRatio[start[group] + edge] = ratio;
        edgeIndex[start[group] + edge] = index;
    }

    /** Adds the entries themselves where each of them is an edge. */
    void addEdges(OrderedEntries sample) {
        EntryList entries = sample.entries();
        for (int k = 0; k < first.length; k++) {
            for (int place = 0; place < sample.count(k); place++) {
                int entry = sample.entry(k, place);
                // No entry comes before its own edge.
                put(k, place + 1, entries.benefit[entry] * entries.cap[entry],
                        entries.cost[entry] * entries.cap[entry]);
            }
        }
    }

    /** Adds what comes before all listed entries, and leaves open what comes behind. */
    void addBefore(CappedList.Above above, boolean[] open) {
        for (int k = 0; k < first.length; k++) {
            if (above.value()[k] != null) {
                value[start[k] + k] += above.value()[k].value();
                spending[start[k] + k] += above.spending()[k].value();
            }
            if (open[k]) {
                spending[start[k + 1] + k] = Double.POSITIVE_INFINITY;
            }
        }
    }

    /** Multiplies all sums of a group. */
    void scale(int group, double factor) {
        for (int place = start[group] + group; place <= start[group + 1] + group; place++) {
            value[place] *= factor;
            spending[place] *= factor;
        }
    }

    /**
     * Adds an entry with a positive ratio.
     *
     * @param worth V, infinite for an entry without a cap
     * @param money C, infinite for an entry without a cap
     */
    public void add(int group, double ratio, long flatIndex, double worth, double money) {
        int low = start[group];
        int high = start[group + 1];
        while (low < high) {
            int middle = low + high >>> 1;
            if (isBefore(ratio, flatIndex, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        put(group, low - start[group], worth, money);
    }

    /** Adds an entry to a bucket of its group: bucket i lies before edge i. */
    void put(int group, int bucket, double worth, double money) {
        int place = start[group] + group + bucket;
        value[place] += worth;
        spending[place] += money;
    }

    private boolean isBefore(double ratio, long flatIndex, int edge) {
        return ratio > edgeRatio[edge] || ratio == edgeRatio[edge] && flatIndex < edgeIndex[edge];
    }

    /**
     * Finds for each group the edges between which the money runs out, once all entries have been added.
     *
     * @param problem whose list is not read
     */
    public void find(CappedProblem problem) {
        int count = first.length;
        BuyingOrder order = new BuyingOrder(problem);
        double[] key = new double[edgeRatio.length];
        for (int k = 0; k < count; k++) {
            double worth = 0;
            double money = 0;
            double least = Double.NEGATIVE_INFINITY;
            // From here on the sums are those of all entries before an edge, and of all at the end.
            for (int i = start[k]; i <= start[k + 1]; i++) {
                worth += value[i + k];
                money += spending[i + k];
                value[i + k] = worth;
                spending[i + k] = money;
                if (i < start[k + 1]) {
                    least = Math.max(least, order.key(k, order.scaleOf(k, edgeRatio[i]), worth));
                    key[i] = least;
                }
            }
        }
        double[] sorted = key.clone();
        Arrays.sort(sorted);
        int before = countWhile(sorted, at -> spent(key, at, true) < problem.budget() * (1 - SLACK));
        int within = countWhile(sorted, at -> spent(key, at, false) < problem.budget() * (1 + SLACK));
        double from = before == 0 ? Double.NEGATIVE_INFINITY : sorted[before - 1];
        double to = within == sorted.length ? Double.POSITIVE_INFINITY : sorted[within];
        for (int k = 0; k < count; k++) {
            setRange(k, key, from, to, problem.budget() * (1 + SLACK));
        }
    }

    /** A condition that holds for the first keys and for no later one. */
    private interface Condition {
        boolean holds(double key);
    }

    private static int countWhile(double[] sorted, Condition condition) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (condition.holds(sorted[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What all groups have spent at a key, at most or at least. */
    private double spent(double[] key, double at, boolean atMost) {
        double sum = 0;
        for (int k = 0; k < first.length; k++) {
            int passed = passed(k, key, at);
            int bucket = atMost ? passed : passed - 1;
            sum += bucket < 0 ? 0 : spending[start[k] + k + bucket];
        }
        return sum;
    }

    /** How many of the group's edges have a key up to this one. */
    private int passed(int group, double[] key, double at) {
        int low = start[group];
        int high = start[group + 1];
        while (low < high) {
            int middle = low + high >>> 1;
            if (key[middle] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - start[group];
    }

    private void setRange(int group, double[] key, double from, double to, double budget) {
        int edges = start[group + 1] - start[group];
        first[group] = from == Double.NEGATIVE_INFINITY ? -1 : passed(group, key, from) - 1;
        int end = to == Double.POSITIVE_INFINITY ? edges : passed(group, key, to);
        // No group spends more than all.
        int most = 0;
        while (most < edges && spending[start[group] + group + most] <= budget) {
            most++;
        }
        last[group] = Math.min(end, most);
    }

    /** The last edge before which the group has bought everything; negative if there is none. */
    int first(int group) {
        return first[group];
    }

    /** Whether the group is certain to have bought what lies before some edge. */
    public boolean hasFirst(int group) {
        return first[group] >= 0;
    }

    /** The ratio of the last edge before which the group has bought everything. */
    public double firstRatio(int group) {
        return edgeRatio[start[group] + first[group]];
    }

    /** The flat index of that edge. */
    public long firstIndex(int group) {
        return edgeIndex[start[group] + first[group]];
    }

    /** The last bucket with an entry that the group is certain to have bought, or the first one. */
    int boughtBucket(int group) {
        int place = start[group] + group;
        int bucket = Math.max(first[group], 0);
        while (bucket > 0 && value[place + bucket] == value[place + bucket - 1]) {
            bucket--;
        }
        return bucket;
    }

    /** The first bucket with an entry that the group is certain not to reach, or the last one. */
    int unreachedBucket(int group) {
        int place = start[group] + group;
        int edges = start[group + 1] - start[group];
        int bucket = Math.min(last[group] + 1, edges);
        while (bucket < edges && value[place + bucket] == value[place + bucket - 1]) {
            bucket++;
        }
        return bucket;
    }

    /** Whether the group is certain not to reach some edge. */
    public boolean hasLast(int group) {
        return last[group] < start[group + 1] - start[group];
    }

    /** The ratio of the first edge that the group does not reach. */
    public double lastRatio(int group) {
        return edgeRatio[start[group] + last[group]];
    }

    /** The flat index of that edge. */
    public long lastIndex(int group) {
        return edgeIndex[start[group] + last[group]];
    }
}
