package io.alphafair.capped;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Per group the number of entries, and the exact sums of what they are worth and of what they cost. The order of the
 * additions and of the merges does not matter.
 *
 * <p>An {@link ExactAccumulator} fills many cache lines, and an addition to it writes three places. So most additions go to
 * an integer of 128 bits, of which a group has one per sum. Its unit is the smallest bit of the doubles at the lower end of
 * a window of exponents, which the group's first entry chooses. Numbers outside of the window go to the accumulator, and so
 * does the integer when it gets large.
 */
final class GroupSums {
    private static final int MANTISSA_BITS = 52;
    private static final long IMPLICIT_BIT = 1L << MANTISSA_BITS;
    private static final int MOST_EXPONENT = 0x7fe;
    /** Exponents in a window: a number's mantissa is shifted by 0 to 63 bits. */
    private static final int WINDOW = 64;
    /** Exponents below that of the first number. */
    private static final int BELOW_FIRST = WINDOW / 2;
    /** The window of a group without entries: no exponent is in it. */
    private static final int NONE = 1 << 12;
    /** An upper half from here on goes to the accumulator; one addition adds less than 2^53 to it. */
    private static final int FULL_BITS = 62;

    /** Longs per group: the lower and the upper half of each sum. */
    private static final int HALVES = 4;

    private final long[] count;
    private final long[] half;
    /** The exponent at which the window starts, of the value and of the spending of each group. */
    private final int[] window;
    private final MemorySegment countsOfC;
    private final MemorySegment halvesOfC;
    private final MemorySegment windowsOfC;
    /** Null until they are needed. */
    private final ExactAccumulator[] value;
    private final ExactAccumulator[] spending;

    GroupSums(int groupCount) {
        count = new long[groupCount];
        half = new long[Math.multiplyExact(HALVES, groupCount)];
        window = new int[2 * groupCount];
        Arrays.fill(window, NONE);
        countsOfC = MemorySegment.ofArray(count);
        halvesOfC = MemorySegment.ofArray(half);
        windowsOfC = MemorySegment.ofArray(window);
        value = new ExactAccumulator[groupCount];
        spending = new ExactAccumulator[groupCount];
    }

    /**
     * Adds an entry.
     *
     * @return false, and nothing is added, unless both numbers are normal and positive
     */
    boolean add(int group, double worth, double money) {
        long worthBits = Double.doubleToRawLongBits(worth);
        long moneyBits = Double.doubleToRawLongBits(money);
        int worthShift = (int) (worthBits >>> MANTISSA_BITS) - window[2 * group];
        int moneyShift = (int) (moneyBits >>> MANTISSA_BITS) - window[2 * group + 1];
        // All exponents of a window are those of normal numbers, and a sign looks like a large exponent.
        if (((worthShift | moneyShift) & -WINDOW) != 0) {
            return addOutside(group, worth, money);
        }
        count[group]++;
        int at = HALVES * group;
        long worthHigh = addHalves(at, worthBits, worthShift);
        long moneyHigh = addHalves(at + 2, moneyBits, moneyShift);
        if ((worthHigh | moneyHigh) >>> FULL_BITS != 0) {
            empty(group);
        }
        return true;
    }

    /** Adds a number to an integer, and returns its upper half. There is no branch, because a carry is as likely as none. */
    private long addHalves(int at, long bits, int shift) {
        long mantissa = bits & IMPLICIT_BIT - 1 | IMPLICIT_BIT;
        long low = half[at];
        long added = mantissa << shift;
        long sum = low + added;
        long carry = (low & added | (low | added) & ~sum) >>> Long.SIZE - 1;
        half[at] = sum;
        // Two shifts, because one by 64 bits would be none.
        return half[at + 1] += (mantissa >>> 1 >>> WINDOW - 1 - shift) + carry;
    }

    private boolean addOutside(int group, double worth, double money) {
        if (!isOrdinary(worth) || !isOrdinary(money)) {
            return false;
        }
        if (window[2 * group] == NONE) {
            window[2 * group] = windowAround(worth);
            window[2 * group + 1] = windowAround(money);
            return add(group, worth, money);
        }
        count[group]++;
        makeAccumulators(group);
        value[group].add(worth);
        spending[group].add(money);
        return true;
    }

    private static boolean isOrdinary(double number) {
        return number >= Double.MIN_NORMAL && number <= Double.MAX_VALUE;
    }

    private static int windowAround(double number) {
        int exponent = (int) (Double.doubleToRawLongBits(number) >>> MANTISSA_BITS);
        return Math.clamp(exponent - BELOW_FIRST, 1, MOST_EXPONENT - WINDOW + 1);
    }

    private void makeAccumulators(int group) {
        if (value[group] == null) {
            value[group] = new ExactAccumulator();
            spending[group] = new ExactAccumulator();
        }
    }

    /** Moves what the integers of a group hold to its accumulators. */
    private void empty(int group) {
        if (window[2 * group] == NONE) {
            return;
        }
        makeAccumulators(group);
        int at = HALVES * group;
        value[group].add(half[at], half[at + 1], window[2 * group] - 1);
        spending[group].add(half[at + 2], half[at + 3], window[2 * group + 1] - 1);
        Arrays.fill(half, at, at + HALVES, 0);
    }

    /** Adds so many entries, of whose sums the accumulators are null if there are none. */
    void add(int group, long entries, ExactAccumulator worth, ExactAccumulator money) {
        count[group] += entries;
        if (worth != null) {
            makeAccumulators(group);
            value[group].add(worth);
            spending[group].add(money);
        }
    }

    /** Adds the entries of another, which stays as it is. */
    void add(GroupSums other) {
        for (int group = 0; group < count.length; group++) {
            if (other.count[group] > 0) {
                add(group, other.count[group], other.value(group), other.spending(group));
            }
        }
    }

    /** The integers: for each group the lower and the upper half of the value, then of the spending; live. */
    MemorySegment halvesOfC() {
        return halvesOfC;
    }

    /** For each group the first exponent of the value's window, then of the spending's, plus 1023; live. */
    MemorySegment windowsOfC() {
        return windowsOfC;
    }

    /** As {@link #counts}, for loops that are not written in Java. */
    MemorySegment countsOfC() {
        return countsOfC;
    }

    /** The number of entries per group; live. */
    long[] counts() {
        return count;
    }

    /** The exact sum of what the group's entries are worth; null if it has none. Live until another entry is added. */
    ExactAccumulator value(int group) {
        empty(group);
        return value[group];
    }

    /** The exact sum of what the group's entries cost; null if it has none. Live until another entry is added. */
    ExactAccumulator spending(int group) {
        empty(group);
        return spending[group];
    }
}
