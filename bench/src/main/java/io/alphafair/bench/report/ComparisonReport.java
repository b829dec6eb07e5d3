package io.alphafair.bench.report;

import io.alphafair.bench.compare.Comparison;
import io.alphafair.bench.compare.Comparison.Row;
import io.alphafair.bench.compare.Judge;
import io.alphafair.bench.compare.Judge.Change;
import io.alphafair.bench.compare.Judge.Judgement;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.report.Figure.Axis;
import io.alphafair.bench.report.Figure.Dot;
import io.alphafair.bench.report.Report.Finding;
import io.alphafair.bench.report.Table.Cell;
import io.alphafair.bench.report.Table.Maker;
import io.alphafair.bench.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What readers and programs get of a comparison of two runs. */
public final class ComparisonReport {
    /** The page's file in the later one of two records that were measured together. */
    public static final String FILE = "comparison.html";

    /** The version of the layout of {@link #json}. */
    private static final int SCHEMA = 2;
    /** The verdicts, those first that a reader must see. */
    private static final List<Change> ORDER = List.of(Change.MORE, Change.LESS, Change.AMBIGUOUS, Change.SAME);

    private record Document(int schema, String before, String after, double threshold, boolean acrossMachines,
            Map<String, Long> time, Map<String, Long> allocation, List<JsonRow> cells,
            List<Comparison.Unmatched> unmatched, List<String> notes) {}

    private record JsonRow(String question, Problem problem, Id subject, long unsettledForks, Judged time,
            Judged allocation) {}

    private record Judged(String change, int pairs, double ratio, double low, double high, double p, double corrected,
            String why) {
        static Judged of(Judgement judgement, Function<Change, String> word) {
            Estimate ratio = judgement.paired().ratio();
            return new Judged(word.apply(judgement.change()), judgement.paired().pairs(), ratio.value(), ratio.low(),
                    ratio.high(), judgement.paired().p(), judgement.corrected(), judgement.why());
        }
    }

    private ComparisonReport() {
    }

    /** The verdicts and tables for a terminal. */
    public static String text(Comparison comparison) {
        return TextPrinter.markdown(page(comparison));
    }

    /** One page with everything in it. */
    public static String html(Comparison comparison) {
        return HtmlPrinter.print(page(comparison));
    }

    /** Indented JSON for programs; ratios are after over before, with their 95 % intervals. */
    public static String json(Comparison comparison) {
        return Json.text(new Document(SCHEMA, comparison.before().name(), comparison.after().name(),
                comparison.threshold(), comparison.acrossMachines(), counts(Change::ofTime, comparison::times),
                counts(Change::ofBytes, comparison::bytes),
                comparison.rows().stream().map(row -> new JsonRow(row.question(), row.problem(), row.subject(),
                        row.unsettled(), Judged.of(row.time(), Change::ofTime),
                        row.bytes().map(bytes -> Judged.of(bytes, Change::ofBytes)).orElse(null))).toList(),
                comparison.unmatched(), comparison.notes()));
    }

    private static Map<String, Long> counts(Function<Change, String> word, Function<Change, Long> count) {
        Map<String, Long> counts = new LinkedHashMap<>();
        ORDER.forEach(change -> counts.put(word.apply(change), count.apply(change)));
        return counts;
    }

    private static Report.Page page(Comparison comparison) {
        String title = comparison.before().name() + " → " + comparison.after().name();
        // What changed comes first, the largest change on top.
        List<Row> rows = comparison.rows().stream()
                .sorted(Comparator.comparingInt((Row row) -> ORDER.indexOf(row.time().change()))
                        .thenComparingDouble(row -> -Math.abs(Math.log(row.time().paired().ratio().value()))))
                .toList();
        return new Report.Page("alphafair comparison", title,
                List.of(new Report.Summary(title, findings(comparison))),
                List.of(new Report.Section("changes", "", "", "", figure(rows), List.of()),
                        // Rows of this section can be filtered.
                        new Report.Section("compared", "", "", "", List.of(), tables(comparison, rows))),
                List.of(), Arrays.stream(Change.values()).map(Change::ofTime).toList());
    }

