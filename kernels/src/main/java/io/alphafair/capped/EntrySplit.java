package io.alphafair.capped;

/**
 * Entries with a positive ratio, some of them listed, and of those before them the exact sums. In whatever order they come
 * and splits are merged, the result is the same.
 */
public final class EntrySplit {
    private final EntryList listed = new EntryList();
    private final long[] count;
    /** Made for a group's first entry that is summed, because they are large. */
    private final ExactAccumulator[] value;
    private final ExactAccumulator[] spending;
    /** The ratio of the first entry to be summed that has no cap or is too small; 0 if there is none. */
    private final double[] oddRatio;
    private final long[] oddIndex;

    /** No entries. */
    public EntrySplit(int groupCount) {
        count = new long[groupCount];
        value = new ExactAccumulator[groupCount];
        spending = new ExactAccumulator[groupCount];
        oddRatio = new double[groupCount];
        oddIndex = new long[groupCount];
    }

    /** Those that are known of the entries before lists. */
    static EntrySplit of(CappedList.Above above) {
        EntrySplit split = new EntrySplit(above.count().length);
        for (int k = 0; k < split.count.length; k++) {
            split.add(k, above.count()[k], above.value()[k], above.spending()[k], above.oddRatio()[k],
                    above.oddIndex()[k]);
        }
        return split;
    }

    /** Lists an entry. */
    public void list(int group, long flatIndex, double benefit, double cost, double cap) {
        listed.add(group, flatIndex, benefit, cost, cap);
    }

    /** Sums an entry that comes before all that are listed of its group. */
    public void sum(int group, double ratio, long flatIndex, double benefit, double cost, double cap) {
        double worth = benefit * cap;
        double money = cost * cap;
        if (!isOrdinary(worth) || !isOrdinary(money)) {
            noteOdd(group, ratio, flatIndex);
            return;
        }
        makeSums(group);
        count[group]++;
        value[group].add(worth);
        spending[group].add(money);
    }

    private static boolean isOrdinary(double number) {
        return number >= Double.MIN_NORMAL && number <= Double.MAX_VALUE;
    }

    private void noteOdd(int group, double ratio, long flatIndex) {
        if (ratio > oddRatio[group] || ratio == oddRatio[group] && flatIndex < oddIndex[group]) {
            oddRatio[group] = ratio;
            oddIndex[group] = flatIndex;
        }
    }

    private void makeSums(int group) {
        if (value[group] == null) {
            value[group] = new ExactAccumulator();
            spending[group] = new ExactAccumulator();
        }
    }

    /** Takes in a split of other entries by the same rule. */
    public void merge(EntrySplit other) {
        listed.addAll(other.listed);
        for (int k = 0; k < count.length; k++) {
            add(k, other.count[k], other.value[k], other.spending[k], other.oddRatio[k], other.oddIndex[k]);
        }
    }

    private void add(int group, long entries, ExactAccumulator worth, ExactAccumulator money, double ratio,
            long index) {
        count[group] += entries;
        if (ratio > 0) {
            noteOdd(group, ratio, index);
        }
        if (worth != null) {
            makeSums(group);
            value[group].add(worth);
            spending[group].add(money);
        }
    }

    /** The entries that are listed, in no order; live. */
    public EntryList listed() {
        return listed;
    }

    /** What is known of the entries before the lists; live. Threads may read it once no more entries are added. */
    public CappedList.Above above() {
        for (int k = 0; k < count.length; k++) {
            if (value[k] != null) {
                value[k].settle();
                spending[k].settle();
            }
        }
        return new CappedList.Above(count, value, spending, oddRatio, oddIndex);
    }
}
