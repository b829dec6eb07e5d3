package io.alphafair.studies.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A matrix as coloured cells with a number in each: light is low, dark is high. */
public final class HeatMap {
    private static final int CELL_WIDTH = 58;
    private static final int CELL_HEIGHT = 30;
    private static final int CHARACTER = 7;
    private static final int TOP = 36;
    private static final int MARGIN = 16;
    private static final int DARK = 140;
    private static final int[] LOW = {247, 251, 255};
    private static final int[] HIGH = {8, 48, 107};

    private final String title;
    private final List<String> rows;
    private final List<String> columns;
    private final double[][] values;
    private final DoubleFunction<String> format;

    /**
     * A heat map.
     *
     * @param values by row and column; what is not finite is a grey cell
     * @param format how a value is written in its cell
     */
    public HeatMap(String title, List<String> rows, List<String> columns, double[][] values,
            DoubleFunction<String> format) {
        if (values.length != rows.size() || Arrays.stream(values).anyMatch(row -> row.length != columns.size())) {
            throw new IllegalArgumentException("expected " + rows.size() + " x " + columns.size() + " values");
        }
        this.title = title;
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
        this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        this.format = format;
    }

    /** The picture. */
    public String toSvg() {
        int left = MARGIN + CHARACTER * longest(rows);
        int head = TOP + CHARACTER * longest(columns);
        int width = Math.max(left + CELL_WIDTH * columns.size() + MARGIN, 2 * MARGIN + CHARACTER * title.length());
        Svg svg = new Svg(width, head + 8 + CELL_HEIGHT * rows.size() + MARGIN);
        svg.heading(width / 2.0, 22, title);
        double[] finite = Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        double least = Arrays.stream(finite).min().orElse(0);
        double most = Arrays.stream(finite).max().orElse(1);
        for (int column = 0; column < columns.size(); column++) {
            svg.upwards(left + CELL_WIDTH * (column + 0.5) + 4, head, columns.get(column), Svg.Anchor.START);
        }
        for (int row = 0; row < rows.size(); row++) {
            double y = head + 8 + CELL_HEIGHT * row;
            svg.text(left - 6, y + 20, rows.get(row), Svg.Anchor.END, Svg.INK);
            for (int column = 0; column < columns.size(); column++) {
                cell(svg, left + CELL_WIDTH * column, y, values[row][column], least, most);
            }
        }
        return svg.end();
    }

    private void cell(Svg svg, double x, double y, double value, double least, double most) {
        double share = most > least ? (value - least) / (most - least) : 0.5;
        int[] colour = {200, 200, 200};
        if (Double.isFinite(value)) {
            Arrays.setAll(colour, i -> (int) Math.round(LOW[i] + share * (HIGH[i] - LOW[i])));
        }
        svg.rectangle(x, y, CELL_WIDTH - 1, CELL_HEIGHT - 1,
                String.format(Locale.ROOT, "#%02x%02x%02x", colour[0], colour[1], colour[2]));
        svg.text(x + CELL_WIDTH / 2.0, y + 20, Double.isFinite(value) ? format.apply(value) : "-", Svg.Anchor.MIDDLE,
                colour[1] < DARK ? "white" : Svg.INK);
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }
}
