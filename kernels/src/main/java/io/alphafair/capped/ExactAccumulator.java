package io.alphafair.capped;

import java.util.Arrays;

/**
 * The exact sum of doubles, rounded once when it is read. The order of the additions and of the merges does not matter, so
 * that lanes, threads and machines may share the terms in any way.
 *
 * <p>It is a fixed-point number of {@link #LIMBS} limbs of 32 bits, each in a long, which leaves room for the carries of
 * {@link #MOST_PENDING} additions. Limb 0 starts at 2^-1074, the smallest double; the last limbs are headroom above the
 * largest one. Adding allocates nothing.
 */
public final class ExactAccumulator {
    private static final int LIMB_BITS = 32;
    private static final long LIMB_MASK = 0xffffffffL;
    /** 2098 bits hold every double; the rest holds the sum of 2^63 of the largest ones. */
    private static final int LIMBS = 69;
    private static final int MANTISSA_BITS = 52;
    private static final long IMPLICIT_BIT = 1L << MANTISSA_BITS;
    /** Additions of values below 2^32 to a limb before the carries have to be propagated. */
    private static final int MOST_PENDING = 1 << 30;

    private final long[] limb = new long[LIMBS];
    /** Limbs below are 0. */
    private int low = LIMBS;
    /** Limbs above are 0. */
    private int high = -1;
    private int pending;

    /** A sum of no terms. */
    public ExactAccumulator() {
        // All limbs start as 0.
    }

    /** Makes it a sum of no terms. */
    public void reset() {
        if (high >= low) {
            Arrays.fill(limb, low, high + 1, 0);
        }
        low = LIMBS;
        high = -1;
        pending = 0;
    }

    /** Adds a finite term. */
    public void add(double term) {
        addBits(Double.doubleToRawLongBits(term));
    }

    /** Subtracts a finite term. */
    public void subtract(double term) {
        addBits(Double.doubleToRawLongBits(term) ^ Long.MIN_VALUE);
    }

    private void addBits(long bits) {
        int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7ff;
        long mantissa = bits & IMPLICIT_BIT - 1;
        int position = 0;
        if (exponent > 0) {
            mantissa |= IMPLICIT_BIT;
            position = exponent - 1;
        }
        int at = position / LIMB_BITS;
        int shift = position % LIMB_BITS;
        // 0 or -1: x ^ sign - sign is x or -x.
        long sign = bits >> 63;
        long shifted = mantissa << shift;
        limb[at] += ((shifted & LIMB_MASK) ^ sign) - sign;
        limb[at + 1] += (shifted >>> LIMB_BITS ^ sign) - sign;
        limb[at + 2] += (mantissa >>> 1 >>> 63 - shift ^ sign) - sign;
        low = Math.min(low, at);
        high = Math.max(high, at + 2);
        if (++pending >= MOST_PENDING) {
            carry();
        }
    }

    /**
     * Adds an integer of 128 bits times {@code 2^(position - 1074)}.
     *
     * @param lower the lower 64 bits
     * @param upper the upper 64 bits, not negative
     * @param position from 0 to the exponent of the largest double
     */
    void add(long lower, long upper, int position) {
        if (pending >= MOST_PENDING - 2) {
            carry();
        }
        int at = position / LIMB_BITS;
        int shift = position % LIMB_BITS;
        addShifted(at, lower & LIMB_MASK, shift);
        addShifted(at + 1, lower >>> LIMB_BITS, shift);
        addShifted(at + 2, upper & LIMB_MASK, shift);
        addShifted(at + 3, upper >>> LIMB_BITS, shift);
        low = Math.min(low, at);
        high = Math.max(high, at + 4);
        // A limb gets a part of two of the four.
        pending += 2;
    }

    /** Adds 32 bits that are shifted by less than a limb. */
    private void addShifted(int at, long bits, int shift) {
        long shifted = bits << shift;
        limb[at] += shifted & LIMB_MASK;
        limb[at + 1] += shifted >>> LIMB_BITS;
    }

