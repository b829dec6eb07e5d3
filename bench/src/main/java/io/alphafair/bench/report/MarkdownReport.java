package io.alphafair.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for a terminal or a pull request: findings in words, then every cell with its interval. */
public final class MarkdownReport {
    /** The file's name in a record. */
    public static final String FILE = "report.md";

    private static final String NOTHING = "–";

    private final ReportModel model;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(ReportModel model) {
        this.model = model;
    }

    /** The report of one run, or of runs on several machines. */
    public static String of(List<NamedRun> runs) {
        return of(new ReportModel(runs));
    }

    static String of(ReportModel model) {
        return new MarkdownReport(model).render();
    }

    private String render() {
        for (int run = 0; run < model.runs().size(); run++) {
            NamedRun named = model.runs().get(run);
            out.append(run == 0 ? "" : "\n").append("# ").append(text(named.title())).append("\n\n");
            for (Findings.Finding finding : Findings.of(model, run)) {
                out.append("- **").append(finding.headline()).append(":** ").append(text(finding.text())).append('\n');
            }
            out.append("\n").append(text(EnvironmentTable.effort(named.record().environment().run())))
                    .append(". Medians of all iterations with the 95 % interval of a hierarchical bootstrap. `")
                    .append(named.record().environment().run().command()).append("`\n");
        }
        String benchmark = "";
        for (CellView cell : model.cells()) {
            if (!cell.cell().benchmark().equals(benchmark)) {
                benchmark = cell.cell().benchmark();
                head(cell);
            }
            row(cell);
        }
        for (NamedRun run : model.runs()) {
            String parts = RaceTable.of(run.record().races()) + PeerTable.of(run.record().peers())
                    + RegretTable.of(run.record().auto())
                    + GpuTable.of(run.record().gpu(), run.record().environment().devices());
            out.append(model.hasSeveralRuns() && !parts.isEmpty() ? "\n# " + text(run.machine()) + "\n" : "")
                    .append(parts);
        }
        return out.toString();
    }

    private void head(CellView first) {
        out.append("\n## ").append(text(first.cell().label())).append("\n\n");
        first.question().ifPresent(question -> out.append(question.text()).append("\n\n"));
        String machine = model.hasSeveralRuns() ? "| machine " : "";
        out.append(machine)
                .append("| shape | N | T | K | | backend | median | 95 % interval | ns an element | GB/s | × scalar "
                        + "| B/call | CV | notes |\n")
                .append(machine.isEmpty() ? "" : "|---")
                .append("|---|--:|--:|--:|---|---|--:|--:|--:|--:|--:|--:|--:|---|\n");
    }

    private void row(CellView cell) {
        List<String> columns = new ArrayList<>();
        if (model.hasSeveralRuns()) {
            columns.add(model.runs().get(cell.run()).machine());
        }
        columns.add(cell.shape().isEmpty() ? NOTHING : cell.shape());
        for (String size : List.of("n", "t", "k")) {
            columns.add(cell.number(size) == 0 ? NOTHING : Quantity.count(cell.number(size)));
        }
        columns.add(cell.further());
        columns.add(cell.cell().backend());
        cell.timing().ifPresentOrElse(timing -> {
            columns.add(Quantity.time(timing.median().value(), Double.NaN));
            columns.add(Quantity.range(timing.median().low(), timing.median().high()));
            columns.add(number(cell.nanosAnElement()));
            columns.add(number(cell.gigabytesASecond()));
            columns.add(timing.speedUp().map(estimate -> number(estimate.value())).orElse(NOTHING));
            columns.add(Double.isNaN(timing.allocated()) ? NOTHING : Quantity.count(Math.round(timing.allocated())));
            columns.add(String.format(Locale.ROOT, "%.1f %%", 100 * timing.spread().within()));
            columns.add(String.join(", ", cell.flags()));
        }, () -> {
            columns.addAll(List.of(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING));
            columns.add(cell.verdict().text() + ": " + cell.reason());
        });
        out.append("| ").append(String.join(" | ", columns.stream().map(MarkdownReport::text).toList())).append(" |\n");
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Quantity.significant(value) : NOTHING;
    }

    private static String text(String text) {
        return MarkdownTable.escape(text);
    }
}
