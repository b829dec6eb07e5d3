package io.alphafair.capped;

/**
 * Narrows long lists to the entries near where the money runs out, in time proportional to their length: ordering them would
 * take longer.
 */
public final class Narrowing {
    /** Entries from which on it pays. */
    public static final int WORTHWHILE = 1 << 14;
    /** Edges per group. */
    private static final int EDGES = 31;
    /** Entries that are ordered per edge. */
    private static final int PER_EDGE = 4;

    private final EntryList entries;
    private final CappedList.Above above;
    private final boolean[] open;
    private final CappedProblem problem;

    private Narrowing(EntryList entries, CappedList.Above above, boolean[] open, CappedProblem problem) {
        this.entries = entries;
        this.above = above;
        this.open = open;
        this.problem = problem;
    }

    /**
     * The entries that are likely to decide the answer, ordered, and the sums of those before them.
     *
     * @param open whether there may be more entries behind the listed ones, per group
     * @param problem whose list is not read
     */
    public static CappedList narrow(EntryList entries, CappedList.Above above, boolean[] open, CappedProblem problem) {
        return new Narrowing(entries, above, open, problem).narrow();
    }

    private CappedList narrow() {
        int count = problem.groupCount();
        Buckets buckets = new Buckets(SampledPlaces.ordered(sample(), count), count, EDGES);
        buckets.addBefore(above, open);
        double[] ratio = new double[entries.size()];
        for (int i = 0; i < ratio.length; i++) {
            ratio[i] = entries.benefit[i] / entries.cost[i];
            buckets.add(entries.group[i], ratio[i], entries.index[i], entries.benefit[i] * entries.cap[i],
                    entries.cost[i] * entries.cap[i]);
        }
        buckets.find(problem);
        EntrySplit split = EntrySplit.of(above);
        boolean[] opened = open.clone();
        for (int i = 0; i < ratio.length; i++) {
            int group = entries.group[i];
            if (buckets.isBehindLast(group, ratio[i], entries.index[i])) {
                opened[group] = true;
            } else if (buckets.isBeforeFirst(group, ratio[i], entries.index[i])) {
                split.sum(group, ratio[i], entries.index[i], entries.benefit[i], entries.cost[i], entries.cap[i]);
            } else {
                split.list(group, entries.index[i], entries.benefit[i], entries.cost[i], entries.cap[i]);
            }
        }
        return CappedList.of(split.listed(), count, split.above(), opened);
    }

    /** Some entries of each group, evenly spaced in the order in which they were listed. */
    private EntryList sample() {
        int[] size = new int[problem.groupCount()];
        for (int i = 0; i < entries.size(); i++) {
            size[entries.group[i]]++;
        }
        int[] stride = new int[size.length];
        for (int k = 0; k < size.length; k++) {
            stride[k] = Math.max(1, size[k] / (PER_EDGE * EDGES));
            size[k] = 0;
        }
        EntryList sample = new EntryList();
        for (int i = 0; i < entries.size(); i++) {
            int group = entries.group[i];
            if (size[group]++ % stride[group] == 0) {
                sample.add(group, entries.index[i], entries.benefit[i], entries.cost[i], entries.cap[i]);
            }
        }
        return sample;
    }
}
