package io.alphafair.studies.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How reports write numbers. */
public final class Formats {
    private static final MathContext DIGITS = new MathContext(6);

    private Formats() {
    }

    /** In the same way in every locale. */
    public static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Without an exponent or useless zeros. */
    public static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** With at most six digits that count. */
    public static String rounded(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** Keys and values in turn, as an object for programs. */
    public static Map<String, Object> entry(Object... keysAndValues) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entry.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return entry;
    }
}
