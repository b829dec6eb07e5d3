package io.alphafair.bench.report;

import io.alphafair.bench.Question;
import io.alphafair.bench.compare.Change;
import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.report.Chart.Axis;
import io.alphafair.bench.report.Chart.Facet;
import io.alphafair.bench.report.Chart.Kind;
import io.alphafair.bench.report.Chart.Mark;
import io.alphafair.bench.report.Chart.Point;
import io.alphafair.bench.report.Chart.Series;
import io.alphafair.bench.report.Chart.Unit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All recorded runs: a list of them, and each machine's times from run to run. A change point is where two runs that follow
 * each other differ by the rules of a comparison; runs of fewer than six forks have none.
 */
public final class History {
    /** How many cells the text follows; the page has all. */
    private static final int CHOSEN = 12;

    private final List<NamedRun> runs;
    private final Map<String, List<Integer>> byMachine = new LinkedHashMap<>();
    private final Map<Integer, Comparison> sinceLast = new TreeMap<>();

    /** Of runs in any order. */
    public History(List<NamedRun> runs) {
        this.runs = runs.stream()
                .sorted(Comparator.comparing(run -> run.record().environment().run().start())).toList();
        for (int run = 0; run < this.runs.size(); run++) {
            Machine machine = this.runs.get(run).record().environment().machine();
            List<Integer> earlier = byMachine.computeIfAbsent(machine.cpu() + ", " + machine.cpus() + " CPUs",
                    name -> new ArrayList<>());
            if (!earlier.isEmpty()) {
                sinceLast.put(run,
                        Comparison.of(this.runs.get(earlier.getLast()), this.runs.get(run), Comparison.THRESHOLD,
                                true));
            }
            earlier.add(run);
        }
    }

    /** The page. */
    public String html() {
        Html html = new Html();
        HtmlShell.begin(html, "alphafair: recorded runs");
        html.raw("<header><p class=\"product\">alphafair</p><h1>Recorded runs</h1>\n").raw(HtmlShell.TOOLS)
                .raw("</header>\n<main id=\"main\">\n<section aria-label=\"Runs\">\n");
        html.table("Every recorded run", "runs", List.of("run", "machine", "profile", "commit", "#cells", "#forks",
                "since the run before"));
        for (List<String> row : rows()) {
            html.open("tr").raw("<td>").element("a", row.getFirst(), "href", link(row.getFirst()))
                    .raw("</td>");
            row.subList(1, row.size()).forEach(cell -> html.element("td", cell));
            html.close("tr");
        }
        html.endTable().raw("</section>\n");
        List<Chart> charts = charts();
        charts.forEach(chart -> html.raw("<section aria-label=\"Trend\">")
                .open("figure", "class", "chart", "data-chart", chart.id()).element("h2", chart.title())
                .element("figcaption", chart.text()).raw("</figure></section>\n"));
        html.raw("</main>\n<script type=\"application/json\" id=\"data\">").raw(Html.json(Json.line(Map.of("backends",
                List.of(), "runs", List.of(), "charts", charts, "cells", List.of())))).raw("</script>\n");
        HtmlShell.end(html);
        return html.toString();
    }

    /** The same list for a terminal. */
    public String markdown() {
        StringBuilder out = new StringBuilder("""
                # Recorded runs

                | run | machine | profile | commit | cells | forks | since the run before |
                |---|---|---|---|--:|--:|---|
                """);
        rows().forEach(row -> out.append("| [").append(MarkdownTable.escape(row.getFirst())).append("](")
                .append(link(row.getFirst())).append(") | ")
                .append(String.join(" | ", row.subList(1, row.size()).stream().map(MarkdownTable::escape).toList()))
                .append(" |\n"));
        byMachine.forEach((machine, places) -> out.append(trend(machine, places)));
        return out.toString();
    }

    /** The cells of the group argmax that most of a machine's runs have, the largest first; a column a run. */
    private String trend(String machine, List<Integer> places) {
        ReportModel model = new ReportModel(places.stream().map(runs::get).toList());
        Map<String, Map<Integer, CellView>> cells = new LinkedHashMap<>();
        model.measured().filter(cell -> cell.question().filter(Question.BEST_ITEMS::equals).isPresent())
                .sorted(Comparator.comparingLong(CellView::elements).reversed())
                .forEach(cell -> cells.computeIfAbsent(cell.problemText() + ", " + cell.cell().backend(),
                        name -> new TreeMap<>()).put(cell.run(), cell));
        int most = cells.values().stream().mapToInt(Map::size).max().orElse(0);
        if (most < 2) {
            return "";
        }
        List<Integer> shown = cells.values().stream().filter(line -> line.size() == most).findFirst().orElseThrow()
                .keySet().stream().toList();
        StringBuilder out = new StringBuilder("\n## ").append(MarkdownTable.escape(machine))
                .append("\n\nMedian times of a call of the group argmax, the oldest run first; a change point is set in bold. ")
                .append("Runs of fewer than six forks have none.\n\n| cell | ")
                .append(String.join(" | ", shown.stream()
                        .map(run -> model.runs().get(run).record().environment().git().shortSha()).toList()))
                .append(" |\n|---|").append("--:|".repeat(shown.size())).append('\n');
        cells.entrySet().stream().filter(line -> line.getValue().keySet().containsAll(shown)).limit(CHOSEN)
                .forEach(line -> out.append("| ").append(MarkdownTable.escape(line.getKey())).append(" | ")
                        .append(String.join(" | ",
                                shown.stream().map(run -> told(line.getValue().get(run), places)).toList()))
                        .append(" |\n"));
        return out.toString();
    }

