package io.alphafair.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: at most six digits, no zeros at the end. */
final class Numbers {
    private static final MathContext DIGITS = new MathContext(6);
    private static final MathContext ROUNDING_UP = new MathContext(6, RoundingMode.CEILING);
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e12;

    private Numbers() {
    }

    /** As in {@code 2}, {@code 0.333333}, {@code 1.5E-9} and {@code inf}. */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= SMALLEST_PLAIN && size < LARGEST_PLAIN ? rounded.toPlainString() : rounded.toString();
    }

    /** As {@link #text}, but never less than the value: a number that has to be reached. */
    static String roundedUp(double value) {
        return text(BigDecimal.valueOf(value).round(ROUNDING_UP).doubleValue());
    }

    /** A share as in {@code 3.2 %}. */
    static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.1f %%", 100 * share);
        return text.equals("-0.0 %") ? "0.0 %" : text;
    }
}
