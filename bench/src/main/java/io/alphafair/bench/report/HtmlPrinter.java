package io.alphafair.bench.report;

import io.alphafair.bench.record.Json;
import io.alphafair.bench.report.Report.Page;
import io.alphafair.bench.report.Report.Section;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.report.Table.Column;
import io.alphafair.file.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the template {@code page.html}: one page with style, chart library and script in it. Every text is escaped. */
final class HtmlPrinter {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /** The beginning of the ids of terms. */
    private static final String TERM = "term-";

    /** What the script reads. */
    private record Data(List<String> subjects, List<Figure> figures) {}

    private final StringBuilder out = new StringBuilder();
    /** The terms that headings use, by their keys: what they are called. */
    private final Map<String, String> terms = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int figures;

    private HtmlPrinter() {
    }

    static String print(Page page) {
        HtmlPrinter firstLinks = new HtmlPrinter();
        HtmlPrinter links = new HtmlPrinter();
        HtmlPrinter sections = new HtmlPrinter();
        int beforeFindings = 0;
        for (int place = 0; place < page.sections().size(); place++) {
            Section section = page.sections().get(place);
            // A further run's sections have numbers.
            boolean first = page.sections().stream().limit(place).noneMatch(other -> other.id().equals(section.id()));
            String id = first ? section.id() : section.id() + "-" + place;
            (section.answer().isEmpty() ? links : firstLinks).raw("<li>")
                    .element("a", section.heading(), "href", "#" + id).raw("</li>");
            sections.section(section, id);
            if (!section.answer().isEmpty()) {
                beforeFindings = sections.out.length();
            }
        }
        Data data = new Data(page.colours(),
                page.sections().stream().flatMap(section -> section.figures().stream()).toList());
        Map<String, String> parts = Map.ofEntries(Map.entry("product", escape(page.product())),
                Map.entry("title", escape(page.title())), Map.entry("style", resource("report.css")),
                Map.entry("first", firstLinks.out.toString()), Map.entry("navigation", links.out.toString()),
                Map.entry("answers", sections.out.substring(0, beforeFindings)),
                Map.entry("findings", findings(page)), Map.entry("sections", sections.out.substring(beforeFindings)),
                Map.entry("terms", sections.terms()),
                Map.entry("data", json(data)),
                Map.entry("chart", resource("chart.umd.min.js").replaceAll("(?m)^//# sourceMappingURL=.*$", "")),
                Map.entry("script", resource("report.js") + resource("tables.js")));
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    private static String findings(Page page) {
        HtmlPrinter findings = new HtmlPrinter();
        page.summaries().forEach(summary -> {
            if (page.summaries().size() > 1) {
                findings.element("h3", summary.title());
            }
            findings.raw("<dl class=\"findings\">\n");
            // What a section answers above the findings is not said again.
            summary.findings().stream().filter(finding -> page.sections().stream()
                    .noneMatch(section -> section.answer().equals(finding.text())))
                    .forEach(finding -> findings.raw("<div>").element("dt", finding.headline())
                            .element("dd", finding.text()).raw("</div>\n"));
            findings.raw("</dl>\n");
        });
        findings.paragraph("absent", page.absence());
        return findings.out.toString();
    }

    private void section(Section section, String id) {
        open("section", "id", id, "aria-labelledby", id + "-title")
                .element("h2", section.heading(), "id", id + "-title").raw("\n").paragraph("answer", section.answer())
                .paragraph("lead", section.text())
                .paragraph("missing", section.warning());
        for (Figure figure : section.figures()) {
            open("figure", "class", "chart", "data-figure", Integer.toString(figures++)).element("h3", figure.title())
                    .element("figcaption", figure.text()).raw("</figure>\n");
        }
        boolean folded = !section.figures().isEmpty() && section.answer().isEmpty();
        for (Table table : section.tables()) {
            if (folded) {
                raw("<details>").element("summary", table.title() + " (table)");
            } else {
                element("h3", table.title());
            }
            table(table, id);
            raw(folded ? "</details>\n" : "");
        }
        raw("</section>\n");
    }

    /** A table in a box that scrolls by itself and can be reached with the keyboard. */
    private void table(Table table, String section) {
        paragraph("lead", table.text());
        open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", table.title());
        open("table", "id", section + "-" + table.id().replaceAll("[^A-Za-z0-9]+", "-"), "class", "values")
                .element("caption", table.title(), "class", "hidden").raw("<thead><tr>");
        table.columns().forEach(this::heading);
        raw("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> {
            raw(row.marked() ? "<tr class=\"marked\">" : "<tr>");
            for (int place = 0; place < row.cells().size(); place++) {
                cell(table.columns().get(place), row.cells().get(place));
            }
            raw("</tr>\n");
        });
        raw("</tbody></table></div>\n");
    }

    /** A column's name, which shows its meaning on hover; screen readers find that in the list of terms. */
    private void heading(Column column) {
        open("th", "scope", "col", "class", column.isText() ? "text" : "number");
        Report.term(column.name()).ifPresentOrElse(term -> {
            terms.putIfAbsent(term, column.name().startsWith(term) ? term : column.name());
            element("abbr", column.name(), "title", Report.meaning(term), "aria-describedby", TERM + term);
        }, () -> raw(escape(column.name())));
        raw("</th>");
    }

    /** What the names of the columns on this page mean. */
    private String terms() {
        HtmlPrinter list = new HtmlPrinter();
        terms.forEach((term, name) -> list.raw("<div>").element("dt", name)
                .element("dd", Report.meaning(term), "id", TERM + term).raw("</div>\n"));
        return list.out.toString();
    }

    private void cell(Column column, Cell cell) {
        if (column.isText()) {
            element("td", cell.text());
            return;
        }
        open("td", "class", "number", "data-value", Double.isNaN(cell.value()) ? "" : Double.toString(cell.value()))
                .raw(escape(column.unit().text(cell.value())));
        if (cell.hasInterval()) {
            raw(" ").element("span", column.unit().interval(cell.value(), cell.low(), cell.high()), "class",
                    "interval");
        }
        raw("</td>");
    }

    /** Text as HTML shows it, in elements and in quoted attributes. */
    private static String escape(String text) {
        return Visible.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** JSON that no HTML parser takes for a tag or comment. What is invisible stands in its strings only, so it is escaped. */
    private static String json(Object value) {
        return Visible.text(Json.line(value)).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    /** Markup that is part of the page itself, not of a record. */
    private HtmlPrinter raw(String markup) {
        out.append(markup);
        return this;
    }

    /** An opening tag with attributes from {@code name, value, name, value ...}. */
    private HtmlPrinter open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int place = 0; place < attributes.length; place += 2) {
            out.append(' ').append(attributes[place]).append("=\"").append(escape(attributes[place + 1])).append('"');
        }
        return raw(">");
    }

    private HtmlPrinter element(String tag, String text, String... attributes) {
        return open(tag, attributes).raw(escape(text) + "</" + tag + ">");
    }

    private HtmlPrinter paragraph(String style, String text) {
        return text.isEmpty() ? this : element("p", text, "class", style).raw("\n");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPrinter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name + ": build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + name + " cannot be read", e);
        }
    }
}
