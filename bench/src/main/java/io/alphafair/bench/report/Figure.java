package io.alphafair.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.report.Table.Column;
import io.alphafair.file.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A figure as data: the page's script draws it.
 *
 * @param text what it shows and what to look for
 * @param facets the same figure for different problems; the reader chooses one
 */
record Figure(String id, String title, String text, Kind kind, Axis x, Axis y, List<Facet> facets) {
    /** Bars in a facet beyond which it is split. */
    private static final int MOST_CATEGORIES = 24;

    enum Kind {
        LINE, SCATTER, BAR, STACK
    }

    /** An axis; {@code label} with its unit. */
    record Axis(String label, Unit unit, boolean log) {
        /** The axis of bars, whose x is the number of a category. */
        static final Axis CATEGORIES = new Axis("", Unit.TEXT, false);
    }

    /**
     * One view of a figure.
     *
     * @param categories the names along the axis of bars; empty for lines
     * @param marks lines across, with their names
     */
    record Facet(String name, List<String> categories, List<Line> lines, List<Mark> marks) {}

    /** A line, or the bars of one colour. */
    record Line(String name, List<Point> points) {}

    /**
     * A point, or a bar, whose x is then the number of its category.
     *
     * @param low the lower end of its 95 % interval; absent if there is none
     * @param at the x, or the category, in words
     * @param text the value and its interval in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(double x, double y, Double low, Double high, String at, String text, String note) {}

    /** A line across the figure at a place of one axis. */
    record Mark(String axis, double at, String text) {}

    /** A point before it has its place in a facet: with a category, or with an x. */
    record Dot(String facet, String line, String category, double x, Cell y, String note) {
        Dot {
            facet = Visible.text(facet);
            line = Visible.text(line);
            category = Visible.text(category);
            note = Visible.text(note);
        }

        static Dot bar(String facet, String line, String category, Cell y, String note) {
            return new Dot(facet, line, category, Double.NaN, y, note);
        }

        static Dot at(String facet, String line, double x, Cell y, String note) {
            return new Dot(facet, line, "", x, y, note);
        }
    }

    /**
     * Puts dots together; empty if there are none.
     *
     * @param marks lines across by the facet's name; the key "" is for every facet
     */
    static List<Figure> of(String id, Kind kind, Axis x, Axis y, List<Dot> dots, Map<String, List<Mark>> marks) {
        List<Facet> facets = new ArrayList<>();
        dots.stream().filter(dot -> Double.isFinite(dot.y().value()))
                .collect(Collectors.groupingBy(Dot::facet, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, own) -> {
                    List<Mark> across = marks.getOrDefault(name, marks.getOrDefault("", List.of()));
                    List<String> all = x == Axis.CATEGORIES
                            ? own.stream().map(Dot::category).distinct().toList()
                            : List.of();
                    for (int from = 0; from == 0 || from < all.size(); from += MOST_CATEGORIES) {
                        List<String> part = all.subList(from, Math.min(all.size(), from + MOST_CATEGORIES));
                        String rows = ", rows " + (from + 1) + " to " + (from + part.size());
                        facets.add(new Facet(all.size() > MOST_CATEGORIES ? name + rows : name, part,
                                lines(x, y, own, part), across));
                    }
                });
        return facets.isEmpty()
                ? List.of()
                : List.of(new Figure(id, Report.title("figure." + id), Report.text("figure." + id), kind, x, y,
                        facets));
    }

    private static List<Line> lines(Axis x, Axis y, List<Dot> dots, List<String> categories) {
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (Dot dot : dots) {
            int place = categories.indexOf(dot.category());
            if (categories.isEmpty() || place >= 0) {
                lines.computeIfAbsent(dot.line(), name -> new ArrayList<>())
                        .add(point(dot, categories.isEmpty() ? dot.x() : place,
                                categories.isEmpty() ? x.unit().text(dot.x()) : dot.category(), y.unit()));
            }
        }
        lines.values().forEach(points -> points.sort(Comparator.comparingDouble(Point::x)));
        return lines.entrySet().stream().map(line -> new Line(line.getKey(), line.getValue())).toList();
    }

    private static Point point(Dot dot, double x, String at, Unit unit) {
        Cell y = dot.y();
        return new Point(x, y.value(), y.hasInterval() ? Double.valueOf(y.low()) : null,
                y.hasInterval() ? Double.valueOf(y.high()) : null, at, new Column("", unit).text(y),
                dot.note().isEmpty() ? null : dot.note());
    }
}
