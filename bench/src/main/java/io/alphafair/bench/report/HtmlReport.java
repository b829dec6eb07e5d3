package io.alphafair.bench.report;

import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page: one file with everything in it, made from records alone. */
public final class HtmlReport {
    /** The file's name in a record. */
    public static final String FILE = "report.html";

    private final ReportModel model;
    private final Html html = new Html();
    private final HtmlTables tables;
    private final List<Chart> charts = new ArrayList<>();

    private HtmlReport(ReportModel model) {
        this.model = model;
        tables = new HtmlTables(model, html);
    }

    /** The page of one run, or of runs on several machines. */
    public static String of(List<NamedRun> runs) {
        return of(new ReportModel(runs));
    }

    static String of(ReportModel model) {
        return new HtmlReport(model).render();
    }

    private String render() {
        String title = String.join(" and ", model.runs().stream().map(NamedRun::title).toList());
        HtmlShell.begin(html, "alphafair: " + title);
        html.raw("<header><p class=\"product\">alphafair · the group-wise alpha-fair allocator, measured</p>\n")
                .element("h1", title).raw("\n").raw(HtmlShell.TOOLS).raw("</header>\n");
        navigation();
        html.raw("<main id=\"main\">\n");
        verdict();
        section("setup", "Where and how", "Times of different machines are not comparable; ratios within one run are.");
        new EnvironmentTable(model, html).write();
        tables.backends();
        html.raw("</section>\n");
        sizes();
        limits();
        crossover();
        gpu();
        autoAndPeers();
        rest();
        html.raw("</main>\n");
        html.raw("<script type=\"application/json\" id=\"data\">").raw(Html.json(Json.line(data()))).raw("</script>\n");
        HtmlShell.end(html);
        return html.toString();
    }

    private void navigation() {
        html.raw("<nav aria-label=\"Sections\"><ul>");
        for (String[] entry : new String[][]{{"verdict", "Verdict"}, {"setup", "Where and how"},
                {"sizes", "Time over size"},
                {"limits", "Limits"}, {"map", "Who wins where"}, {"gpu", "GPU"}, {"auto", "auto"}, {"people", "Peers"},
                {"memory", "Allocation"}, {"every", "Every cell"}, {"raw", "Raw data"}, {"reading", "How to read"}}) {
            html.raw("<li>").element("a", entry[1], "href", "#" + entry[0]).raw("</li>");
        }
        html.raw("</ul></nav>\n");
    }

    private void verdict() {
        section("verdict", "Verdict", "");
        for (int run = 0; run < model.runs().size(); run++) {
            if (model.hasSeveralRuns()) {
                html.element("h3", model.runs().get(run).machine()).raw("\n");
            }
            html.raw("<dl class=\"findings\">\n");
            for (Findings.Finding finding : Findings.of(model, run)) {
                html.raw("<div>").element("dt", finding.headline()).element("dd", finding.text()).raw("</div>\n");
            }
            html.raw("</dl>\n");
        }
        html.raw("</section>\n");
    }

    private void sizes() {
        section("sizes", "Time over size",
                "Each backend alone by JMH, and on auto's grid, where the backends take turns.");
        flaws(RunRecord.AUTO);
        SizeCharts.of(model).forEach(chart -> drawOrSay(chart, "No two cells of this run differ in one size alone."));
        drawOrSay(new SectionCharts(model).speedUps(), "Scalar was not measured in this run.");
        html.raw("</section>\n");
    }

    private void limits() {
        section("limits", "How near to the machine's limits", "");
        flaws(RunRecord.RACES);
        RaceCharts races = new RaceCharts(model);
        drawOrSay(races.roofline(), "This run has neither races nor cells of the group argmax.");
        drawOrSay(races.percentages(), "This run has no races.");
        if (model.runs().stream().anyMatch(run -> !run.record().races().isEmpty())) {
            fold("Every race as a table", tables::races);
        }
        html.raw("</section>\n");
    }

    private void crossover() {
        section("map", "Who wins where",
                "The fastest backend at the group argmax for each N × T and K, and how many times as long the second takes; "
                        + "≈ where the two are within 5 %.");
        flaws(RunRecord.AUTO);
        boolean any = false;
        for (int run = 0; run < model.runs().size(); run++) {
            for (CrossoverMap map : CrossoverMap.of(model, run)) {
                any = true;
                map(map);
            }
        }
        if (!any) {
            missing("No problem was measured with two backends.");
        }
        html.raw("</section>\n");
    }

