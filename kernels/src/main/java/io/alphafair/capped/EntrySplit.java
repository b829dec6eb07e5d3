package io.alphafair.capped;

import java.lang.foreign.MemorySegment;

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

    /**
     * The arrays of a split, for loops that are not written in Java: sums per group as in {@link GroupSums}, and the list
     * from its end on.
     */
    public record Memory(MemorySegment counts, MemorySegment halves, MemorySegment windows, MemorySegment groups,
            MemorySegment indices, MemorySegment benefits, MemorySegment costs, MemorySegment caps) {}

    /** No entries. */
    public EntrySplit(int groupCount) {
        this(groupCount, 0);
    }

    /** No entries, with room for about so many in the list. */
    public EntrySplit(int groupCount, double expected) {
        listed = ListPool.SHARED.take(expected);
        oddRatio = new double[groupCount];
        oddIndex = new long[groupCount];
    }

    /** Those that are known of the entries before lists, with room for about so many in the list. */
    static EntrySplit of(CappedList.Above above, int expected) {
        int groupCount = above.count().length;
        EntrySplit split = new EntrySplit(groupCount, expected);
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

    /**
     * The arrays, until an entry is added in another way.
     *
     * @param room how many entries may be listed
     * @param summing whether entries may be summed; without that there are no arrays of sums
     */
    public Memory memory(int room, boolean summing) {
        listed.makeRoom(room);
        MemorySegment[] end = listed.end();
        MemorySegment none = MemorySegment.NULL;
        return new Memory(summing ? sums().countsOfC() : none, summing ? sums().halvesOfC() : none,
                summing ? sums().windowsOfC() : none, end[0], end[1], end[2], end[3], end[4]);
    }

    /** Takes over entries that were written to the arrays of the list. */
    public void written(int count) {
        listed.grow(count);
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

    /** Gives the memory of the list to others. Neither this nor its list may be used from here on. */
    public void release() {
        ListPool.SHARED.give(listed);
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
