package io.alphafair.closedform;

/**
 * Powers and logarithms made of {@code + - x /} and fused multiply-add alone, in one fixed order: the same bits in the
 * interpreter, in compiled code, in vector lanes and on every machine, which {@link Math#pow} and {@link Math#log} do
 * not promise.
 *
 * <p>{@code x = 2^e m} with m between the roots of 1/2 and 2, {@code log2 m} from the series of the inverse hyperbolic
 * tangent. The exponent {@code e} stays apart from {@code log2 m}, so that the sum holds more digits than a double, and
 * the power is {@code 2^(high e + high log2 m + low log2 x)} of an exponent {@code high + low}. Polynomials: minimax,
 * {@code src/test/python/power_polynomials.py}.
 */
public final class Powers {
    static final long ONE = 0x3ff0000000000000L;
    static final long ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;
    static final int MANTISSA = 52;
    static final int BIAS = 1023;
    /** Adding it rounds to a whole number, which then stands in the low bits. */
    static final double ROUNDER = 0x1.8p52;
    /** 2 to less than this is 0, and to more than the next infinity. */
    static final double LEAST = -1080;
    static final double MOST = 1030;

    /** log2 m = f (L0 + f^2 (L1 + ...)), f = (m-1)/(m+1). */
    static final double L0 = 0x1.71547652b82fep+1;
    static final double L1 = 0x1.ec709dc3a0455p-1;
    static final double L2 = 0x1.2776c50ee7390p-1;
    static final double L3 = 0x1.a61762d1fb39ap-2;
    static final double L4 = 0x1.484afcf9321e3p-2;
    static final double L5 = 0x1.0ca11dd596a59p-2;
    static final double L6 = 0x1.c479d94e26439p-3;
    static final double L7 = 0x1.b52853ad389efp-3;

    /** 2^r = 1 + r (E1 + r (E2 + ...)), |r| <= 1/2. */
    static final double E1 = 0x1.62e42fefa39efp-1;
    static final double E2 = 0x1.ebfbdff82c5a4p-3;
    static final double E3 = 0x1.c6b08d7049fe7p-5;
    static final double E4 = 0x1.3b2ab6fba00fap-7;
    static final double E5 = 0x1.5d87fe78cd7cfp-10;
    static final double E6 = 0x1.4309130edfa89p-13;
    static final double E7 = 0x1.ffcbfba94af90p-17;
    static final double E8 = 0x1.62bfc78acf04cp-20;
    static final double E9 = 0x1.b5267d22074a5p-24;
    static final double E10 = 0x1.e61b717e1f595p-28;
    static final double E11 = 0x1.e79b969c255a6p-32;

    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
    private static final int DENORMAL_SHIFT = 54;

    private Powers() {
    }

    /**
     * {@code base^(high + low)}.
     *
     * @param base not negative, not NaN
     * @param high finite, at most 2^300 in absolute value
     */
    static double power(double base, double high, double low) {
        if (base >= Double.MIN_NORMAL && base <= Double.MAX_VALUE) {
            return powerOfNormal(base, 0, high, low);
        }
        return base > 0 && base < 1
                ? powerOfNormal(base * 0x1p54, -DENORMAL_SHIFT, high, low)
                : Math.pow(base, high);
    }

    /** {@code (normal 2^shift)^(high + low)}. */
    private static double powerOfNormal(double normal, int shift, double high, double low) {
        long bits = Double.doubleToRawLongBits(normal);
        long biased = bits + (ONE - ROOT_OF_HALF) >>> MANTISSA;
        double exponent = biased - BIAS + shift;
        double logarithm = logarithm(Double.longBitsToDouble(bits - (biased << MANTISSA) + ONE));
        double coarse = high * exponent;
        double fine = Math.fma(high, logarithm,
                Math.fma(low, exponent + logarithm, Math.fma(high, exponent, -coarse)));
        double whole = coarse + fine;
        if (whole < LEAST) {
            return 0;
        }
        if (whole > MOST) {
            return Double.POSITIVE_INFINITY;
        }
        double rounded = whole + ROUNDER;
        double mantissa = exponential(coarse - (rounded - ROUNDER) + fine);
        long n = Double.doubleToRawLongBits(rounded);
        // By way of 2^(n + 1000) or 2^(n - 1000), so that what leaves the normal range is rounded once, at the end.
        return whole <= 0.5
                ? mantissa * Double.longBitsToDouble(n + BIAS + 1000 << MANTISSA) * 0x1p-1000
                : mantissa * Double.longBitsToDouble(n + BIAS - 1000 << MANTISSA) * 0x1p1000;
    }

    /** log2 m, for m between the roots of 1/2 and 2. */
    static double logarithm(double m) {
        double f = (m - 1) / (m + 1);
        double s = f * f;
        double s2 = s * s;
        double low = Math.fma(Math.fma(L4, s, L3), s2, Math.fma(L2, s, L1));
        double high = Math.fma(L7, s2, Math.fma(L6, s, L5));
        return f * Math.fma(Math.fma(high, s2 * s2, low), s, L0);
    }

    /** 2^r, for |r| <= 1/2. */
    private static double exponential(double r) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double low = Math.fma(Math.fma(E4, r, E3), r2, Math.fma(E2, r, E1));
        double middle = Math.fma(Math.fma(E8, r, E7), r2, Math.fma(E6, r, E5));
        double high = Math.fma(E11, r2, Math.fma(E10, r, E9));
        return Math.fma(Math.fma(Math.fma(high, r4, middle), r4, low), r, 1);
    }

    /** The whole number e of {@code x = 2^e m}, m between the roots of 1/2 and 2, for a positive normal x. */
    static long exponent(double x) {
        return (Double.doubleToRawLongBits(x) + (ONE - ROOT_OF_HALF) >>> MANTISSA) - BIAS;
    }

    /** The m of {@code x = 2^e m}. */
    static double mantissa(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return Double.longBitsToDouble(bits - (bits + (ONE - ROOT_OF_HALF) >>> MANTISSA << MANTISSA) + ONE);
    }

    /** The natural logarithm of a number not negative, not NaN. */
    public static double log(double x) {
        if (x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE) {
            return naturalLog(exponent(x), logarithm(mantissa(x)));
        }
        if (x > 0 && x < 1) {
            double scaled = x * 0x1p54;
            return naturalLog(exponent(scaled) - DENORMAL_SHIFT, logarithm(mantissa(scaled)));
        }
        return Math.log(x);
    }

    /** The natural logarithm of {@code 2^(exponent + rest)}. */
    static double naturalLog(double exponent, double rest) {
        return Math.fma(exponent, LN2, Math.fma(exponent, LN2_LOW, rest * LN2));
    }
}
