package io.alphafair.capped;

/**
 * Where the money runs out in each group, estimated from a sample: the sampled entries in buckets, and which of these the
 * group is in when each entry stands for several.
 */
public final class SampledPlaces {
    private final EntryList entries;
    private final int[] bucket;
    private final Buckets buckets;
    private final long[] before;
    private final boolean solved;

    private SampledPlaces(EntryList entries, int[] bucket, Buckets buckets, long[] before, boolean solved) {
        this.entries = entries;
        this.bucket = bucket;
        this.buckets = buckets;
        this.before = before;
        this.solved = solved;
    }

    /**
     * Solves the problem of the sample, with plain sums.
     *
     * @param open whether there may be more sampled entries behind the listed ones, per group
     * @param share how many entries of each group a sampled one stands for
     * @param problem its list is not read
     */
    public static SampledPlaces of(EntrySplit sample, boolean[] open, double[] share, CappedProblem problem) {
        CappedList.Above above = sample.above();
        EvenBuckets even = new EvenBuckets(sample.listed(), share.length);
        Buckets buckets = Buckets.of(even);
        int[] bucket = buckets.addAll(sample.listed(), even);
        buckets.addBefore(above, open);
        for (int k = 0; k < share.length; k++) {
            buckets.scale(k, share[k]);
        }
        buckets.find(problem);
        boolean solved = true;
        for (int k = 0; k < share.length; k++) {
            boolean isBefore = !buckets.hasFirst(k) && above.count()[k] > 0;
            boolean isBehind = !buckets.hasLast(k) && open[k];
            // What an entry without a cap costs is in no sum.
            solved &= !isBefore && !isBehind && above.oddRatio()[k] == 0;
        }
        return new SampledPlaces(sample.listed(), bucket, buckets, above.count(), solved);
    }

    /** Whether the money runs out among the listed entries. */
    public boolean isSolved() {
        return solved;
    }

    /** The number of sampled entries of the group before its list, all of which are full. */
    public long before(int group) {
        return before[group];
    }

    /** The number of listed entries of the group that are certain to be full. */
    public int fullAtLeast(int group) {
        return buckets.hasFirst(group) ? buckets.countBefore(group, buckets.first(group)) : 0;
    }

    /** The number of listed entries of the group that may be full. */
    public int fullAtMost(int group) {
        return buckets.countBefore(group, buckets.last(group));
    }

    /** The last edge of the group with at most so many listed entries before it; -1 if there is none. */
    public int edgeBefore(int group, double most) {
        int edge = 0;
        int count = buckets.countIn(group, 0);
        while (edge < buckets.edges(group) && count <= most) {
            edge++;
            count += buckets.countIn(group, edge);
        }
        return edge - 1;
    }

    /** The first edge of the group with at least so many listed entries before it; -1 if there is none. */
    public int edgeBehind(int group, double least) {
        int edge = 0;
        int count = buckets.countIn(group, 0);
        while (edge < buckets.edges(group) && count < least) {
            edge++;
            count += buckets.countIn(group, edge);
        }
        return edge < buckets.edges(group) ? edge : -1;
    }

    /** The ratio of the first entry that could be behind an edge. */
    public double ratio(int group, int edge) {
        return buckets.edgeRatio(group, edge);
    }

    /** The flat index of the first entry that could be behind an edge. */
    public long index(int group, int edge) {
        return buckets.edgeIndex(group, edge);
    }

    /** The number of listed entries of the group before an edge, all of them at -1. */
    public int countBefore(int group, int edge) {
        return buckets.countBefore(group, edge < 0 ? buckets.edges(group) : edge);
    }

    /**
     * How many times the number of entries before some place varies as much as if entries were sampled one by one, from 1 up:
     * entries of a row or of neighbours may be similar. It is the variance of the numbers per run, among the listed entries
     * that may be full.
     *
     * @param runs per group the number of runs in which it has a row
     * @param blockElements the elements of each block of which one run was sampled; in the list those of a block are side by side
     */
    public double clusters(long[] runs, long blockElements) {
        int groupCount = before.length;
        long[] block = new long[groupCount];
        long[] number = new long[groupCount];
        double squares = 0;
        // Nearly all entries are of the block of the one before.
        long run = 0;
        long first = 0;
        for (int i = 0; i < entries.size(); i++) {
            int group = entries.group[i];
            if (bucket[i] <= buckets.last(group)) {
                if (entries.index[i] - first >= blockElements || entries.index[i] < first) {
                    run = entries.index[i] / blockElements;
                    first = run * blockElements;
                }
                number[group] = run == block[group] ? number[group] + 1 : 1;
                block[group] = run;
                // n squared is the sum of the first n odd numbers.
                squares += 2 * number[group] - 1;
            }
        }
        double count = 0;
        for (int k = 0; k < groupCount; k++) {
            double own = fullAtMost(k);
            count += own;
            // The square of the mean per run, times the runs.
            squares -= own == 0 ? 0 : own * own / runs[k];
        }
        return count == 0 ? 1 : Math.max(1, squares / count);
    }
}
