package io.alphafair.bench.report;

import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.record.RegretReport.Cell;
import io.alphafair.bench.record.RegretReport.Pick;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A regret report as a section of a record's table. */
public final class RegretTable {
    private static final int WORST = 10;

    private RegretTable() {
    }

    /** The section; empty if auto was not measured. */
    static String of(Optional<RegretReport> auto) {
        return auto.map(RegretTable::section).orElse("");
    }

    private static String section(RegretReport report) {
        StringBuilder out = new StringBuilder("\n## auto\n\n");
        if (!report.failure().isEmpty()) {
            return out.append("Not measured: ").append(MarkdownTable.escape(report.failure())).append('\n').toString();
        }
        out.append(
                "The time of the backend that `auto` chooses over the fastest one's, less 1: its regret, as the median of "
                        + "paired ratios of alternating calls. Problems: uniform and scaled, T 1, 3, 8, 64, K 1 to 4,096.\n\n");
        out.append(
                String.format(Locale.ROOT, "- %s; making a chooser takes %.0f µs, a choice %.2f µs%n", report.origin(),
                        report.loadNanos() / 1e3, report.chooseNanos() / 1e3));
        out.append("- ").append(summary("auto", report.cells(), Cell::auto)).append('\n');
        out.append("- ").append(summary("the built-in model alone", report.cells(), Cell::builtIn)).append('\n');
        List<Cell> worst = report.cells().stream().filter(cell -> cell.auto().regret() > 0)
                .sorted(Comparator.comparingDouble((Cell cell) -> cell.auto().regret()).reversed()).limit(WORST)
                .toList();
        if (!worst.isEmpty()) {
            out.append("\nThe worst cells:\n\n| shape | N | T | K | chosen | regret | 95 % interval | times |\n"
                    + "|---|--:|--:|--:|---|--:|--:|---|\n");
            worst.forEach(cell -> out.append(line(cell)));
        }
        return out.toString();
    }

    /** One line, for progress too. */
    public static String summary(RegretReport report) {
        return report.failure().isEmpty()
                ? summary("auto", report.cells(), Cell::auto)
                : "auto was not measured: " + report.failure();
    }

    private static String summary(String who, List<Cell> cells, Function<Cell, Pick> pick) {
        List<Pick> picks = cells.stream().map(pick).toList();
        long good = picks.stream().filter(Pick::isGood).count();
        long bad = picks.stream().filter(Pick::isSurelyBad).count();
        double worst = picks.stream().mapToDouble(Pick::regret).max().orElse(0);
        double mean = picks.stream().mapToDouble(Pick::regret).average().orElse(0);
        return String.format(Locale.ROOT,
                "%s: regret at most 10 %% in %d of %d cells (%.1f %%), surely above it in %d; mean %.1f %%, worst %.0f %%",
                who, good, picks.size(), 100.0 * good / picks.size(), bad, 100 * mean, 100 * worst);
    }

    private static String line(Cell cell) {
        Pick pick = cell.auto();
        return String.format(Locale.ROOT, "| %s | %,d | %d | %,d | %s | %.1f %% | %.1f to %.1f %% | %s |%n",
                cell.shape(), cell.n(), cell.t(), cell.k(), pick.backend(), 100 * pick.regret(), 100 * pick.low(),
                100 * pick.high(),
                cell.nanos().entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %,.0f ns", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }
}
