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
    /** Entries between two kept sums of spendings. */
    private static final int STRIDE = 64;

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
    /** Value of the first j entries of group k, rounded once, at {@code start[k] + k + j}. */
    private final double[] valueOfFirst;
    /** Sums of C of the first 64, 128, ... listed entries per group. */
    private final ExactAccumulator[][] checkpoint;
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

    private CappedList(int[] start, int[] order, EntryList entries, double[] ratios, Above above, boolean[] open) {
        this.start = start;
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
        for (int place = 0; place < size; place++) {
            int from = order[place];
            index[place] = entries.index[from];
            benefit[place] = entries.benefit[from];
            cost[place] = entries.cost[from];
            cap[place] = entries.cap[from];
            ratio[place] = ratios[from];
            double worth = benefit[place] * cap[place];
            double money = cost[place] * cap[place];
            boolean capped = worth <= Double.MAX_VALUE && money <= Double.MAX_VALUE;
            value[place] = capped ? worth : Double.POSITIVE_INFINITY;
            spending[place] = capped ? money : Double.POSITIVE_INFINITY;
        }
        valueOfFirst = new double[size + start.length - 1];
        checkpoint = new ExactAccumulator[start.length - 1][];
        sum();
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
        int count = entries.size();
        double[] ratios = new double[count];
        int[] start = new int[groupCount + 1];
        for (int i = 0; i < count; i++) {
            ratios[i] = entries.benefit[i] / entries.cost[i];
            start[entries.group[i] + 1]++;
        }
        for (int k = 0; k < groupCount; k++) {
            start[k + 1] += start[k];
        }
        int[] order = new int[count];
        int[] next = start.clone();
        for (int i = 0; i < count; i++) {
            order[next[entries.group[i]]++] = i;
        }
        int[] scratch = new int[count];
        int kept = 0;
        for (int k = 0; k < groupCount; k++) {
            int from = start[k];
            GroupOrder.sort(order, from, start[k + 1], ratios, entries.index, scratch);
            start[k] = kept;
            for (int i = from; i < start[k + 1]; i++) {
                order[kept++] = order[i];
                if (isUncapped(entries, order[kept - 1])) {
                    break;
                }
            }
        }
        start[groupCount] = kept;
        return new CappedList(start, order, entries, ratios, above, open);
    }

    private static boolean isUncapped(EntryList entries, int i) {
        double cap = entries.cap[i];
        return !(entries.benefit[i] * cap <= Double.MAX_VALUE && entries.cost[i] * cap <= Double.MAX_VALUE);
    }

    private void sum() {
        ExactAccumulator values = new ExactAccumulator();
        ExactAccumulator money = new ExactAccumulator();
        for (int k = 0; k < groupCount(); k++) {
            values.reset();
            money.reset();
            if (above.value[k] != null) {
                above.value[k].settle();
                above.spending[k].settle();
                values.add(above.value[k]);
            }
            // The value of an entry without a cap is never needed.
            int capped = count(k) - (hasEnd(k) ? 0 : 1);
            int first = start[k] + k;
            checkpoint[k] = new ExactAccumulator[capped / STRIDE];
            valueOfFirst[first] = values.value();
            for (int j = 1; j <= capped; j++) {
                values.add(value[start[k] + j - 1]);
                money.add(spending[start[k] + j - 1]);
                valueOfFirst[first + j] = values.value();
                if (j % STRIDE == 0) {
                    ExactAccumulator kept = new ExactAccumulator();
                    kept.add(money);
                    kept.settle();
                    checkpoint[k][j / STRIDE - 1] = kept;
                }
            }
        }
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
                && Arrays.equals(valueOfFirst, other.valueOfFirst) && Arrays.equals(open, other.open)
                && Arrays.equals(above.count, other.above.count) && Arrays.equals(above.value, other.above.value)
                && Arrays.equals(above.spending, other.above.spending)
                && Arrays.equals(above.oddRatio, other.above.oddRatio)
                && Arrays.equals(above.oddIndex, other.above.oddIndex);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(index) + Arrays.hashCode(valueOfFirst);
    }

    /** The exact value of the entries before the list and the first {@code j} listed, rounded once. */
    double valueOfFirst(int group, int j) {
        return valueOfFirst[start[group] + group + j];
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
        if (above.spending[group] != null) {
            into.add(above.spending[group]);
        }
        int kept = j / STRIDE;
        if (kept > 0) {
            into.add(checkpoint[group][kept - 1]);
        }
        for (int e = start[group] + kept * STRIDE; e < start[group] + j; e++) {
            into.add(spending[e]);
        }
    }
}
