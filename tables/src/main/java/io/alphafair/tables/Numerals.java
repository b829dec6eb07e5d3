package io.alphafair.tables;

import io.alphafair.Fairness;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers as people write them, on the command line and in tables: decimal digits with an optional sign, point and power of
 * ten. Java's own parser also takes words, hexadecimals and type suffixes such as {@code 1d}, which nobody means, and makes
 * infinity of a number that is too large.
 */
public final class Numerals {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    /** The most digits before or behind the point that an exact number may have: an exponent would take memory without end. */
    private static final int MOST_DIGITS = 1000;
    private static final Set<String> INFINITE = Set.of("inf", "infinity");

    private Numerals() {
    }

    /**
     * A finite number; blanks around it do not count.
     *
     * @throws NumberFormatException if it is no decimal number, or too large for a double
     */
    public static double number(String text) {
        String word = Cell.strip(text);
        double value = DECIMAL.matcher(word).matches() ? Double.parseDouble(word) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("'" + text + "' is no decimal number in the range of a double");
        }
        return value;
    }

    /**
     * A finite number without rounding; blanks around it do not count.
     *
     * @throws NumberFormatException as {@link #number} does, or if it has more than 1,000 digits before or behind the point
     */
    public static BigDecimal decimal(String text) {
        number(text);
        BigDecimal value = new BigDecimal(Cell.strip(text));
        if (Math.max(value.precision() - value.scale(), value.scale()) > MOST_DIGITS) {
            throw new NumberFormatException("'" + text + "' has more than " + MOST_DIGITS + " digits");
        }
        return value;
    }

    /**
     * A finite number, or {@code inf} or {@code infinity} in any case.
     *
     * @throws NumberFormatException if it is neither
     */
    public static double numberOrInfinity(String text) {
        return INFINITE.contains(Cell.strip(text).toLowerCase(Locale.ROOT))
                ? Double.POSITIVE_INFINITY
                : number(text);
    }

    /**
     * The fairness written as a number or as {@code inf} or {@code infinity} in any case.
     *
     * @throws io.alphafair.InvalidInputException if it is neither, or the number is negative or too large for a double
     */
    public static Fairness fairness(String text) {
        return Fairness.parse(Cell.strip(text));
    }
}
