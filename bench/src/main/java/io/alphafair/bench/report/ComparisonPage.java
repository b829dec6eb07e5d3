package io.alphafair.bench.report;

import io.alphafair.bench.compare.Change;
import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.compare.ComparisonText;
import io.alphafair.bench.compare.Judge.Judgement;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.report.Chart.Axis;
import io.alphafair.bench.report.Chart.Kind;
import io.alphafair.bench.report.Chart.Unit;
import io.alphafair.bench.statistics.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison as a page. */
public final class ComparisonPage {
    /** The file's name in the later of two records that were measured together. */
    public static final String FILE = "comparison.html";

    /** Their order gives each its colour, whatever the page's comparison has. */
    private static final List<String> VERDICTS = List.of("SAME", "SLOWER", "FASTER", "AMBIGUOUS");

    private static final String CHANGED = "what changed most";

    private ComparisonPage() {
    }

    /** The page, with everything in it. */
    public static String of(Comparison comparison) {
        Html html = new Html();
        String title = comparison.before().name() + " → " + comparison.after().name();
        HtmlShell.begin(html, "alphafair: " + title);
        html.raw("<header><p class=\"product\">alphafair · did it become faster?</p>\n").element("h1", title)
                .raw("\n").raw(HtmlShell.TOOLS).raw("</header>\n<main id=\"main\">\n");
        html.raw("<section aria-labelledby=\"verdict\"><h2 id=\"verdict\">Verdict</h2>\n<ul>\n");
        ComparisonText.summary(comparison).stream().skip(1).forEach(line -> html.element("li", line).raw("\n"));
        html.raw("</ul></section>\n");
        Chart chart = chart(comparison);
        if (!chart.facets().isEmpty()) {
            html.raw("<section aria-labelledby=\"changes\"><h2 id=\"changes\">Changes</h2>\n")
                    .open("figure", "class", "chart", "data-chart", chart.id()).element("h3", chart.title())
                    .element("figcaption", chart.text()).raw("</figure></section>\n");
        }
        rows(html, comparison);
        unmatched(html, "only-before", "Only in " + comparison.before().name(), comparison.onlyBefore());
        unmatched(html, "only-after", "Only in " + comparison.after().name(), comparison.onlyAfter());
        html.raw("</main>\n<script type=\"application/json\" id=\"data\">").raw(Html.json(Json.line(data(chart))))
                .raw("</script>\n");
        HtmlShell.end(html);
        return html.toString();
    }

    private static Map<String, Object> data(Chart chart) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("backends", VERDICTS);
        data.put("runs", List.of());
        data.put("charts", List.of(chart));
        data.put("cells", List.of());
        return data;
    }

    private static Chart chart(Comparison comparison) {
        Bars bars = new Bars();
        for (Comparison.Row row : ComparisonText.ordered(comparison)) {
            Estimate ratio = row.time().paired().ratio();
            if (row.time().change() != Change.SAME && bars.count(CHANGED) < Bars.MOST_CATEGORIES) {
                bars.add(CHANGED, row.cell().key(), row.time().change().ofTime(), 0, ratio.value(), ratio.low(),
                        ratio.high(), row.time().why());
            }
            bars.add(row.cell().label(), row.cell().key().substring(row.cell().label().length() + 1),
                    row.time().change().ofTime(), 0, ratio.value(), ratio.low(), ratio.high(), row.time().why());
        }
        return new Chart("changes", "Time after over time before",
                "Below 1 is faster; what changed most comes first. Bars are coloured by verdict; whiskers are 95 % intervals of "
                        + "paired forks.",
                Kind.STACK,
                new Axis("", Unit.CATEGORY, false), new Axis("× the time before", Unit.RATIO, true), bars.facets());
    }

    private static void rows(Html html, Comparison comparison) {
        html.raw("<section aria-labelledby=\"every\"><h2 id=\"every\">Every cell</h2>\n<p><label>Filter "
                + "<input type=\"search\" id=\"filter\"></label> <span id=\"filtered\" role=\"status\"></span></p>\n");
        html.table("Cells of both runs", "cells", List.of("cell", "time", "#change", "#95 % interval", "#p, corrected",
                "#pairs of forks", "allocation", "#change", "remarks"));
        for (Comparison.Row row : ComparisonText.ordered(comparison)) {
            Judgement time = row.time();
            html.row(
                    List.of(row.cell().key(), time.change().ofTime(),
                            ComparisonText.percent(time.paired().ratio().value()),
                            ComparisonText.interval(time.paired().ratio()),
                            String.format(Locale.ROOT, "%.2g", time.corrected()),
                            Integer.toString(time.paired().pairs()),
                            row.bytes().map(bytes -> bytes.change().ofBytes()).orElse("not counted"),
                            row.bytes().map(bytes -> ComparisonText.percent(bytes.paired().ratio().value()))
                                    .orElse("–"),
                            ComparisonText.remarks(comparison, time)),
                    "data-change", time.change().ofTime(), "class",
                    time.change() == Change.AMBIGUOUS ? "skipped" : "clear");
        }
        html.endTable().raw("</section>\n");
    }

    private static void unmatched(Html html, String id, String title, List<Comparison.Unmatched> cells) {
        if (cells.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", id).element("h2", title, "id", id).raw("\n");
        html.table(title, id + "-table", List.of("cell", "what the other run says"));
        cells.forEach(cell -> html.row(List.of(cell.cell().key(), cell.why())));
        html.endTable().raw("</section>\n");
    }
}
