package io.alphafair;

import io.alphafair.closedform.Alpha;
import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Powers;
import java.util.Locale;

/**
 * The fairness parameter alpha, and the welfare W(u) that is maximised over the group utilities u:
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

    /** The characters of a decimal number. */
    private static final String DECIMAL = "0123456789+-.e";

    private final Alpha level;

    private Fairness(double alpha) {
        this.level = new Alpha(alpha);
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
     * The fairness written as a decimal number or as {@code inf} or {@code infinity} in any case.
     *
     * @throws InvalidInputException if it is neither, or the number is negative or too large for a double
     */
    public static Fairness parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("inf") || word.equals("infinity")) {
            return MAX_MIN;
        }
        double alpha = decimal(word);
        if (!Double.isFinite(alpha)) {
            throw new InvalidInputException("alpha is '" + text + "': expected a number >= 0 or 'inf'");
        }
        return of(alpha);
    }

    /** NaN for what is none: Java's own parser also takes hexadecimals and type suffixes such as {@code 1d}. */
    private static double decimal(String word) {
        try {
            return word.chars().allMatch(c -> DECIMAL.indexOf(c) >= 0) ? Double.parseDouble(word) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    public double alpha() {
        return level.value();
    }

    /** The exponent of p_k in the budget split, {@code (1-alpha)/alpha}: -1 at infinity; at 0 the budgets do not vary, 0. */
    public double gamma() {
        return level.gamma();
    }

    /** alpha as the closed form takes it. */
    Alpha level() {
        return level;
    }

    /**
     * W(u): the welfare of group utilities.
     *
     * @param utilities at least one, none of them negative
     * @return minus infinity where a utility is 0 and alpha {@code >= 1} is finite
     * @throws InvalidInputException if there is no utility, or one is NaN or negative
     */
    public double welfare(double... utilities) {
        if (utilities.length == 0) {
            throw new InvalidInputException("no utilities: expected at least one");
        }
        Checks.utilities(utilities);
        double alpha = alpha();
        if (alpha == Double.POSITIVE_INFINITY) {
            double worst = Double.POSITIVE_INFINITY;
            for (double utility : utilities) {
                worst = Math.min(worst, utility);
            }
            return worst;
        }
        CompensatedSum sum = new CompensatedSum();
        for (double utility : utilities) {
            sum.add(alpha == 1 ? Powers.log(utility) : level.marginalTimesUtility(utility));
        }
        return alpha == 1 ? sum.value() : sum.value() / (1 - alpha);
    }

    /**
     * {@code dW/du_k = u_k^-alpha}, the welfare of one more unit of utility.
     *
     * @param utility not negative; at 0 the result is infinite unless alpha is 0
     * @throws InvalidInputException at alpha = infinity, where it depends on the other utilities
     */
    public double marginal(double utility) {
        requireFinite();
        double alpha = alpha();
        // To the last place also for a large alpha, where the closed form's own power is not; its speed does not matter.
        return alpha == 1 ? 1 / utility : StrictMath.pow(utility, -alpha);
    }

    /**
     * {@code u_k dW/du_k = u_k^(1-alpha)}: in range where the marginal welfare is not.
     *
     * @param utility not negative
     * @throws InvalidInputException as {@link #marginal}
     */
    public double marginalTimesUtility(double utility) {
        requireFinite();
        return level.marginalTimesUtility(utility);
    }

    private void requireFinite() {
        if (alpha() == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException("the marginal welfare of one utility at " + this
                    + ": expected a finite alpha, because the smallest of all utilities decides here");
        }
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Fairness other && alpha() == other.alpha();
    }

    @Override
    public int hashCode() {
        return Double.hashCode(alpha());
    }

    @Override
    public String toString() {
        return level.toString();
    }
}
