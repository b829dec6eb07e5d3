package io.alphafair.closedform;

/**
 * An exponent to twice the precision of a double. Rounding an exponent e changes a power of x by the factor
 * {@code 1 + e log(x) eps/2}, which matters where x is far from 1.
 */
final class Exponent {
    /** So large that every base but 1 has the power 0 or infinity, and its products stay finite. */
    private static final double LARGEST = 0x1p300;

    private final double high;
    private final double low;

    private Exponent(double high, double low) {
        this.high = high > LARGEST ? LARGEST : high < -LARGEST ? -LARGEST : high;
        this.low = this.high == high && Double.isFinite(low) ? low : 0;
    }

    /** {@code 1 - alpha}. */
    static Exponent oneMinus(double alpha) {
        double high = 1 - alpha;
        return new Exponent(high, lowOfOneMinus(alpha, high));
    }

    private static double lowOfOneMinus(double alpha, double high) {
        double back = high - 1;
        return 1 - (high - back) + (-alpha - back);
    }

    /** {@code (1 - alpha) / alpha}. */
    static Exponent gamma(double alpha) {
        double numerator = 1 - alpha;
        double high = numerator / alpha;
        double rest = Math.fma(-high, alpha, numerator) + lowOfOneMinus(alpha, numerator);
        return new Exponent(high, rest / alpha);
    }

    /** {@code 1 / alpha}, for a finite alpha > 0. */
    static Exponent inverse(double alpha) {
        double high = 1 / alpha;
        return new Exponent(high, Math.fma(-high, alpha, 1) / alpha);
    }

    /** {@code -alpha}, for a finite alpha. */
    static Exponent negative(double alpha) {
        return new Exponent(-alpha, 0);
    }

    double high() {
        return high;
    }

    double low() {
        return low;
    }

    /** {@code base} to this power, for a base that is not negative. */
    double power(double base) {
        return Powers.power(base, high, low);
    }
}
