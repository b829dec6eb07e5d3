package io.alphafair.capped;

/**
 * Narrows long lists to the entries near where the money runs out, in time proportional to their length: ordering them would
 * take longer.
 */
public final class Narrowing {
    /** Entries from which on it pays. */
    public static final int WORTHWHILE = 1 << 11;
    /** Entries from which on what remains is narrowed again: to order one takes 100 times as long as to put it in a bucket. */
    private static final int WORTH_MORE = 1 << 9;
    /** And only if it is so many times as short. */
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
     * The entries that are likely to decide the answer, and the sums of those before them.
     *
     * @param open whether there may be more entries behind the listed ones, per group
     */
    public record Narrowed(EntrySplit split, boolean[] open) {
        /** The entries in order. */
        public CappedList ordered() {
            return CappedList.of(split.listed(), open.length, split.above(), open);
        }
    }

    /**
     * Narrows a list. In what order its entries come does not matter.
     *
     * @param open whether there may be more entries behind the listed ones, per group
     * @param problem whose list is not read
     */
    public static Narrowed narrow(EntryList entries, CappedList.Above above, boolean[] open, CappedProblem problem) {
        // The list lends the memory for it, and threads may share a selection.
        synchronized (entries) {
            return new Narrowing(entries, above, open, problem).narrow();
        }
    }

    private Narrowed narrow() {
        int count = problem.groupCount();
        EvenBuckets even = new EvenBuckets(entries, count);
        Buckets buckets = Buckets.of(even);
        int[] bucket = buckets.addAll(entries, even);
        buckets.addBefore(above, open);
        buckets.find(problem);
        int[] from = new int[count];
        int[] to = new int[count];
        boolean[] opened = open.clone();
        for (int k = 0; k < count; k++) {
            // With a bucket on each side the list shows that all before it is bought, and that nothing behind it is.
            from[k] = buckets.boughtBucket(k);
            to[k] = buckets.unreachedBucket(k);
            opened[k] |= buckets.countBefore(k, to[k]) < buckets.countBefore(k, buckets.edges(k));
        }
        EntrySplit split = split(even, bucket, from, to);
        int left = split.listed().size();
        if (left >= WORTH_MORE && left <= entries.size() / LEAST_GAIN) {
            Narrowed more = narrow(split.listed(), split.above(), opened, problem);
            split.release();
            return more;
        }
        return new Narrowed(split, opened);
    }

    /** Sums what comes before the buckets {@code from} and lists what is in those up to {@code to}. */
    private EntrySplit split(EvenBuckets even, int[] bucket, int[] from, int[] to) {
        int[] summed = entries.firstPlaces();
        int[] listed = entries.secondPlaces();
        int summedCount = 0;
        int listedCount = 0;
        // There is no branch, because it cannot be predicted where an entry belongs.
        int size = entries.size();
        int[] group = entries.group;
        for (int i = 0; i < size; i++) {
            int isBefore = bucket[i] - from[group[i]] >>> Integer.SIZE - 1;
            int isBehind = to[group[i]] - bucket[i] >>> Integer.SIZE - 1;
            summed[summedCount] = i;
            summedCount += isBefore;
            listed[listedCount] = i;
            listedCount += 1 - isBefore - isBehind;
        }
        EntrySplit split = EntrySplit.of(above, listedCount);
        for (int place = 0; place < summedCount; place++) {
            int i = summed[place];
            split.sum(entries.group[i], even.ratio(i), entries.index[i], entries.benefit[i], entries.cost[i],
                    entries.cap[i]);
        }
        for (int place = 0; place < listedCount; place++) {
            int i = listed[place];
            split.list(entries.group[i], entries.index[i], entries.benefit[i], entries.cost[i], entries.cap[i]);
        }
        return split;
    }
}
