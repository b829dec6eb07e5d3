package io.alphafair.studies.chart;

import io.alphafair.file.Visible;
import java.util.Locale;

/** Writes SVG elements; lengths in pixels, to a tenth, so that equal data give equal files. */
final class Svg {
    static final String INK = "#222";
    static final String FAINT = "#ddd";

    enum Anchor {
        START("start"), MIDDLE("middle"), END("end");

        private final String value;

        Anchor(String value) {
            this.value = value;
        }
    }

    private final StringBuilder body = new StringBuilder();

    Svg(int width, int height) {
        body.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                        + "font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
                width, height, width, height, width, height));
    }

    Svg line(double x1, double y1, double x2, double y2, String colour) {
        return add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, colour);
    }

    Svg rectangle(double x, double y, double width, double height, String fill) {
        return add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, width, height,
                fill);
    }

    Svg circle(double x, double y, double radius, String fill) {
        return add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" stroke=\"white\" stroke-width=\"0.5\"/>", x,
                y, radius, fill);
    }

    Svg text(double x, double y, String text, Anchor anchor, String colour) {
        return add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>", x, y, anchor.value, colour,
                escape(text));
    }

    Svg heading(double x, double y, String text) {
        return add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"14\" fill=\"%s\">%s</text>", x, y,
                INK, escape(text));
    }

    /** Text that runs upwards. */
    Svg upwards(double x, double y, String text, Anchor anchor) {
        return add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" transform=\"rotate(-90 %.1f %.1f)\">%s"
                + "</text>", x, y, anchor.value, INK, x, y, escape(text));
    }

    Svg path(String points, String colour) {
        return add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>", points, colour);
    }

    private Svg add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    private static String escape(String text) {
        return Visible.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"",
                "&quot;");
    }

    String end() {
        return body + "</svg>\n";
    }
}
