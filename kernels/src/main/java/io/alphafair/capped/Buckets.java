package io.alphafair.capped;

import java.util.Arrays;

/**
 * Sums of what entries are worth and cost, per group and bucket. Buckets lie between edges, which are entries or stand for
 * one, in the order in which a group buys. At the price at which an edge opens, its group has bought just what lies before
 * it, so that the sums bound what is spent at any price, however unevenly the caps are distributed.
 *
 * <p>The sums are plain ones: all terms are positive, so that their error is small beside the slack of {@link EdgeSearch}.
 * Whether the range that follows from them suffices is checked afterwards.
 */
public final class Buckets {
    /** Edges of group k: {@code start[k] .. start[k+1]-1}. */
    private final int[] start;
    private final double[] edgeRatio;
    private final long[] edgeIndex;
    /** Sums per bucket; bucket i of group k, before its edge i, is at {@code start[k] + k + i}. */
    private final double[] value;
    private final double[] spending;
    private final int[] count;
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
        count = new int[value.length];
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

    /**
     * Adds all entries of a list; in which order they come does not matter.
     *
     * @return the bucket of each entry, counted within its group
     */
    int[] addAll(EntryList entries, EvenBuckets even) {
        int[] bucket = entries.buckets();
        int size = entries.size();
        int[] group = entries.group;
        double[] benefit = entries.benefit;
        double[] cost = entries.cost;
        double[] cap = entries.cap;
        double[] ratio = entries.ratios();
        boolean anyByIndex = even.anyByIndex();
        for (int i = 0; i < size; i++) {
            int own = group[i];
            int in = anyByIndex ? even.bucketOf(i) : even.bucketOf(own, ratio[i]);
            bucket[i] = in;
            put(own, in, even.roundedValue(own, benefit[i] * cap[i]), even.roundedSpending(own, cost[i] * cap[i]));
        }
        return bucket;
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
        count[place]++;
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
        BuyingOrder order = new BuyingOrder(problem);
        double[] key = new double[edgeRatio.length];
        for (int k = 0; k < first.length; k++) {
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
                    double own = order.key(k, order.scaleOf(k, edgeRatio[i]), worth);
                    // Where numbers leave the range of doubles it may be NaN: then nothing is certain to be bought.
                    least = Double.isNaN(own) ? Double.POSITIVE_INFINITY : Math.max(least, own);
                    key[i] = least;
                }
            }
        }
        new EdgeSearch(start, key, spending).find(problem.budget(), first, last);
    }

    /** The number of the group's entries before an edge, or of all of them, without those of {@link #addBefore}. */
    int countBefore(int group, int edge) {
        int place = start[group] + group;
        int sum = 0;
        for (int bucket = 0; bucket <= Math.min(edge, edges(group)); bucket++) {
            sum += count[place + bucket];
        }
        return sum;
    }

    /** The number of entries in a bucket. */
    int countIn(int group, int bucket) {
        return count[start[group] + group + bucket];
    }

    /** The number of edges of a group. */
    int edges(int group) {
        return start[group + 1] - start[group];
    }

    double edgeRatio(int group, int edge) {
        return edgeRatio[start[group] + edge];
    }

    long edgeIndex(int group, int edge) {
        return edgeIndex[start[group] + edge];
    }

    /** The last edge before which the group has bought everything; negative if there is none. */
    int first(int group) {
        return first[group];
    }

    /** The first edge that the group does not reach; the number of its edges if there is none. */
    int last(int group) {
        return last[group];
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
        int edges = edges(group);
        int bucket = Math.min(last[group] + 1, edges);
        while (bucket < edges && value[place + bucket] == value[place + bucket - 1]) {
            bucket++;
        }
        return bucket;
    }

    /** Whether the group is certain not to reach some edge. */
    public boolean hasLast(int group) {
        return last[group] < edges(group);
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
