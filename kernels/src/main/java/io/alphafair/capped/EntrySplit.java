package io.alphafair.capped;

/**
 * Entries with a positive ratio, some of them listed, and of those before them the exact sums. In whatever order they come
 * and splits are merged, the result is the same.
 */
public final class EntrySplit {
    private final EntryList listed;
    /** Null until an entry is summed, because it is large where there are many groups. */
    private GroupSums sums;
    /** The ratio of the first entry to be summed that has no cap or is too small; 0 if there is none. */
    private final double[] oddRatio;
    private final long[] oddIndex;

    /** No entries. */
    public EntrySplit(int groupCount) {
        this(groupCount, 0);
    }

    /** No entries, with room for about so many in the list. */
    public EntrySplit(int groupCount, double expected) {
        listed = new EntryList(expected);
        oddRatio = new double[groupCount];
        oddIndex = new long[groupCount];
    }

    /** Those that are known of the entries before lists. */
    static EntrySplit of(CappedList.Above above) {
        int groupCount = above.count().length;
        EntrySplit split = new EntrySplit(groupCount);
        for (int k = 0; k < groupCount; k++) {
            if (above.count()[k] > 0) {
                split.sums().add(k, above.count()[k], above.value()[k], above.spending()[k]);
            }
            split.noteOdd(k, above.oddRatio()[k], above.oddIndex()[k]);
        }
        return split;
    }

    private GroupSums sums() {
        if (sums == null) {
            sums = new GroupSums(oddRatio.length);
        }
        return sums;
    }

    /** Lists an entry. */
    public void list(int group, long flatIndex, double benefit, double cost, double cap) {
        listed.add(group, flatIndex, benefit, cost, cap);
    }

    /** Sums an entry that comes before all that are listed of its group. */
    public void sum(int group, double ratio, long flatIndex, double benefit, double cost, double cap) {
        if (!sums().add(group, benefit * cap, cost * cap)) {
            noteOdd(group, ratio, flatIndex);
        }
    }

    /** A ratio of 0 is none. */
    private void noteOdd(int group, double ratio, long flatIndex) {
        if (ratio > oddRatio[group] || ratio > 0 && ratio == oddRatio[group] && flatIndex < oddIndex[group]) {
            oddRatio[group] = ratio;
            oddIndex[group] = flatIndex;
        }
    }

    /** Takes in a split of other entries by the same rule. */
    public void merge(EntrySplit other) {
        listed.addAll(other.listed);
        if (other.sums != null) {
            sums().add(other.sums);
        }
        for (int k = 0; k < oddRatio.length; k++) {
            noteOdd(k, other.oddRatio[k], other.oddIndex[k]);
        }
    }

    /** The entries that are listed, in no order; live. */
    public EntryList listed() {
        return listed;
    }

    /** What is known of the entries before the lists; live. Threads may read it once no more entries are added. */
    public CappedList.Above above() {
        int groupCount = oddRatio.length;
        ExactAccumulator[] value = new ExactAccumulator[groupCount];
        ExactAccumulator[] spending = new ExactAccumulator[groupCount];
        for (int k = 0; k < groupCount && sums != null; k++) {
            if (sums.counts()[k] > 0) {
                value[k] = sums.value(k);
                spending[k] = sums.spending(k);
                value[k].settle();
                spending[k].settle();
            }
        }
        long[] count = sums == null ? new long[groupCount] : sums.counts();
        return new CappedList.Above(count, value, spending, oddRatio, oddIndex);
    }
}