    private String told(CellView cell, List<Integer> places) {
        String change = changePoint(sinceLast.get(places.get(cell.run())), cell.cell());
        String time = Quantity.time(cell.nanos(), Double.NaN);
        return change.isEmpty() ? time : "**" + time + change + "**";
    }

    /** The run's folder, whatever characters its name has; never a scheme. */
    private static String link(String run) {
        return "./" + URLEncoder.encode(run, StandardCharsets.UTF_8).replace("+", "%20") + "/";
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int run = runs.size() - 1; run >= 0; run--) {
            var environment = runs.get(run).record().environment();
            rows.add(List.of(runs.get(run).name(), environment.machine().cpu() + ", " + environment.machine().cpus()
                    + " CPUs", environment.run().profile(),
                    environment.git().shortSha()
                            + (environment.git().dirty() ? " with changes" : ""),
                    Integer.toString(runs.get(run).record().jmh().size()), Integer.toString(environment.run().forks()),
                    change(sinceLast.get(run))));
        }
        return rows;
    }

    private static String change(Comparison comparison) {
        if (comparison == null) {
            return "the first of its machine";
        }
        if (comparison.rows().isEmpty()) {
            return "no cell in common with it";
        }
        long slower = comparison.times(Change.MORE);
        long faster = comparison.times(Change.LESS);
        return slower + faster == 0
                ? "no change is sure, " + comparison.times(Change.AMBIGUOUS) + " of " + comparison.rows().size()
                        + " cells ambiguous"
                : slower + " SLOWER, " + faster + " FASTER of " + comparison.rows().size() + " cells";
    }

    /** For each machine the times of each cell that two of its runs have. */
    private List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        byMachine.forEach((machine, places) -> {
            ReportModel model = new ReportModel(places.stream().map(runs::get).toList());
            Map<String, Map<String, List<CellView>>> facets = new LinkedHashMap<>();
            model.measured().forEach(cell -> facets
                    .computeIfAbsent(cell.cell().label() + ": " + cell.problemText(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(cell.cell().backend(), name -> new ArrayList<>()).add(cell));
            List<Facet> found = new ArrayList<>();
            facets.forEach((name, lines) -> {
                if (lines.values().stream().anyMatch(line -> line.size() > 1)) {
                    found.add(new Facet(name, List.of(), lines.entrySet().stream()
                            .map(line -> new Series(line.getKey(), line.getKey(), 0,
                                    line.getValue().stream().sorted(Comparator.comparingInt(CellView::run))
                                            .map(cell -> point(cell, places)).toList()))
                            .toList(), changePoints(lines, places)));
                }
            });
            if (!found.isEmpty()) {
                charts.add(new Chart("trend-" + charts.size(), machine + ": times from run to run",
                        "Medians with 95 % intervals, one step a run, the oldest first; hovering names the run. An upright "
                                + "line is a change point: the run differs from the one before by the rules of a comparison.",
                        Kind.LINE, new Axis("run", Unit.COUNT, false), new Axis("time a call", Unit.NANOS, true),
                        found));
            }
        });
        return charts;
    }

    private List<Mark> changePoints(Map<String, List<CellView>> lines, List<Integer> places) {
        List<Mark> marks = new ArrayList<>();
        lines.forEach((backend, line) -> line.forEach(cell -> {
            String change = changePoint(sinceLast.get(places.get(cell.run())), cell.cell());
            if (!change.isEmpty()) {
                marks.add(new Mark("x", cell.run() + 1.0, backend + change));
            }
        }));
        return marks;
    }

    private Point point(CellView cell, List<Integer> places) {
        var median = cell.timing().orElseThrow().median();
        int place = places.get(cell.run());
        return new Point(cell.run() + 1.0, median.value(), median.low(), median.high(),
                runs.get(place).title() + changePoint(sinceLast.get(place), cell.cell()));
    }

    private static String changePoint(Comparison comparison, Cell cell) {
        return comparison == null
                ? ""
                : comparison.rows().stream().filter(row -> row.cell().equals(cell)
                        && (row.time().change() == Change.LESS || row.time().change() == Change.MORE)).findFirst()
                        .map(row -> " " + row.time().change().ofTime()).orElse("");
    }
}
