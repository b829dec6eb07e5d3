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
    /** Orders entries. */
    public static OrderedEntries of(EntryList entries, int groupCount) {
        int count = entries.size();
        double[] ratio = new double[count];
        int[] start = new int[groupCount + 1];
        for (int i = 0; i < count; i++) {
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
            start[k] = kept;
            for (int i = from; i < start[k + 1]; i++) {
                order[kept++] = order[i];
                if (isUncapped(entries, order[kept - 1])) {
                    break;
                }
            }
        }
        start[groupCount] = kept;
        return new OrderedEntries(entries, ratio, start, order);
    }

    private static boolean isUncapped(EntryList entries, int i) {
        double cap = entries.cap[i];
        return !(entries.benefit[i] * cap <= Double.MAX_VALUE && entries.cost[i] * cap <= Double.MAX_VALUE);
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