    /** Adds another sum, which stays as it is. */
    public void add(ExactAccumulator other) {
        if (other.high < other.low) {
            return;
        }
        if ((long) pending + other.pending + 1 >= MOST_PENDING) {
            carry();
            other.carry();
        }
        for (int i = other.low; i <= other.high; i++) {
            limb[i] += other.limb[i];
        }
        low = Math.min(low, other.low);
        high = Math.max(high, other.high);
        pending += other.pending + 1;
    }

    /** Subtracts another sum, which stays as it is. */
    public void subtract(ExactAccumulator other) {
        negate();
        add(other);
        negate();
    }

    /** Propagates carries, so that other threads may read this sum, none of which changes it any more. */
    void settle() {
        carry();
    }

    private void negate() {
        for (int i = low; i <= high; i++) {
            limb[i] = -limb[i];
        }
    }

    /** Propagates carries: then all limbs but the last lie in {@code 0 .. 2^32 - 1}, and the last has the sign. */
    private void carry() {
        long carry = 0;
        int i = low;
        while (i < LIMBS - 1 && (i <= high || carry != 0)) {
            long sum = limb[i] + carry;
            limb[i] = sum & LIMB_MASK;
            carry = sum >> LIMB_BITS;
            i++;
        }
        if (carry != 0) {
            limb[LIMBS - 1] += carry;
            high = LIMBS - 1;
        } else if (high < LIMBS - 1) {
            high = Math.max(high, i - 1);
        }
        while (high >= low && limb[high] == 0) {
            high--;
        }
        if (high < low) {
            low = LIMBS;
            high = -1;
        }
        pending = 1;
    }

    /** The sum, rounded to the nearest double, to the even one of two; infinite where it leaves the range. */
    public double value() {
        carry();
        if (high < low) {
            return 0;
        }
        if (limb[high] < 0) {
            negate();
            carry();
            double absolute = rounded();
            negate();
            return -absolute;
        }
        return rounded();
    }

    private double rounded() {
        int top = high;
        int zeros = Long.numberOfLeadingZeros(limb[top]) - LIMB_BITS;
        int highestBit = top * LIMB_BITS + LIMB_BITS - 1 - zeros;
        if (highestBit <= MANTISSA_BITS) {
            // At most 53 bits from 2^-1074 on: the bits of the double itself.
            return Double.longBitsToDouble(limb[1] << LIMB_BITS | limb[0]);
        }
        if (highestBit - MANTISSA_BITS >= 0x7fe) {
            return Double.POSITIVE_INFINITY;
        }
        long third = top >= 2 ? limb[top - 2] : 0;
        // The 64 bits from the highest one on.
        long window = limb[top] << LIMB_BITS + zeros | limb[top - 1] << zeros | third >>> LIMB_BITS - zeros;
        boolean sticky = (window & 0x3ff) != 0 || (third & (1L << LIMB_BITS - zeros) - 1) != 0;
        for (int i = top - 3; i >= low && !sticky; i--) {
            sticky = limb[i] != 0;
        }
        long mantissa = window >>> 11;
        if ((window & 0x400) != 0 && (sticky || (mantissa & 1) != 0)) {
            mantissa++;
        }
        long bits = ((long) (highestBit - MANTISSA_BITS) << MANTISSA_BITS) + mantissa;
        // A carry out of the largest double gives the bits of infinity.
        return Double.longBitsToDouble(bits);
    }

    /** Equal sums, not rounded. */
    @Override
    public boolean equals(Object object) {
        if (!(object instanceof ExactAccumulator other)) {
            return false;
        }
        carry();
        other.carry();
        return Arrays.equals(limb, other.limb);
    }

    @Override
    public int hashCode() {
        carry();
        return Arrays.hashCode(limb);
    }
}
