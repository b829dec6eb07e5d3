package io.alphafair.capped;

/**
 * Where the money runs out in each group, estimated from a sample: the sampled entries in order, and how many of them are
 * full when each stands for several.
 */
public final class SampledPlaces {
    private final OrderedEntries ordered;
    private final long[] before;
    private final int[] full;
    private final boolean solved;

    private SampledPlaces(OrderedEntries ordered, long[] before, int[] full, boolean solved) {
        this.ordered = ordered;
        this.before = before;
        this.full = full;
        this.solved = solved;
    }

    /**
     * Solves the problem of the sample, with plain sums: every listed entry is the edge of a bucket.
     *
     * @param open whether there may be more sampled entries behind the listed ones, per group
     * @param share how many entries of each group a sampled one stands for
     * @param problem its list is not read
     */
    public static SampledPlaces of(EntrySplit sample, boolean[] open, double[] share, CappedProblem problem) {
        OrderedEntries ordered = OrderedEntries.of(sample.listed(), problem.groupCount());
        CappedList.Above above = sample.above();
        Buckets buckets = Buckets.between(ordered, Integer.MAX_VALUE);
        buckets.addBefore(above, open);
        buckets.addEdges(ordered);
        for (int k = 0; k < share.length; k++) {
            buckets.scale(k, share[k]);
        }
        buckets.find(problem);
        int[] full = new int[open.length];
        boolean solved = true;
        for (int k = 0; k < full.length; k++) {
            full[k] = Math.max(buckets.first(k), 0);
            boolean isBefore = !buckets.hasFirst(k) && above.count()[k] > 0;
            boolean isBehind = !buckets.hasLast(k) && open[k];
            // What an entry without a cap costs is in no sum.
            solved &= !isBefore && !isBehind && above.oddRatio()[k] == 0;
        }
        return new SampledPlaces(ordered, above.count(), full, solved);
    }

    /** Whether the money runs out among the listed entries. */
    public boolean isSolved() {
        return solved;
    }

    /** The number of sampled entries of the group before its list, all of which are full. */
    public long before(int group) {
        return before[group];
    }

    /** The number of listed entries of the group that are full. */
    public int full(int group) {
        return full[group];
    }

    /** The number of listed entries of the group up to the first one without a cap. */
    public int count(int group) {
        return ordered.count(group);
    }

    /** The ratio of the group's listed entry at a place. */
    public double ratio(int group, int place) {
        return ordered.ratio(group, place);
    }

    /** The flat index of the group's listed entry at a place. */
    public long index(int group, int place) {
        return ordered.index(group, place);
    }
}
