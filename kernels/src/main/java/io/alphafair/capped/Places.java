package io.alphafair.capped;

/**
 * How far each group has come: its first listed entries are full, and the next one, the critical entry, takes the money.
 */
final class Places {
    /** eps, the distance from 1 to the next double, times 32. */
    static final double SNAP = 0x1p-47;

    /** Full listed entries per group. */
    final int[] full;
    /** The money on the next entry; 0 if the group has no critical entry. */
    final double[] money;

    Places(int groupCount) {
        full = new int[groupCount];
        money = new double[groupCount];
    }

    /**
     * Puts money on the next entry. Money within rounding of the whole entry fills it, and money within rounding of nothing
     * counts as none, unless it is all that the group gets.
     *
     * @param tiny {@link #SNAP} times the size of the numbers that the money is a difference of, times {@code 1 + 1/alpha}
     */
    void put(CappedList list, int group, double amount, double tiny) {
        double spending = list.spending[list.start[group] + full[group]];
        if (spending - amount <= tiny) {
            full[group]++;
            money[group] = 0;
        } else if (amount <= tiny && full[group] + list.countAbove(group) > 0) {
            money[group] = 0;
        } else {
            money[group] = amount;
        }
    }
}
