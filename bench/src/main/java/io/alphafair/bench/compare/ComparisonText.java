package io.alphafair.bench.compare;

import io.alphafair.bench.compare.Judge.Judgement;
import io.alphafair.bench.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison in words, for a terminal; the page and the JSON use its sentences too. */
public final class ComparisonText {
    private ComparisonText() {
    }

    /** The whole comparison. */
    public static String of(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        summary(comparison).forEach(line -> out.append(line).append('\n'));
        if (!comparison.rows().isEmpty()) {
            out.append('\n');
            table(comparison).forEach(line -> out.append(line).append('\n'));
        }
        unmatched(out, "only in " + comparison.before().name(), comparison.onlyBefore());
        unmatched(out, "only in " + comparison.after().name(), comparison.onlyAfter());
        return out.toString();
    }

    /** What a reader must know, the most important first. */
    public static List<String> summary(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("before " + comparison.before().name() + ", after " + comparison.after().name());
        if (comparison.acrossMachines()) {
            lines.add("DIFFERENT MACHINES: " + comparison.before().machine() + ", then " + comparison.after().machine()
                    + "; no row says anything about the code alone");
        }
        lines.add(comparison.rows().isEmpty() ? "no cell is in both runs: nothing is compared" : counts(comparison));
        long few = comparison.rows().stream().filter(row -> row.time().paired().pairs() < Judge.ENOUGH_FORKS).count();
        if (few > 0) {
            lines.add(few + " cells have fewer than " + Judge.ENOUGH_FORKS
                    + " forks a side, which is never more than AMBIGUOUS: measure with bench -- -f 10");
        }
        lines.add(String.format(Locale.ROOT,
                "a change counts from %.3g %% on; equal runs have any cell called changed in at "
                        + "most %.0f %% of comparisons (Holm), as far as drift hits both runs alike",
                100 * comparison.threshold(), 200 * Judge.FALSE_ALARMS));
        comparison.notes().forEach(note -> lines.add("note: " + note));
        return lines;
    }

    private static String counts(Comparison comparison) {
        return comparison.rows().size() + " cells: time "
                + Stream.of(Change.MORE, Change.LESS, Change.SAME, Change.AMBIGUOUS)
                        .map(change -> comparison.times(change) + " " + change.ofTime())
                        .collect(Collectors.joining(", "))
                + "; allocation "
                + Stream.of(Change.MORE, Change.LESS, Change.SAME, Change.AMBIGUOUS)
                        .map(change -> comparison.bytes(change) + " " + change.ofBytes())
                        .collect(Collectors.joining(", "));
    }

    /** The rows with what changed first, the largest change on top. */
    public static List<Comparison.Row> ordered(Comparison comparison) {
        return comparison.rows().stream()
                .sorted(Comparator.comparingInt((Comparison.Row row) -> rank(row.time().change()))
                        .thenComparingDouble(row -> -Math.abs(Math.log(row.time().paired().ratio().value()))))
                .toList();
    }

    private static int rank(Change change) {
        return List.of(Change.MORE, Change.LESS, Change.AMBIGUOUS, Change.SAME).indexOf(change);
    }

    private static List<String> table(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("time", "change", "95 % interval", "allocation", "change", "cell", ""));
        for (Comparison.Row row : ordered(comparison)) {
            rows.add(List.of(row.time().change().ofTime(), percent(row.time().paired().ratio().value()),
                    interval(row.time().paired().ratio()),
                    row.bytes().map(bytes -> bytes.change().ofBytes()).orElse("not counted"),
                    row.bytes().map(bytes -> percent(bytes.paired().ratio().value())).orElse(""), row.cell().key(),
                    remarks(comparison, row.time())));
        }
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        return rows.stream().map(row -> {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column)).append(" ".repeat(widths[column] - row.get(column).length() + 2));
            }
            return line.toString().stripTrailing();
        }).toList();
    }

    /** What stands beside a row: why no more is said, and that the machines differ. */
    public static String remarks(Comparison comparison, Judgement judgement) {
        return Stream.of(comparison.acrossMachines() ? "different machines" : "", judgement.why())
                .filter(remark -> !remark.isEmpty()).collect(Collectors.joining("; "));
    }

    /** A ratio as a change, as in {@code +10.2 %}. */
    public static String percent(double ratio) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio - 1));
    }

    /** Its bounds as changes. */
    public static String interval(Estimate ratio) {
        return percent(ratio.low()) + " to " + percent(ratio.high());
    }

    private static void unmatched(StringBuilder out, String title, List<Comparison.Unmatched> cells) {
        if (!cells.isEmpty()) {
            out.append('\n').append(title).append(":\n");
            cells.forEach(cell -> out.append("  ").append(cell.cell().key())
                    .append(cell.why().isEmpty() ? "" : " (" + cell.why() + ")").append('\n'));
        }
    }
}
