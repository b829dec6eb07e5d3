package io.alphafair.bench.report;

import java.util.Locale;

/** Units of a table's columns, of a figure's axes and of lines of progress. The only place where a number becomes text. */
public enum Unit {
    TEXT(""), COUNT(""), NANOS_PER_ELEMENT("ns/element"), GIGABYTES_PER_SECOND("GB/s"), SPEEDUP(
            "times as fast"), SLOWDOWN("times as long"), PERCENT("%"), BYTES_PER_OP("B/op"),
    /** A time, written in the unit that fits. */
    NANOS("ns", "ns", "µs", "ms", "s"),
    /** A size in memory, written in the decimal unit that fits. */
    BYTES("B", "B", "kB", "MB", "GB", "TB"),
    /** Energy per call, written in the unit that fits. */
    MICROJOULES("µJ/op", "µJ", "mJ", "J", "kJ");

    /** What stands in a cell without a number. */
    static final String NOTHING = "–";

    private final String label;
    private final String[] scale;

    Unit(String label, String... scale) {
        this.label = label;
        this.scale = scale;
    }

    /** The unit of unrounded values, as in {@code ns/op}; empty if there is none. */
    String label() {
        return label;
    }

    /** A value with its unit, where the column's name does not say it. */
    public String text(double value) {
        if (Double.isNaN(value)) {
            return NOTHING;
        }
        String suffix = this == PERCENT ? " %" : scale.length == 0 ? "" : " " + scale[step(value)];
        return number(value, value) + suffix;
    }

    /** The 95 % interval around a value, in the unit in which {@link #text} writes that value. */
    String interval(double value, double low, double high) {
        return "[" + number(low, value) + ", " + number(high, value) + "]";
    }

    /** A value and its interval; the value alone if it has none. */
    String text(double value, double low, double high) {
        return Double.isNaN(low) ? text(value) : text(value) + " " + interval(value, low, high);
    }

    private String number(double number, double value) {
        return switch (this) {
            case TEXT, COUNT, BYTES_PER_OP -> String.format(Locale.ROOT, "%,d", Math.round(number));
            case PERCENT -> String.format(Locale.ROOT, "%.1f", number);
            default -> significant(number / Math.pow(1000, step(value)));
        };
    }

    /** How often the value can be divided by 1000 before it is smaller than 1. */
    private int step(double value) {
        int step = 0;
        for (double scaled = Math.abs(value); step < scale.length - 1 && scaled >= 1000; scaled /= 1000) {
            step++;
        }
        return step;
    }

    /** At least three digits, never an exponent. */
    private static String significant(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
