package io.alphafair.capped;

/**
 * Narrows long lists to the entries near where the money runs out, in time proportional to their length: ordering them would
 * take longer.
 */
public final class Narrowing {
    /** Entries from which on it pays. */
    public static final int WORTHWHILE = 1 << 14;
    /** The list that remains is narrowed again if it is so many times as short. */
    private static final int LEAST_GAIN = 2;

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
        EvenBuckets even = new EvenBuckets(entries, count);
        Buckets buckets = Buckets.of(even);
        buckets.addBefore(above, open);
        for (int i = 0; i < entries.size(); i++) {
            buckets.put(entries.group[i], even.bucket(i), entries.benefit[i] * entries.cap[i],
                    entries.cost[i] * entries.cap[i]);
        }
        buckets.find(problem);
        int[] from = new int[count];
        int[] to = new int[count];
        for (int k = 0; k < count; k++) {
            // With a bucket on each side the list shows that all before it is bought, and that nothing behind it is.
            from[k] = buckets.boughtBucket(k);
            to[k] = buckets.unreachedBucket(k);
        }
        EntrySplit split = EntrySplit.of(above);
        boolean[] opened = open.clone();
        for (int i = 0; i < entries.size(); i++) {
            int group = entries.group[i];
            int bucket = even.bucket(i);
            if (bucket > to[group]) {
                opened[group] = true;
            } else if (bucket < from[group]) {
                split.sum(group, even.ratio(i), entries.index[i], entries.benefit[i], entries.cost[i], entries.cap[i]);
            } else {
                split.list(group, entries.index[i], entries.benefit[i], entries.cost[i], entries.cap[i]);
            }
        }
        int left = split.listed().size();
        if (left >= WORTHWHILE && left <= entries.size() / LEAST_GAIN) {
            return narrow(split.listed(), split.above(), opened, problem);
        }
        return CappedList.of(split.listed(), count, split.above(), opened);
    }
}
