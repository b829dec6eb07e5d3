package io.alphafair.capped;

import java.util.Arrays;

/**
 * Each group's entries in the order in which they are bought, with the sums of what the first ones are worth and cost. A
 * group's list may start behind entries that are known by their sums alone.
 *
 * <p>An entry's ratio is {@code fl(b/c)}; when full it is worth {@code V = fl(b*m)} and costs {@code C = fl(c*m)}. A cap
 * whose V or C overflows counts as none: then both are infinite. A list ends with its first entry without a cap, because
 * no later one is ever bought.
 */
public final class CappedList {
    /** Places of group k: {@code start[k] .. start[k+1]-1}. */
    final int[] start;
    final long[] index;
    final double[] benefit;
    final double[] cost;
    final double[] cap;
    final double[] ratio;
    /** V. */
    final double[] value;
    /** C. */
    final double[] spending;
    private final PrefixSums sums;
    /** Whether some V or C is no normal number. */
    private final boolean hasSmall;
    private final Above above;
    private final boolean[] open;

    /**
     * What is known of the entries before the lists.
     *
     * @param count entries per group
     * @param value the sum of their V per group; null for a group without such entries
     * @param spending the sum of their C per group; null for a group without such entries
     * @param oddRatio the ratio of the first entry before the list that is in no sum, because it has no cap or its V or C is
     *        too small; 0 if there is none. Such an entry has to be listed
     * @param oddIndex the flat index of that entry
     */
    public record Above(long[] count, ExactAccumulator[] value, ExactAccumulator[] spending, double[] oddRatio,
            long[] oddIndex) {
        /** No entries before the lists. */
        public static Above none(int groupCount) {
            return new Above(new long[groupCount], new ExactAccumulator[groupCount], new ExactAccumulator[groupCount],
                    new double[groupCount], new long[groupCount]);
        }
    }

    private CappedList(OrderedEntries ordered, Above above, boolean[] open) {
        this.start = ordered.start();
        this.above = above;
        this.open = open;
        int size = start[start.length - 1];
        index = new long[size];
        benefit = new double[size];
        cost = new double[size];
        cap = new double[size];
        ratio = new double[size];
        value = new double[size];
        spending = new double[size];
        ordered.copy(index, benefit, cost, cap);
        double smallest = Double.MIN_NORMAL;
        for (int place = 0; place < size; place++) {
            ratio[place] = benefit[place] / cost[place];
            double worth = benefit[place] * cap[place];
            double money = cost[place] * cap[place];
            boolean capped = worth <= Double.MAX_VALUE && money <= Double.MAX_VALUE;
            value[place] = capped ? worth : Double.POSITIVE_INFINITY;
            spending[place] = capped ? money : Double.POSITIVE_INFINITY;
            smallest = Math.min(smallest, Math.min(worth, money));
        }
        hasSmall = smallest < Double.MIN_NORMAL;
        sums = new PrefixSums(start, value, spending, above);
    }

    /** Orders all entries that have a positive ratio. */
    public static CappedList of(EntryList entries, int groupCount) {
        return of(entries, groupCount, Above.none(groupCount), new boolean[groupCount]);
    }

    /**
     * Orders entries with a positive ratio behind those that are known by their sums.
     *
     * @param open whether there may be more entries behind the listed ones, per group
     */
    public static CappedList of(EntryList entries, int groupCount, Above above, boolean[] open) {
        return of(OrderedEntries.of(entries, groupCount), above, open);
    }

    /** As {@link #of(EntryList, int, Above, boolean[])} for entries in order. */
    static CappedList of(OrderedEntries ordered, Above above, boolean[] open) {
        return new CappedList(ordered, above, open);
    }

    /** K. */
    public int groupCount() {
        return start.length - 1;
    }

    /** The number of listed entries. */
    int count(int group) {
        return start[group + 1] - start[group];
    }

    /** The number of listed entries of all groups. */
    public int size() {
        return index.length;
    }

    /** The number of entries before the list. */
    public long countAbove(int group) {
        return above.count[group];
    }

    /** Whether all listed entries have caps. */
    boolean hasEnd(int group) {
        return count(group) == 0 || spending[start[group + 1] - 1] <= Double.MAX_VALUE;
    }

    /** Whether there may be more entries behind the listed ones. */
    boolean isOpen(int group) {
        return open[group] && hasEnd(group);
    }

    /** Whether an entry before the list is in no sum. */
    boolean isOdd(int group) {
        return above.oddRatio[group] > 0;
    }

    /** Whether every entry is listed that can be bought with some budget. */
    public boolean isWhole() {
        for (int k = 0; k < groupCount(); k++) {
            if (isOpen(k) || above.count[k] > 0 || isOdd(k)) {
                return false;
            }
        }
        return true;
    }

    /** What is known of the entries before the lists. */
    public Above above() {
        return above;
    }

    /** Whether the group has no entry with a positive ratio. */
    boolean isEmpty(int group) {
        return count(group) == 0 && above.count[group] == 0 && !open[group];
    }

    /** Equal entries, sums and bits, in whatever way they were collected. */
    @Override
    public boolean equals(Object object) {
        return object instanceof CappedList other && Arrays.equals(start, other.start)
                && Arrays.equals(index, other.index) && Arrays.equals(benefit, other.benefit)
                && Arrays.equals(cost, other.cost) && Arrays.equals(cap, other.cap)
                && Arrays.equals(sums.valuesOfFirst(), other.sums.valuesOfFirst()) && Arrays.equals(open, other.open)
                && Arrays.equals(above.count, other.above.count) && Arrays.equals(above.value, other.above.value)
                && Arrays.equals(above.spending, other.above.spending)
                && Arrays.equals(above.oddRatio, other.above.oddRatio)
                && Arrays.equals(above.oddIndex, other.above.oddIndex);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(index) + Arrays.hashCode(sums.valuesOfFirst());
    }

    /** The exact value of the entries before the list and the first {@code j} listed, rounded once. */
    double valueOfFirst(int group, int j) {
        return sums.valueOfFirst(group, j);
    }

    /** Adds the value of the entries before the list and the first {@code j} listed, all of which have caps. */
    void addValueOfFirst(int group, int j, ExactAccumulator into) {
        if (above.value[group] != null) {
            into.add(above.value[group]);
        }
        for (int e = start[group]; e < start[group] + j; e++) {
            into.add(value[e]);
        }
    }

    /** Adds the spending of the entries before the list and the first {@code j} listed, all of which have caps. */
    void addSpendingOfFirst(int group, int j, ExactAccumulator into) {
        sums.addSpendingOfFirst(group, j, into);
    }

    /** Whether the V or C of a listed entry is below 2^-1022. */
    boolean hasSmall() {
        return hasSmall;
    }
}
