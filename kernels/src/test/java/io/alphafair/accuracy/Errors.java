package io.alphafair.accuracy;

import io.alphafair.testing.ErrorBounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The largest error of each output of one survey and regime, in units in the last place and as a share of its bound. */
final class Errors {
    private static final Wide TINY = Wide.of(ErrorBounds.TINY);

    /** What is known of one output. */
    private static final class Row {
        private long compared;
        private long outside;
        private double ulps = Double.NaN;
        private double share;
        private String worst = "none";
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final String title;
    private long problem;
    private long refused;
    private double alpha;
    private double budget;

    Errors(String title) {
        this.title = title;
    }

    /** The comparisons that follow are of that problem. */
    void at(long number) {
        problem = number;
    }

    /** The comparisons that follow are of that question about the problem. */
    void at(double fairness, double amount) {
        alpha = fairness;
        budget = amount;
    }

    /** Counts a question that the library refuses. */
    void refuse() {
        refused++;
    }

    long refused() {
        return refused;
    }

    /**
     * As {@link #compare(String, Wide, double, double)}, if it is stated.
     *
     * @param stated whether all that the number is computed from is in the normal range of doubles
     */
    void compareIf(boolean stated, String output, Wide exact, double actual, double bound) {
        compareIf(stated, output, exact, actual, bound, exact.abs());
    }

    /** As {@link #compare(String, Wide, double, double, Wide)}, if it is stated. */
    void compareIf(boolean stated, String output, Wide exact, double actual, double bound, Wide scale) {
        if (stated) {
            compare(output, exact, actual, bound, scale);
        } else {
            skip(output);
        }
    }

    /** Compares a number with a bound relative to itself. */
    void compare(String output, Wide exact, double actual, double bound) {
        compare(output, exact, actual, bound, exact.abs());
    }

    /**
     * Compares a number with the exact one. Zeros that are right do not count.
     *
     * @param scale what the bound is relative to, not negative; errors count in units in the last place of it, too
     */
    void compare(String output, Wide exact, double actual, double bound, Wide scale) {
        if (exact.isZero() && actual == 0) {
            return;
        }
        Row row = rows.computeIfAbsent(output, name -> new Row());
        boolean large = !exact.isZero() && exact.magnitude() > Double.MAX_EXPONENT;
        if (large && actual == exact.doubleValue() || scale.compareTo(TINY) < 0 && isTiny(exact, actual)) {
            row.outside++;
            return;
        }
        row.compared++;
        if (!Double.isFinite(actual)) {
            note(row, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, exact, actual);
            return;
        }
        Wide error = exact.minus(Wide.of(actual)).abs();
        if (error.compareTo(TINY) <= 0) {
            note(row, 0, 0, exact, actual);
            return;
        }
        double ulps = scale.isZero()
                ? Double.POSITIVE_INFINITY
                : error.scaled(52 - scale.magnitude()).doubleValue();
        note(row, ulps, scale.isZero() ? Double.POSITIVE_INFINITY : error.quotient(scale) / bound, exact, actual);
    }

    /** Compares a number with the exact one, where the error is known as a share of its bound. */
    void compareShare(String output, Wide exact, double actual, double share) {
        Row row = rows.computeIfAbsent(output, name -> new Row());
        row.compared++;
        Wide error = exact.minus(Wide.of(actual)).abs();
        note(row, error.isZero() ? 0 : error.scaled(52 - exact.magnitude()).doubleValue(), share, exact, actual);
    }

    /** Counts a number of which nothing is stated, because what it is computed from has left the range of doubles. */
    void skip(String output) {
        rows.computeIfAbsent(output, name -> new Row()).outside++;
    }

    /** Notes an error that is known as a share of its bound. */
    void share(String output, double share) {
        Row row = rows.computeIfAbsent(output, name -> new Row());
        row.compared++;
        note(row, Double.NaN, share, Wide.ZERO, 0);
    }

    private static boolean isTiny(Wide exact, double actual) {
        return Double.isFinite(actual) && exact.minus(Wide.of(actual)).abs().compareTo(TINY) <= 0;
    }

    private void note(Row row, double ulps, double share, Wide exact, double actual) {
        row.ulps = row.ulps >= ulps ? row.ulps : ulps;
        double counted = Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
        if (counted > row.share) {
            row.share = counted;
            row.worst = "problem " + problem + ", alpha " + alpha + ", budget " + budget + ": " + actual
                    + " for " + exact;
        }
    }

    /** How many numbers of that output were compared. */
    long compared(String output) {
        Row row = rows.get(output);
        return row == null ? 0 : row.compared;
    }

    /** The outputs with an error that is larger than its bound, and where it is. */
    List<String> violations() {
        return rows.entrySet().stream().filter(entry -> entry.getValue().share > 1).map(this::worst).toList();
    }

    /** One line of a Markdown table per output. */
    Stream<String> lines() {
        return rows.entrySet().stream().map(entry -> {
            Row row = entry.getValue();
            return "| " + title + " | " + entry.getKey() + " | " + String.format(Locale.ROOT, "%,d", row.compared)
                    + " | " + String.format(Locale.ROOT, "%,d", row.outside) + " | "
                    + (Double.isNaN(row.ulps) ? "-" : digits(row.ulps)) + " | "
                    + digits(row.share) + " |";
        });
    }

    /** Where the largest share of each output is. */
    Stream<String> worst() {
        return rows.entrySet().stream().map(this::worst);
    }

    private String worst(Map.Entry<String, Row> entry) {
        return title + ", " + entry.getKey() + ": " + entry.getValue().share + " of the bound at "
                + entry.getValue().worst;
    }

    private static String digits(double x) {
        return x >= 1e4 || x > 0 && x < 1e-3
                ? String.format(Locale.ROOT, "%.1e", x)
                : String.format(Locale.ROOT, "%.3g", x);
    }
}
