package io.alphafair;

import java.util.Locale;

/**
 * The fairness parameter alpha of the welfare that is maximised over the group utilities u:
 *
 * <ul>
 * <li>0, utilitarian: {@code sum u_k};
 * <li>1, proportional (Nash): {@code sum log u_k};
 * <li>any other positive alpha: {@code sum u_k^(1-alpha) / (1-alpha)};
 * <li>infinity, max-min: {@code min u_k}.
 * </ul>
 */
public final class Fairness {
    /** alpha = 0. */
    public static final Fairness UTILITARIAN = new Fairness(0);
    /** alpha = 1. */
    public static final Fairness PROPORTIONAL = new Fairness(1);
    /** alpha = infinity. */
    public static final Fairness MAX_MIN = new Fairness(Double.POSITIVE_INFINITY);

    private final double alpha;
    private final double gamma;
    private final Exponent gammaExponent;
    private final Exponent oneMinusAlpha;

    private Fairness(double alpha) {
        this.alpha = alpha;
        this.gammaExponent = Exponent.gamma(alpha);
        this.oneMinusAlpha = Exponent.oneMinus(alpha);
        this.gamma = alpha == 0 ? 0 : alpha == Double.POSITIVE_INFINITY ? -1 : (1 - alpha) / alpha;
    }

    /**
     * The fairness of a finite alpha {@code >= 0} or infinity.
     *
     * @throws InvalidInputException if alpha is negative or NaN
     */
    public static Fairness of(double alpha) {
        if (!(alpha >= 0)) {
            throw new InvalidInputException("alpha is " + alpha + ": expected a number >= 0 or infinity");
        }
        // -0.0 becomes 0.0, so that equal means equal.
        return alpha == 0
                ? UTILITARIAN
                : alpha == 1 ? PROPORTIONAL : alpha == Double.POSITIVE_INFINITY ? MAX_MIN : new Fairness(alpha);
    }

    /**
     * The fairness written as a number or as {@code inf} or {@code infinity} in any case.
     *
     * @throws InvalidInputException if it is neither
     */
    public static Fairness parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("inf") || word.equals("infinity")) {
            return MAX_MIN;
        }
        double alpha;
        try {
            alpha = Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("alpha is '" + text + "': expected a number >= 0 or 'inf'", e);
        }
        return of(alpha);
    }

    public double alpha() {
        return alpha;
    }

    /** The exponent of p_k in the budget split, {@code (1-alpha)/alpha}: -1 at infinity; at 0 the budgets do not vary, 0. */
    public double gamma() {
        return gamma;
    }

    /** gamma to twice the precision of a double, for a finite alpha > 0. */
    Exponent gammaExponent() {
        return gammaExponent;
    }

    /** {@code 1 - alpha} to twice the precision of a double. */
    Exponent oneMinusAlpha() {
        return oneMinusAlpha;
    }

    /** Whether a welfare needs a power function. */
    boolean needsPower() {
        return alpha != 0 && alpha != 0.5 && alpha != 1 && alpha != 2 && alpha != Double.POSITIVE_INFINITY;
    }

    /** {@code u^(1-alpha)} for a finite alpha: no power function where none is needed. */
    double marginalTimesUtility(double utility) {
        if (alpha == 1) {
            return 1;
        }
        if (alpha == 2) {
            return 1 / utility;
        }
        return alpha == 0.5 ? Math.sqrt(utility) : oneMinusAlpha.power(utility);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Fairness other && alpha == other.alpha;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(alpha);
    }

    @Override
    public String toString() {
        return "alpha " + (alpha == Double.POSITIVE_INFINITY ? "infinity" : Double.toString(alpha));
    }
}
