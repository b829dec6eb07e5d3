package io.alphafair.studies.chart;

import java.util.List;

/** The colours of series, and their names below a picture: three to a line, each behind a patch of its colour. */
final class Legend {
    /** Told apart by people who see colours otherwise, too (Okabe and Ito). */
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00",
            "#56b4e9", "#000000", "#999999");
    private static final int LINE = 18;
    private static final int COLUMNS = 3;

    private Legend() {
    }

    /** The colour of a series by its place; colours repeat after eight. */
    static String colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    /** The room that so many names need, in pixels; one series needs no name. */
    static int height(int series) {
        return series > 1 ? LINE * ((series + COLUMNS - 1) / COLUMNS) : 0;
    }

    /** Writes the names from {@code left} to {@code right}, the first line at {@code top}. */
    static void draw(Svg svg, List<String> names, double left, double right, double top) {
        double column = (right - left) / COLUMNS;
        for (int index = 0; index < names.size(); index++) {
            double px = left + column * (index % COLUMNS);
            double py = top + LINE * (index / COLUMNS) + 4;
            svg.rectangle(px, py - 9, 14, 10, colour(index));
            svg.text(px + 19, py, names.get(index), Svg.Anchor.START, Svg.INK);
        }
    }
}
