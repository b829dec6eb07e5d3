package io.alphafair.accuracy;

import java.math.BigInteger;

/**
 * A binary floating-point number of {@link #BITS} bits, 77 decimal digits, whose exponent has no limit. Results are truncated
 * to that length, except those of {@link #plusExactly}.
 *
 * <p>Decimal libraries take some hundred microseconds for a power of 60 digits; with this class it takes a few
 * ({@link WideFunctions}), so that a survey of a million numbers ends within minutes.
 */
final class Wide implements Comparable<Wide> {
    static final int BITS = 256;
    static final Wide ZERO = new Wide(BigInteger.ZERO, 0);
    static final Wide ONE = new Wide(BigInteger.ONE, 0);

    private static final int MANTISSA = 52;
    private static final int BIAS = 1023;
    /** The bits of an integer that enter a double, and some more. */
    private static final int HEAD = 62;

    private final BigInteger mantissa;
    private final long exponent;

    /** {@code mantissa 2^exponent}. */
    private Wide(BigInteger mantissa, long exponent) {
        this.mantissa = mantissa;
        this.exponent = exponent;
    }

    /** {@code mantissa 2^exponent}, truncated. */
    static Wide of(BigInteger mantissa, long exponent) {
        int excess = mantissa.bitLength() - BITS;
        if (excess > 0) {
            return new Wide(mantissa.shiftRight(excess), exponent + excess);
        }
        return mantissa.signum() == 0 ? ZERO : new Wide(mantissa, exponent);
    }

    /** A finite double, exactly. */
    static Wide of(double x) {
        if (x == 0) {
            return ZERO;
        }
        if (!Double.isFinite(x)) {
            throw new ArithmeticException(x + ": expected a finite number");
        }
        long bits = Double.doubleToRawLongBits(x);
        int biased = (int) (bits >>> MANTISSA) & 0x7ff;
        long m = bits & (1L << MANTISSA) - 1 | (biased == 0 ? 0 : 1L << MANTISSA);
        int zeros = Long.numberOfTrailingZeros(m);
        m >>>= zeros;
        return new Wide(BigInteger.valueOf(x < 0 ? -m : m), Math.max(biased, 1) - BIAS - MANTISSA + zeros);
    }

    boolean isZero() {
        return mantissa.signum() == 0;
    }

    int signum() {
        return mantissa.signum();
    }

    Wide negate() {
        return new Wide(mantissa.negate(), exponent);
    }

    Wide abs() {
        return mantissa.signum() < 0 ? negate() : this;
    }

    /** This times 2^n. */
    Wide scaled(long n) {
        return isZero() ? this : new Wide(mantissa, exponent + n);
    }

    Wide plus(Wide other) {
        if (isZero()) {
            return other;
        }
        if (other.isZero()) {
            return this;
        }
        if (exponent < other.exponent) {
            return other.plus(this);
        }
        if (magnitude() - other.magnitude() > 2 * BITS) {
            return this;
        }
        return of(aligned(other), other.exponent);
    }

    Wide minus(Wide other) {
        return plus(other.negate());
    }

    /** The sum with all its bits, however many they are. */
    Wide plusExactly(Wide other) {
        if (exponent < other.exponent) {
            return other.plusExactly(this);
        }
        BigInteger sum = aligned(other);
        return sum.signum() == 0 ? ZERO : new Wide(sum, other.exponent);
    }

    /** This plus another of no larger exponent, in units of the other's last place. */
    private BigInteger aligned(Wide other) {
        return mantissa.shiftLeft(Math.toIntExact(exponent - other.exponent)).add(other.mantissa);
    }

    Wide times(Wide other) {
        return of(mantissa.multiply(other.mantissa), exponent + other.exponent);
    }

    Wide times(double other) {
        return times(of(other));
    }

    Wide over(Wide other) {
        if (isZero()) {
            return this;
        }
        int shift = Math.max(0, BITS + 1 + other.mantissa.bitLength() - mantissa.bitLength());
        return of(mantissa.shiftLeft(shift).divide(other.mantissa), exponent - other.exponent - shift);
    }

    Wide over(double other) {
        return over(of(other));
    }

    /** The whole number e with {@code 2^e <= |this| < 2^(e+1)}, for a number that is not 0. */
    long magnitude() {
        return exponent + mantissa.abs().bitLength() - 1;
    }

    /** Whether the absolute value is in the range of normal doubles. */
    boolean isNormal() {
        return !isZero() && magnitude() >= Double.MIN_EXPONENT && magnitude() <= Double.MAX_EXPONENT;
    }

    /** {@code floor(this 2^bits)}. */
    BigInteger fixed(int bits) {
        long shift = exponent + bits;
        return shift < -mantissa.bitLength() - 1L
                ? BigInteger.valueOf(Math.min(mantissa.signum(), 0))
                : mantissa.shiftLeft(Math.toIntExact(shift));
    }

    /** {@code |this| / |other|} to some 15 digits, without a long division; 0 or infinity where it leaves the range. */
    double quotient(Wide other) {
        return scale((double) head() / other.head(), headExponent() - other.headExponent());
    }

    /** The nearest double; below the normal range perhaps its neighbour, and 0 or infinity where it leaves the range. */
    double doubleValue() {
        return isZero() ? 0 : mantissa.signum() * scale(head(), headExponent());
    }

    /** The leading bits of the absolute value, the last of them set if others follow, so that a double is rounded once. */
    private long head() {
        BigInteger m = mantissa.abs();
        int rest = m.bitLength() - HEAD;
        return m.shiftRight(rest).longValue() | (m.getLowestSetBit() < rest ? 1 : 0);
    }

    private long headExponent() {
        return exponent + mantissa.abs().bitLength() - HEAD;
    }

    private static double scale(double x, long n) {
        return Math.scalb(x, Math.clamp(n, -5000, 5000));
    }

    @Override
    public int compareTo(Wide other) {
        return minus(other).signum();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Wide other && compareTo(other) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(doubleValue());
    }

    @Override
    public String toString() {
        return isZero() ? "0" : scale(head(), -HEAD) * mantissa.signum() + " x 2^" + (headExponent() + HEAD);
    }
}
