package io.alphafair.capped;

/** Brings entries into the order in which groups buy them: ratio descending, then flat index ascending. */
final class GroupOrder {
    /** Ranges up to this length are sorted by insertion. */
    private static final int SHORT = 12;
    /** Ranges from this length on are sorted by the bits of the ratios first. */
    private static final int LONG = 1 << 11;

    private final double[] ratio;
    private final long[] index;

    private GroupOrder(double[] ratio, long[] index) {
        this.ratio = ratio;
        this.index = index;
    }

    /**
     * Sorts places {@code from .. to-1} of {@code order}, which hold positions of {@code ratio} and {@code index}.
     *
     * @param scratch as long as {@code order}
     */
    static void sort(int[] order, int from, int to, double[] ratio, long[] index, int[] scratch) {
        GroupOrder sorter = new GroupOrder(ratio, index);
        if (to - from < LONG) {
            sorter.sort(order, from, to, scratch);
        } else {
            sorter.sortByBits(order, from, to, scratch);
        }
    }

    private void sortByBits(int[] order, int from, int to, int[] scratch) {
        long[] word = RatioRadix.sort(order, from, to, ratio);
        int start = from;
        while (start < to) {
            long leading = word[start - from] >>> RatioRadix.entryBits();
            int end = start + 1;
            while (end < to && word[end - from] >>> RatioRadix.entryBits() == leading) {
                end++;
            }
            if (end - start > 1) {
                sort(order, start, end, scratch);
            }
            start = end;
        }
    }

    private boolean isBefore(int first, int second) {
        return ratio[first] > ratio[second] || ratio[first] == ratio[second] && index[first] < index[second];
    }

    /** A merge sort: its time does not depend on the data, and entries that come in order cost one pass. */
    private void sort(int[] order, int from, int to, int[] scratch) {
        if (to - from <= SHORT) {
            insert(order, from, to);
            return;
        }
        int middle = from + to >>> 1;
        sort(order, from, middle, scratch);
        sort(order, middle, to, scratch);
        if (!isBefore(order[middle], order[middle - 1])) {
            return;
        }
        System.arraycopy(order, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle && right < to) {
            order[out++] = isBefore(order[right], scratch[left]) ? order[right++] : scratch[left++];
        }
        System.arraycopy(scratch, left, order, out, middle - left);
    }

    private void insert(int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moved = order[i];
            int place = i;
            while (place > from && isBefore(moved, order[place - 1])) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = moved;
        }
    }
}
