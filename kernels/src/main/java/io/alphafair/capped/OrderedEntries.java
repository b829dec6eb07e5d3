package io.alphafair.capped;

/**
 * Each group's entries in the order in which they are bought, up to the first one without a cap, because no later one is
 * ever bought.
 *
 * @param entries in any order
 * @param ratio of each of the entries
 * @param start the groups' places: {@code start[k] .. start[k+1]-1} for group k
 * @param order which entry is at a place
 */
public record OrderedEntries(EntryList entries, double[] ratio, int[] start, int[] order) {
    /** Entries from which on their numbers are first put side by side, so that each is fetched from memory once. */
    private static final int FAR = 1 << 16;
    /** An array has no more records. */
    private static final int MOST_RECORDS = 1 << 28;
    /** The numbers in a record. */
    private static final int RECORD = 4;

    /** Orders entries. */
    public static OrderedEntries of(EntryList entries, int groupCount) {
        int count = entries.size();
        double[] ratio = new double[count];
        int[] start = new int[groupCount + 1];
        boolean allCapped = true;
        for (int i = 0; i < count; i++) {
            allCapped &= !isUncapped(entries, i);
            ratio[i] = entries.benefit[i] / entries.cost[i];
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
            GroupOrder.sort(order, from, start[k + 1], ratio, entries.index, scratch);
            if (allCapped) {
                continue;
            }
            start[k] = kept;
            for (int i = from; i < start[k + 1]; i++) {
                order[kept++] = order[i];
                if (isUncapped(entries, order[kept - 1])) {
                    break;
                }
            }
        }
        if (!allCapped) {
            start[groupCount] = kept;
        }
        return new OrderedEntries(entries, ratio, start, order);
    }

    private static boolean isUncapped(EntryList entries, int i) {
        double cap = entries.cap[i];
        return !(entries.benefit[i] * cap <= Double.MAX_VALUE && entries.cost[i] * cap <= Double.MAX_VALUE);
    }

    /** Copies what is known of the entries, by place. */
    void copy(long[] index, double[] benefit, double[] cost, double[] cap) {
        int size = start[start.length - 1];
        if (size >= FAR && entries.size() <= MOST_RECORDS) {
            copyRecords(index, benefit, cost, cap);
            return;
        }
        for (int place = 0; place < size; place++) {
            int from = order[place];
            index[place] = entries.index[from];
            benefit[place] = entries.benefit[from];
            cost[place] = entries.cost[from];
            cap[place] = entries.cap[from];
        }
    }

    private void copyRecords(long[] index, double[] benefit, double[] cost, double[] cap) {
        long[] record = new long[RECORD * entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            record[RECORD * i] = entries.index[i];
            record[RECORD * i + 1] = Double.doubleToRawLongBits(entries.benefit[i]);
            record[RECORD * i + 2] = Double.doubleToRawLongBits(entries.cost[i]);
            record[RECORD * i + 3] = Double.doubleToRawLongBits(entries.cap[i]);
        }
        for (int place = 0; place < start[start.length - 1]; place++) {
            int from = RECORD * order[place];
            index[place] = record[from];
            benefit[place] = Double.longBitsToDouble(record[from + 1]);
            cost[place] = Double.longBitsToDouble(record[from + 2]);
            cap[place] = Double.longBitsToDouble(record[from + 3]);
        }
    }

    /** The number of places of a group. */
    int count(int group) {
        return start[group + 1] - start[group];
    }

    /** The entry at a place of a group. */
    int entry(int group, int place) {
        return order[start[group] + place];
    }

    double ratio(int group, int place) {
        return ratio[entry(group, place)];
    }

    long index(int group, int place) {
        return entries.index[entry(group, place)];
    }
}
