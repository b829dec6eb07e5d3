package io.alphafair.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: six digits, or all digits before the point if there are more, and no zeros at the end. */
final class Numbers {
    private static final int DIGITS = 6;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e15;

    private Numbers() {
    }

    /** As in {@code 2}, {@code 0.333333}, {@code 12345678}, {@code 1.5E-9} and {@code inf}. */
    static String text(double value) {
        return text(value, RoundingMode.HALF_UP);
    }

    /** As {@link #text}, but never less than the value: a number that has to be reached. */
    static String roundedUp(double value) {
        return text(value, RoundingMode.CEILING);
    }

    private static String text(double value, RoundingMode rounding) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        BigDecimal decimal = BigDecimal.valueOf(value);
        if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            int digits = Math.max(DIGITS, decimal.precision() - decimal.scale());
            return decimal.round(new MathContext(digits, rounding)).stripTrailingZeros().toPlainString();
        }
        return decimal.round(new MathContext(DIGITS, rounding)).stripTrailingZeros().toString();
    }

    /** A share as in {@code 3.2 %}. */
    static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.1f %%", 100 * share);
        return text.equals("-0.0 %") ? "0.0 %" : text;
    }
}
