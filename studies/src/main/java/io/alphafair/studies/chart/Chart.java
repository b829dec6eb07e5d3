package io.alphafair.studies.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines and points on two axes. Values that are not finite are left out, and so are others than positive on a logarithmic axis. */
public final class Chart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 72;
    private static final int RIGHT = 24;
    private static final int TOP = 36;
    private static final int BOTTOM = 52;

    private enum Kind {
        LINE, STEPS, POINTS
    }

    private record Series(Kind kind, String name, double[] x, double[] y, List<String> labels) {}

    private record Band(double from, double to, String label) {}

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private boolean logX;
    private boolean logY;
    private final List<Series> series = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /** A chart without content. */
    public Chart(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Makes the horizontal axis logarithmic. */
    public Chart logX() {
        logX = true;
        return this;
    }

    /** Makes the vertical axis logarithmic. */
    public Chart logY() {
        logY = true;
        return this;
    }

    /** A line through the points in their order. */
    public Chart line(String name, double[] x, double[] y) {
        return add(Kind.LINE, name, x, y, List.of());
    }

    /** A line that keeps each point's height until the next point. */
    public Chart steps(String name, double[] x, double[] y) {
        return add(Kind.STEPS, name, x, y, List.of());
    }

    /** Points. */
    public Chart points(String name, double[] x, double[] y) {
        return add(Kind.POINTS, name, x, y, List.of());
    }

    /** Points with a word beside each. */
    public Chart points(String name, double[] x, double[] y, List<String> labels) {
        if (labels.size() != x.length) {
            throw new IllegalArgumentException(labels.size() + " labels for " + x.length + " points");
        }
        return add(Kind.POINTS, name, x, y, labels);
    }

    /** A shaded stretch of the horizontal axis. */
    public Chart band(double from, double to, String label) {
        bands.add(new Band(from, to, label));
        return this;
    }

    private Chart add(Kind kind, String name, double[] x, double[] y, List<String> labels) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(name + " has " + x.length + " x and " + y.length + " y");
        }
        series.add(new Series(kind, name, x.clone(), y.clone(), List.copyOf(labels)));
        return this;
    }

    /** Whether there is nothing that can be shown. */
    public boolean isEmpty() {
        return series.stream().allMatch(s -> seen(s.x, s.y).findAny().isEmpty());
    }

    /**
     * The picture.
     *
     * @throws IllegalStateException if there is nothing that can be shown
     */
    public String toSvg() {
        int legend = Legend.height(series.size());
        double floor = HEIGHT - BOTTOM - legend;
        double[] xs = series.stream().flatMap(s -> seen(s.x, s.y)).mapToDouble(point -> point[0]).toArray();
        double[] ys = series.stream().flatMap(s -> seen(s.x, s.y)).mapToDouble(point -> point[1]).toArray();
        Axis x = axis(xs, logX, LEFT, WIDTH - RIGHT);
        Axis y = axis(ys, logY, floor, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT);
        drawBands(svg, x, floor);
        drawAxes(svg, x, y, floor);
        for (int index = 0; index < series.size(); index++) {
            draw(svg, series.get(index), Legend.colour(index), x, y);
        }
        if (legend > 0) {
            Legend.draw(svg, series.stream().map(Series::name).toList(), LEFT, WIDTH - RIGHT, floor + BOTTOM);
        }
        return svg.end();
    }

    private static Axis axis(double[] values, boolean logarithmic, double firstPixel, double lastPixel) {
        if (values.length == 0) {
            throw new IllegalStateException("a chart without a point: expected a finite one");
        }
        return new Axis(Arrays.stream(values).min().getAsDouble(), Arrays.stream(values).max().getAsDouble(),
                logarithmic, firstPixel, lastPixel);
    }

    private Stream<double[]> seen(double[] x, double[] y) {
        return IntStream.range(0, x.length).filter(i -> isSeen(x[i], logX) && isSeen(y[i], logY))
                .mapToObj(i -> new double[]{x[i], y[i]});
    }

    private static boolean isSeen(double value, boolean logarithmic) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    private void drawBands(Svg svg, Axis x, double floor) {
        for (Band band : bands) {
            double from = Math.max(LEFT, x.pixel(band.from));
            double to = Math.min(WIDTH - RIGHT, x.pixel(band.to));
            svg.rectangle(from, TOP, to - from, floor - TOP, "#f3efe0");
            svg.text((from + to) / 2, TOP + 14, band.label, Svg.Anchor.MIDDLE, "#777");
        }
    }

    private void drawAxes(Svg svg, Axis x, Axis y, double floor) {
        svg.heading(WIDTH / 2.0, 22, title);
        for (double tick : x.ticks()) {
            svg.line(x.pixel(tick), TOP, x.pixel(tick), floor, Svg.FAINT);
            svg.text(x.pixel(tick), floor + 16, Axis.label(tick), Svg.Anchor.MIDDLE, Svg.INK);
        }
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.pixel(tick), WIDTH - RIGHT, y.pixel(tick), Svg.FAINT);
            svg.text(LEFT - 6, y.pixel(tick) + 4, Axis.label(tick), Svg.Anchor.END, Svg.INK);
        }
        svg.line(LEFT, floor, WIDTH - RIGHT, floor, Svg.INK);
        svg.line(LEFT, TOP, LEFT, floor, Svg.INK);
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, floor + 36, xLabel, Svg.Anchor.MIDDLE, Svg.INK);
        svg.upwards(16, (TOP + floor) / 2, yLabel, Svg.Anchor.MIDDLE);
    }

    private void draw(Svg svg, Series s, String colour, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        double[] before = null;
        for (int i = 0; i < s.x.length; i++) {
            if (!isSeen(s.x[i], logX) || !isSeen(s.y[i], logY)) {
                continue;
            }
            double px = x.pixel(s.x[i]);
            double py = y.pixel(s.y[i]);
            if (s.kind == Kind.POINTS) {
                svg.circle(px, py, 4, colour);
                if (!s.labels.isEmpty()) {
                    svg.text(px + 6, py - 5, s.labels.get(i), Svg.Anchor.START, Svg.INK);
                }
                continue;
            }
            if (s.kind == Kind.STEPS && before != null) {
                path.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, before[1]));
            }
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, py));
            before = new double[]{px, py};
        }
        if (before != null) {
            svg.path(path.toString().strip(), colour);
        }
    }
}
