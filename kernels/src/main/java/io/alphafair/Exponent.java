package io.alphafair;

/**
 * An exponent to twice the precision of a double. Rounding an exponent e changes a power of x by the factor
 * {@code 1 + e log(x) eps/2}, which matters where x is far from 1.
 */
final class Exponent {
    /** Below this binary exponent of the base, the part that a double cannot hold does not show. */
    private static final int NEAR_ONE = 16;

    private final double high;
    private final double low;

    private Exponent(double high, double low) {
        this.high = high;
        this.low = Double.isFinite(low) ? low : 0;
    }

    /** {@code 1 - alpha}. */
    static Exponent oneMinus(double alpha) {
        double high = 1 - alpha;
        double back = high - 1;
        return new Exponent(high, 1 - (high - back) + (-alpha - back));
    }

    /** {@code (1 - alpha) / alpha}. */
    static Exponent gamma(double alpha) {
        Exponent numerator = oneMinus(alpha);
        double high = numerator.high / alpha;
        return new Exponent(high, (Math.fma(-high, alpha, numerator.high) + numerator.low) / alpha);
    }

    double high() {
        return high;
    }

    /** {@code base} to this power, for a positive base. */
    double power(double base) {
        double power = Math.pow(base, high);
        if (low == 0 || Math.abs(Math.getExponent(base)) < NEAR_ONE || power == 0 || Double.isInfinite(power)) {
            return power;
        }
        return power + power * (low * Math.log(base));
    }
}
