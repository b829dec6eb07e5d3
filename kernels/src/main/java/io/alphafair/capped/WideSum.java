package io.alphafair.capped;

/**
 * The exact sum of positive doubles of similar size, as an integer of 128 bits whose unit is the smallest bit of the smallest of
 * them. There is room for as many as an array has.
 */
final class WideSum {
    private static final int MANTISSA_BITS = 52;
    private static final long IMPLICIT_BIT = 1L << MANTISSA_BITS;
    private static final int MOST_EXPONENT = 0x7fe;
    /** Exponents in a window, so that 2^31 mantissas of 53 bits, shifted by less than that, have a sum below 2^127. */
    private static final int WINDOW = 43;
    /** Bits of the window of 64 bits behind a mantissa. */
    private static final int ROUNDED_BITS = Long.SIZE - 1 - MANTISSA_BITS;
    private static final long HALF = 1L << ROUNDED_BITS - 1;

    /** The exponent, as in a double's bits, of numbers whose mantissa is not shifted. */
    private final int window;
    private long low;
    private long high;

    private WideSum(int window) {
        this.window = window;
    }

    /** Whether numbers {@code from .. to-1}, at least one, are positive, normal, finite and of similar size. */
    static boolean fits(double[] number, int from, int to) {
        int least = leastExponent(number, from, to);
        double most = 0;
        for (int i = from; i < to; i++) {
            most = Math.max(most, number[i]);
        }
        int mostExponent = exponent(most);
        return least > 0 && mostExponent <= MOST_EXPONENT && mostExponent - least < WINDOW;
    }

    /** No numbers yet, with room for those that {@link #fits}. */
    static WideSum of(double[] number, int from, int to) {
        return new WideSum(leastExponent(number, from, to));
    }

    private static int leastExponent(double[] number, int from, int to) {
        double least = number[from];
        for (int i = from; i < to; i++) {
            least = Math.min(least, number[i]);
        }
        return least > 0 ? exponent(least) : 0;
    }

    private static int exponent(double number) {
        return (int) (Double.doubleToRawLongBits(number) >>> MANTISSA_BITS);
    }

    /** Adds one of the numbers that it is made for. */
    void add(double number) {
        long bits = Double.doubleToRawLongBits(number);
        int shift = (int) (bits >>> MANTISSA_BITS) - window;
        long mantissa = bits & IMPLICIT_BIT - 1 | IMPLICIT_BIT;
        long added = mantissa << shift;
        long sum = low + added;
        // There is no branch, because a carry is as likely as none.
        long carry = (low & added | (low | added) & ~sum) >>> Long.SIZE - 1;
        low = sum;
        // Two shifts, because one by 64 bits would be none.
        high += (mantissa >>> 1 >>> Long.SIZE - 1 - shift) + carry;
    }

    /** The sum, rounded to the nearest double, to the even one of two; infinite where it leaves the range. */
    double value() {
        if ((low | high) == 0) {
            return 0;
        }
        int zeros = high != 0 ? Long.numberOfLeadingZeros(high) : Long.SIZE + Long.numberOfLeadingZeros(low);
        long top = high != 0 ? high << zeros | low >>> 1 >>> Long.SIZE - 1 - zeros : low << zeros;
        long rest = high != 0 ? low << zeros : 0;
        int exponent = window + 2 * Long.SIZE - 1 - zeros - MANTISSA_BITS;
        if (exponent > MOST_EXPONENT) {
            return Double.POSITIVE_INFINITY;
        }
        long mantissa = top >>> ROUNDED_BITS;
        if ((top & HALF) != 0 && ((top & HALF - 1 | rest) != 0 || (mantissa & 1) != 0)) {
            mantissa++;
        }
        // The implicit bit adds 1 to the exponent, and so does a carry out of the mantissa.
        return Double.longBitsToDouble(((long) exponent - 1 << MANTISSA_BITS) + mantissa);
    }

    /** Writes the present sum to two places. */
    void store(long[] to, int at) {
        to[at] = low;
        to[at + 1] = high;
    }

    /** Adds a sum that was written by {@link #store}. */
    void addTo(ExactAccumulator into, long[] from, int at) {
        into.add(from[at], from[at + 1], window - 1);
    }
}
