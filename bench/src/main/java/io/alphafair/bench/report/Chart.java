package io.alphafair.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A chart as data: the page's script draws it, the page's tables repeat it.
 *
 * @param id its place on the page
 * @param kind how it is drawn
 * @param text what it shows, and how to read it, in a sentence or two
 * @param facets the same chart for different problems; the reader chooses one
 */
record Chart(String id, String title, String text, Kind kind, Axis x, Axis y, List<Facet> facets) {
    enum Kind {
        LINE, SCATTER, BAR, STACK
    }

    /** How an axis' numbers are written. */
    enum Unit {
        COUNT, BYTES, NANOS, NANOS_AN_ELEMENT, GIGABYTES_A_SECOND, RATIO, PERCENT, CATEGORY, DAY
    }

    /** An axis. */
    record Axis(String label, Unit unit, boolean log) {}

    /**
     * One view of a chart.
     *
     * @param categories the names along the axis of a bar chart; empty in a line chart
     * @param marks lines across, with their names
     */
    record Facet(String name, List<String> categories, List<Series> series, List<Mark> marks) {
        int points() {
            return series.stream().mapToInt(line -> line.points().size()).sum();
        }
    }

    /**
     * A line or a colour of bars.
     *
     * @param colour what decides the colour: a backend's name
     * @param dash 0 for a whole line; limits and further machines are broken lines
     */
    record Series(String name, String colour, int dash, List<Point> points) {}

    /**
     * A point, or a bar, whose x is then the number of its category.
     *
     * @param low the lower end of its 95 % confidence interval; absent if there is none
     * @param note what hovering says besides; absent if nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(double x, double y, Double low, Double high, String note) {
        /** More digits than anybody reads off a chart would make the pages of large runs heavy. */
        private static final MathContext DIGITS = new MathContext(6);

        Point {
            y = rounded(y);
            low = low == null ? null : Double.valueOf(rounded(low));
            high = high == null ? null : Double.valueOf(rounded(high));
            note = note == null || note.isEmpty() ? null : note;
        }

        private static double rounded(double value) {
            return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
        }
    }

    /** A line across the chart at a place of one axis. */
    record Mark(String axis, double at, String text) {}
}
