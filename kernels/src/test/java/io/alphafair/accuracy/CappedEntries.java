package io.alphafair.accuracy;

import io.alphafair.Items;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The entries of each group, all with finite caps, in the order in which they are bought, and the exact sums of what the first
 * ones are worth and cost.
 */
final class CappedEntries {
    /**
     * One entry.
     *
     * @param ratio {@code fl(b/c)}
     * @param value {@code fl(b m)}
     * @param spending {@code fl(c m)}
     */
    record Entry(long index, double benefit, double cost, double cap, double ratio, double value, double spending) {}

    /** By group, without entries of ratio 0. */
    private final List<List<Entry>> entries = new ArrayList<>();
    private final Entry[] byIndex;
    private final Wide[][] value;
    private final Wide[][] spending;
    private final long[] size;

    CappedEntries(Items items) {
        int count = items.groupCount();
        for (int k = 0; k < count; k++) {
            entries.add(new ArrayList<>());
        }
        byIndex = new Entry[Math.toIntExact(items.individualCount() * items.itemCount())];
        for (int index = 0; index < byIndex.length; index++) {
            int row = index / items.itemCount();
            int item = index % items.itemCount();
            double b = items.benefit(row, item);
            double c = items.cost(row, item);
            double m = items.cap(row, item);
            byIndex[index] = new Entry(index, b, c, m, b / c, b * m, c * m);
            if (b / c > 0) {
                entries.get(items.groups().label(row)).add(byIndex[index]);
            }
        }
        value = new Wide[count][];
        spending = new Wide[count][];
        size = new long[count];
        for (int k = 0; k < count; k++) {
            // By index within equal ratios, because the sort is stable.
            entries.get(k).sort(Comparator.comparingDouble(Entry::ratio).reversed());
            size[k] = items.groups().groupSize(k);
            sum(k);
        }
    }

    private void sum(int group) {
        List<Entry> list = entries.get(group);
        value[group] = new Wide[list.size() + 1];
        spending[group] = new Wide[list.size() + 1];
        value[group][0] = Wide.ZERO;
        spending[group][0] = Wide.ZERO;
        for (int j = 0; j < list.size(); j++) {
            Entry entry = list.get(j);
            value[group][j + 1] = value[group][j].plusExactly(Wide.of(entry.value));
            spending[group][j + 1] = spending[group][j].plusExactly(Wide.of(entry.spending));
        }
    }

    int groupCount() {
        return size.length;
    }

    long size(int group) {
        return size[group];
    }

    int count(int group) {
        return entries.get(group).size();
    }

    Entry entry(int group, int place) {
        return entries.get(group).get(place);
    }

    Entry at(long index) {
        return byIndex[Math.toIntExact(index)];
    }

    /** What the first entries of a group are worth. */
    Wide valueOfFirst(int group, int j) {
        return value[group][j];
    }

    /** What the first entries of a group cost. */
    Wide spendingOfFirst(int group, int j) {
        return spending[group][j];
    }
}
