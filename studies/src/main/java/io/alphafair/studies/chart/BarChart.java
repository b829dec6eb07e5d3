package io.alphafair.studies.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/** Bars from 0 up, side by side in categories, with their height written above each. */
public final class BarChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 72;
    private static final int RIGHT = 24;
    private static final int TOP = 36;
    private static final int BOTTOM = 40;
    /** Part of a category's width that stays empty. */
    private static final double GAP = 0.2;

    private record Series(String name, double[] heights) {}

    private final String title;
    private final String yLabel;
    private final List<String> categories;
    private final DoubleFunction<String> format;
    private final List<Series> series = new ArrayList<>();

    /**
     * A chart without bars.
     *
     * @param format how a height is written above its bar
     */
    public BarChart(String title, String yLabel, List<String> categories, DoubleFunction<String> format) {
        this.title = title;
        this.yLabel = yLabel;
        this.categories = List.copyOf(categories);
        this.format = format;
    }

    /**
     * Adds a bar to each category.
     *
     * @param heights one per category, finite and not negative
     */
    public BarChart bars(String name, double[] heights) {
        if (heights.length != categories.size()
                || !Arrays.stream(heights).allMatch(height -> height >= 0 && height <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " has the heights " + Arrays.toString(heights) + ": expected "
                    + categories.size() + " finite numbers that are not negative");
        }
        series.add(new Series(name, heights.clone()));
        return this;
    }

    /** The picture. */
    public String toSvg() {
        double floor = HEIGHT - BOTTOM - Legend.height(series.size());
        double highest = series.stream().flatMapToDouble(s -> Arrays.stream(s.heights)).max().orElse(0);
        Axis y = new Axis(0, highest > 0 ? highest : 1, false, floor, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.heading(WIDTH / 2.0, 22, title);
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.pixel(tick), WIDTH - RIGHT, y.pixel(tick), Svg.FAINT);
            svg.text(LEFT - 6, y.pixel(tick) + 4, Axis.label(tick), Svg.Anchor.END, Svg.INK);
        }
        double width = (double) (WIDTH - LEFT - RIGHT) / categories.size();
        for (int category = 0; category < categories.size(); category++) {
            draw(svg, category, LEFT + width * category, width, y);
            svg.text(LEFT + width * (category + 0.5), floor + 16, categories.get(category), Svg.Anchor.MIDDLE,
                    Svg.INK);
        }
        svg.line(LEFT, y.pixel(0), WIDTH - RIGHT, y.pixel(0), Svg.INK);
        svg.line(LEFT, TOP, LEFT, floor, Svg.INK);
        svg.upwards(16, (TOP + floor) / 2, yLabel, Svg.Anchor.MIDDLE);
        if (series.size() > 1) {
            Legend.draw(svg, series.stream().map(Series::name).toList(), LEFT, WIDTH - RIGHT, floor + BOTTOM);
        }
        return svg.end();
    }

    private void draw(Svg svg, int category, double left, double width, Axis y) {
        double bar = width * (1 - GAP) / series.size();
        for (int index = 0; index < series.size(); index++) {
            double height = series.get(index).heights[category];
            double x = left + width * GAP / 2 + bar * index;
            svg.rectangle(x, y.pixel(height), bar - 1, y.pixel(0) - y.pixel(height), Legend.colour(index));
            svg.text(x + (bar - 1) / 2, y.pixel(height) - 4, format.apply(height), Svg.Anchor.MIDDLE, Svg.INK);
        }
    }
}
