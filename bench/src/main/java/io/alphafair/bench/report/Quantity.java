package io.alphafair.bench.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Quantity {
    private static final String[] TIME_UNITS = {"ns", "µs", "ms", "s"};

    private Quantity() {
    }

    /** A time with its error in one unit, as in {@code 7.31 ± 0.05 ms}. */
    static String time(double nanos, double error) {
        int unit = 0;
        double scale = 1;
        while (unit < TIME_UNITS.length - 1 && nanos / scale >= 1000) {
            scale *= 1000;
            unit++;
        }
        String plusMinus = Double.isNaN(error) ? "" : " ± " + significant(error / scale);
        return significant(nanos / scale) + plusMinus + " " + TIME_UNITS[unit];
    }

    /** An interval of times in one unit, as in {@code 7.29 – 7.35 ms}. */
    static String range(double lowNanos, double highNanos) {
        String high = time(highNanos, Double.NaN);
        int space = high.indexOf(' ');
        double scale = highNanos / Double.parseDouble(high.substring(0, space));
        double exact = Math.pow(1000, Math.round(Math.log10(scale) / 3));
        return significant(lowNanos / exact) + " – " + high;
    }

    /** At least three digits, never an exponent. */
    static String significant(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A whole number in groups of three digits. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A whole number in two or three digits, as in {@code 10k}. */
    static String roughCount(long value) {
        return value < 1000
                ? Long.toString(value)
                : value < 999_500 ? Math.round(value / 1e3) + "k" : Math.round(value / 1e6) + "M";
    }

    /** A number of bytes in decimal units, as in {@code 132 MB}. */
    static String bytes(double bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        double scaled = bytes;
        while (unit < units.length - 1 && scaled >= 1000) {
            scaled /= 1000;
            unit++;
        }
        return (unit == 0 ? String.format(Locale.ROOT, "%.0f", scaled) : significant(scaled)) + " " + units[unit];
    }
}
