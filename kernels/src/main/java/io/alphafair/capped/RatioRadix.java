package io.alphafair.capped;

/**
 * Brings many entries into the order of their ratios, largest first, in time proportional to their number: three passes over
 * words that hold the leading bits of a ratio and an entry. Entries whose leading bits are equal end side by side, in the order
 * in which they came; ordering those is left to the caller.
 */
final class RatioRadix {
    /** Bits per pass. */
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int PASSES = 3;
    /** Bits of a ratio in a word; the others are the entry's. */
    private static final int KEY_BITS = DIGIT_BITS * PASSES;
    private static final int ENTRY_BITS = Integer.SIZE - 1;

    private RatioRadix() {
    }

    /**
     * Sorts entries {@code order[from .. to-1]} by the leading bits of their positive ratios.
     *
     * @return for {@code order[from + i]} at i a word whose bits but the last {@link #entryBits} are those leading bits
     */
    static long[] sort(int[] order, int from, int to, double[] ratio) {
        int count = to - from;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = from; i < to; i++) {
            long bits = Double.doubleToRawLongBits(ratio[order[i]]);
            least = Math.min(least, bits);
            most = Math.max(most, bits);
        }
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(most - least) - KEY_BITS);
        long[] word = new long[count];
        int[] places = new int[PASSES * DIGITS];
        for (int i = 0; i < count; i++) {
            int entry = order[from + i];
            long key = most - Double.doubleToRawLongBits(ratio[entry]) >>> shift;
            word[i] = key << ENTRY_BITS | entry;
            for (int pass = 0; pass < PASSES; pass++) {
                places[pass * DIGITS + digit(word[i], pass)]++;
            }
        }
        long[] other = new long[count];
        for (int pass = 0; pass < PASSES; pass++) {
            if (toStarts(places, pass, count)) {
                distribute(word, other, places, pass);
                long[] filled = other;
                other = word;
                word = filled;
            }
        }
        for (int i = 0; i < count; i++) {
            order[from + i] = (int) word[i] & (1 << ENTRY_BITS) - 1;
        }
        return word;
    }

    /** The number of a word's last bits that do not order it. */
    static int entryBits() {
        return ENTRY_BITS;
    }

    private static int digit(long word, int pass) {
        return (int) (word >>> ENTRY_BITS + pass * DIGIT_BITS) & DIGITS - 1;
    }

    /** Turns numbers of words per digit into the first places; false if all words have one digit. */
    private static boolean toStarts(int[] places, int pass, int count) {
        int start = 0;
        for (int i = pass * DIGITS; i < (pass + 1) * DIGITS; i++) {
            int here = places[i];
            if (here == count) {
                return false;
            }
            places[i] = start;
            start += here;
        }
        return true;
    }

    private static void distribute(long[] from, long[] to, int[] places, int pass) {
        for (long word : from) {
            to[places[pass * DIGITS + digit(word, pass)]++] = word;
        }
    }
}