    private void map(CrossoverMap map) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", map.name());
        html.raw("<table class=\"map\">").element("caption", map.name() + " (" + map.source() + ")")
                .raw("<thead><tr><th scope=\"col\">K \\ N × T</th>");
        map.elements().forEach(size -> html.element("th", Quantity.roughCount(size), "scope", "col", "title",
                Quantity.count(size)));
        html.raw("</tr></thead><tbody>\n");
        map.rows().forEach((groups, row) -> {
            html.raw("<tr>").element("th", Quantity.count(groups), "scope", "row");
            for (CrossoverMap.Best best : row) {
                if (best == null) {
                    html.raw("<td></td>");
                } else {
                    html.open("td", "data-backend", best.backend(), "class", best.isLevel() ? "level" : "ahead",
                            "title",
                            best.backend() + " " + Quantity.time(best.nanos(), Double.NaN) + ", " + best.second() + " "
                                    + Quantity.time(best.nanos() * best.ahead(), Double.NaN))
                            .text(best.backend()
                                    + (best.isLevel() ? " ≈" : " " + Quantity.significant(best.ahead()) + "×"))
                            .raw("</td>");
                }
            }
            html.close("tr");
        });
        html.raw("</tbody></table></div>\n");
    }

    private void gpu() {
        section("gpu", "GPU against CPU", "");
        for (int run = 0; run < model.runs().size(); run++) {
            if (model.runs().get(run).record().gpu().isPresent()) {
                tables.gpu(run);
            } else {
                int place = run;
                Findings.of(model, run).stream().filter(finding -> finding.headline().equals(Findings.GPU))
                        .forEach(finding -> missing(model.on(place, finding.text())));
            }
        }
        if (model.runs().stream().anyMatch(run -> run.record().gpu().isPresent())) {
            GpuCharts gpu = new GpuCharts(model);
            drawOrSay(gpu.ways(), "No problem was measured on the GPU.");
            drawOrSay(gpu.parts(), "No problem was measured on the GPU.");
            drawOrSay(gpu.crossovers(), "The GPU is not faster than any CPU backend at any N that was measured.");
            drawOrSay(gpu.updates(), "No problem was measured on the GPU.");
            fold("Every arm as a table", tables::gpuArms);
        }
        html.raw("</section>\n");
    }

    private void autoAndPeers() {
        SectionCharts sections = new SectionCharts(model);
        section("auto", "auto's choices", "");
        flaws(RunRecord.AUTO);
        drawOrSay(sections.regret(), "auto was not measured in this run.");
        if (model.runs().stream().anyMatch(run -> run.record().auto().isPresent())) {
            fold("Every problem as a table", tables::auto);
        }
        html.raw("</section>\n");
        section("people", "Peers", "");
        drawOrSay(sections.peers(),
                "Nobody asked for peers: alphafair bench --peers measures NumPy, PyTorch and DuckDB.");
        if (model.runs().stream().anyMatch(run -> !run.record().peers().rows().isEmpty())) {
            fold("Every peer as a table", tables::peers);
        }
        html.raw("</section>\n");
        section("memory", "Allocation and energy", "");
        drawOrSay(sections.allocation(), "Nobody counted bytes in this run.");
        missing(model.runs().stream().flatMap(run -> run.record().gpu().stream()).anyMatch(GpuMedians::hasEnergy)
                ? "The GPU's energy a call is in its section; the processors' was not measured."
                : "Energy was not measured: no part of this record reads an energy counter.");
        html.raw("</section>\n");
    }

    private void rest() {
        section("every", "Every cell",
                "What has no time says why. Click a column's head to sort; type to filter.");
        html.raw("<p><label>Filter <input type=\"search\" id=\"filter\" placeholder=\"as in: simd uniform\"></label> "
                + "<span id=\"filtered\" role=\"status\"></span></p>\n");
        tables.cells();
        html.raw("</section>\n");
        section("raw", "Raw data", "");
        html.raw("<p><button type=\"button\" id=\"download\">Download every iteration as CSV</button></p>\n");
        for (NamedRun run : model.runs()) {
            html.raw("<p>").text("Beside this page, in the record ").element("code", run.name())
                    .raw(": <code>jmh.json</code> (JMH's own), <code>environment.json</code>, "
                            + "<code>validation.json</code> and the files of the other parts. Made by ")
                    .element("code", run.record().environment().run().command()).raw(".</p>\n");
        }
        html.raw("</section>\n").raw(HtmlShell.HOW_TO_READ);
    }

    private void section(String id, String title, String text) {
        html.open("section", "id", id, "aria-labelledby", id + "-title").element("h2", title, "id", id + "-title")
                .raw("\n");
        if (!text.isEmpty()) {
            html.element("p", text).raw("\n");
        }
    }

    /** What is known to be wrong with the file that a section draws from. */
    private void flaws(String file) {
        for (int run = 0; run < model.runs().size(); run++) {
            String flaw = model.runs().get(run).errata().get(file);
            if (flaw != null) {
                missing(model.on(run, "What is wrong with " + file) + ": " + flaw);
            }
        }
    }

    private void missing(String text) {
        html.element("p", text, "class", "missing").raw("\n");
    }

    private void fold(String title, Runnable content) {
        html.raw("<details>").element("summary", title).raw("\n");
        content.run();
        html.raw("</details>\n");
    }

    private void drawOrSay(Chart chart, String otherwise) {
        if (chart.facets().stream().anyMatch(facet -> facet.points() > 0)) {
            draw(chart);
        } else {
            html.element("h3", chart.title()).raw("\n");
            missing(otherwise);
        }
    }

    /** The script fills the figure; without it the tables have the numbers. */
    private void draw(Chart chart) {
        charts.add(chart);
        html.open("figure", "class", "chart", "data-chart", chart.id()).element("h3", chart.title())
                .element("figcaption", chart.text()).raw("</figure>\n");
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("backends", model.backends());
        data.put("runs", model.runs().stream().map(NamedRun::name).toList());
        data.put("charts", charts);
        data.put("cells", model.measured().map(cell -> {
            Map<String, Object> raw = new LinkedHashMap<>();
            raw.put("id", HtmlTables.id(cell));
            raw.put("run", cell.run());
            raw.put("benchmark", cell.cell().benchmark());
            raw.put("params", cell.cell().params());
            raw.put("nanos", cell.timing().orElseThrow().samples().toLists());
            return raw;
        }).toList());
        return data;
    }
}