    /** What a reader must know, the most important first. */
    private static List<Finding> findings(Comparison comparison) {
        List<Finding> findings = new ArrayList<>();
        if (comparison.acrossMachines()) {
            findings.add(new Finding("Different machines", comparison.before().machine() + ", then "
                    + comparison.after().machine() + "; no row says anything about the code alone"));
        }
        findings.add(new Finding("Verdicts", comparison.rows().isEmpty()
                ? "no cell was measured in both runs: nothing is compared"
                : comparison.rows().size() + " cells: time " + words(counts(Change::ofTime, comparison::times))
                        + "; allocation " + words(counts(Change::ofBytes, comparison::bytes))));
        long few = comparison.rows().stream().filter(row -> row.time().paired().pairs() < Judge.ENOUGH_FORKS).count();
        if (few > 0) {
            findings.add(new Finding("Too few forks", "cells with fewer than " + Judge.ENOUGH_FORKS
                    + " pairs of forks that count: " + few
                    + "; their verdict is always AMBIGUOUS; measure with bench -- -f 10"));
        }
        findings.add(new Finding("Threshold", String.format(Locale.ROOT,
                "a change counts from %.3g %% on; at most %.0f %% of comparisons of identical code report any change",
                100 * comparison.threshold(), 200 * Judge.FALSE_ALARMS)));
        comparison.notes().forEach(note -> findings.add(new Finding("Note", note)));
        return findings;
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static List<Table> tables(Comparison comparison, List<Row> rows) {
        List<Table> tables = new ArrayList<>(Table.of("compared", rows,
                row -> row.time().change() == Change.AMBIGUOUS,
                List.of(Maker.text("time", row -> row.time().change().ofTime()),
                        new Maker<>("change of time", Unit.PERCENT, row -> percent(row.time(), 1)),
                        new Maker<>("pairs of forks", Unit.COUNT, row -> Cell.of(row.time().paired().pairs())),
                        Maker.text("allocation",
                                row -> row.bytes().map(bytes -> bytes.change().ofBytes()).orElse("not counted")),
                        new Maker<>("change of allocation", Unit.PERCENT,
                                row -> row.bytes().map(bytes -> percent(bytes, 1)).orElse(Cell.EMPTY)),
                        Maker.text("cell", Row::name),
                        Maker.text("notes", row -> remarks(row, comparison.acrossMachines())))));
        tables.addAll(Table.of("not-compared", comparison.unmatched(), cell -> true,
                List.of(Maker.text("not compared", Comparison.Unmatched::cell),
                        Maker.text("only in", Comparison.Unmatched::only),
                        Maker.text("reason", Comparison.Unmatched::why))));
        return tables;
    }

    /** Why the verdict is AMBIGUOUS, forks that were left out, and that the machines differ. */
    private static String remarks(Row row, boolean acrossMachines) {
        return Stream.of(row.time().why(), row.unsettled() == 0 ? "" : "unsettled forks left out: " + row.unsettled(),
                acrossMachines ? "different machines" : "").filter(remark -> !remark.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** The ratio less something, in percent. */
    private static Cell percent(Judgement judgement, double less) {
        Estimate ratio = judgement.paired().ratio();
        return Cell.of(ratio.value() - less, ratio.low() - less, ratio.high() - less).times(100);
    }

    private static List<Figure> figure(List<Row> rows) {
        return Figure.of("changes", Figure.Kind.STACK, Axis.CATEGORIES,
                new Axis("time after, % of the time before", Unit.PERCENT, false),
                rows.stream().map(row -> Dot.bar(row.question(), row.time().change().ofTime(),
                        row.subject() + ", " + row.problem(), percent(row.time(), 0), row.time().why())).toList(),
                Map.of());
    }
}
