package io.alphafair.closedform;

/** A fairness parameter and the exponents that follow from it. */
public final class Alpha {
    private final double value;
    private final double gamma;
    private final Exponent gammaExponent;
    private final Exponent oneMinusAlpha;
    private final Exponent inverse;
    private final Exponent negative;

    /** @param value {@code >= 0} or infinity */
    public Alpha(double value) {
        this.value = value;
        this.gammaExponent = Exponent.gamma(value);
        this.oneMinusAlpha = Exponent.oneMinus(value);
        this.inverse = Exponent.inverse(value);
        this.negative = Exponent.negative(value);
        this.gamma = value == 0 ? 0 : value == Double.POSITIVE_INFINITY ? -1 : (1 - value) / value;
    }

    /** alpha. */
    public double value() {
        return value;
    }

    /** The exponent of p_k in the budget split, {@code (1-alpha)/alpha}: -1 at infinity; at 0 the budgets do not vary, 0. */
    public double gamma() {
        return gamma;
    }

    /** gamma to twice the precision of a double, for a finite alpha > 0. */
    Exponent gammaExponent() {
        return gammaExponent;
    }

    /** {@code 1 - alpha} to twice the precision of a double, for a finite alpha. */
    Exponent oneMinusAlpha() {
        return oneMinusAlpha;
    }

    /**
     * {@code u f'(u) = u^(1 - alpha)}, for a finite alpha and a utility that is not negative: in range where {@code f'(u)}
     * is not, and without a power function where none is needed.
     */
    public double marginalTimesUtility(double utility) {
        if (value == 0) {
            return utility;
        }
        if (value == 1) {
            return 1;
        }
        if (value == 2) {
            return 1 / utility;
        }
        return value == 0.5 ? Math.sqrt(utility) : oneMinusAlpha.power(utility);
    }

    /** {@code f'(u) = u^-alpha}, for a finite alpha and a utility that is not negative. */
    public double marginal(double utility) {
        if (value == 0) {
            return 1;
        }
        if (value == 1) {
            return 1 / utility;
        }
        return value == 0.5 ? 1 / Math.sqrt(utility) : negative.power(utility);
    }

    /** {@code x^(1/alpha)}, for an alpha > 0 and an x that is not negative; 1 at infinity. */
    public double root(double x) {
        if (value == 1) {
            return x;
        }
        if (value == Double.POSITIVE_INFINITY) {
            return 1;
        }
        if (value == 2) {
            return Math.sqrt(x);
        }
        return value == 0.5 ? x * x : inverse.power(x);
    }

    /** Whether the closed form takes a power function: not where a root, a quotient or a logarithm will do. */
    boolean needsPower() {
        return value != 0 && value != 0.5 && value != 1 && value != 2 && value != Double.POSITIVE_INFINITY;
    }

    /** For a refusal, of an alpha {@code >= 1}: what the welfare is where a group's utility is 0. */
    public String welfareWithoutUtility() {
        return "the welfare at " + this
                + (value == Double.POSITIVE_INFINITY ? " is 0 whatever the others get" : " is minus infinity");
    }

    @Override
    public String toString() {
        return "alpha " + (value == Double.POSITIVE_INFINITY ? "infinity" : Double.toString(value));
    }
}
