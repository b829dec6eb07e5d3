package io.alphafair.bench.report;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.report.Table.Row;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The README's numbers: a selection of the rows of a recorded run's tables, between two markers. */
public final class ReadmeTable {
    private static final String BEGIN = "<!-- table:begin -->";
    private static final String END = "<!-- table:end -->";
    private static final Pattern BLOCK = Pattern.compile(Pattern.quote(BEGIN) + ".*" + Pattern.quote(END),
            Pattern.DOTALL);
    private static final List<String> COLUMNS = List.of("shape", "N", "T", "K", "parameters", "backend", "median",
            "ns/element",
            "GB/s", Tables.SPEEDUP, "B/op", "forks");

    /** The group argmax, which takes nearly all of the time of an allocation. */
    private static final String TABLE = "bestItems";
    /** What the cells that name the problem must match. */
    private static final String ROWS = "uniform (1,000|100,000|1,000,000) 8 64 .*";

    /** What stands in Markdown as it is, in a link and in a code span. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}.,_+@-]+");

    private ReadmeTable() {
    }

    /**
     * The README with the rows of a run.
     *
     * @throws InvalidInputException if it has no markers, or the run none of the rows
     */
    public static String into(String readme, NamedRun run) {
        Matcher block = BLOCK.matcher(readme);
        if (!block.find()) {
            throw new InvalidInputException("expected the lines " + BEGIN + " and " + END + " in the README");
        }
        return block.replaceFirst(Matcher.quoteReplacement(BEGIN + "\n" + of(run) + END));
    }

    /** What stands between the markers. */
    static String of(NamedRun run) {
        Environment environment = run.run().environment();
        String rows = Tables.cells(run.run()).stream().filter(table -> table.id().equals(TABLE))
                .map(ReadmeTable::select).filter(table -> !table.rows().isEmpty()).map(TextPrinter::table)
                .collect(Collectors.joining("\n"));
        if (rows.isEmpty()) {
            throw new InvalidInputException(
                    "the run " + run.name() + " has none of the README's rows: expected one of the "
                            + "profiles quick, standard or full");
        }
        requirePlain("name", run.name());
        requirePlain("profile", environment.run().profile());
        return """
                The group argmax, which takes nearly all of the time of an allocation, in [a recorded `%s` run](results/%s/report.md) on
                a %s with %d CPUs (%s). %s
                GB/s counts the bytes that every correct answer must move. Each answer was checked before it was measured. Times
                of different machines are not comparable. `./alphafair report --readme README.md results/%s` wrote this table.

                %s"""
                .formatted(environment.run().profile(), run.name(),
                        environment.machine().virtualMachine() ? "virtual machine" : "machine",
                        environment.machine().cpus(),
                        TextPrinter.escape(environment.machine().cpu()), TextPrinter.LEGEND, run.name(), rows);
    }

    private static void requirePlain(String what, String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new InvalidInputException("the run's " + what + " is '" + text
                    + "': expected letters, digits and .,_+@- only, as the README shows it");
        }
    }

    /** The unmarked rows whose first four cells, which name the problem, match, with the README's columns. */
    private static Table select(Table table) {
        List<Row> selected = table.rows().stream().filter(row -> !row.marked() && IntStream.range(0, 4)
                .mapToObj(place -> table.columns().get(place).text(row.cells().get(place)) + " ")
                .collect(Collectors.joining()).matches(ROWS)).toList();
        return new Table(table.id(), table.title(), table.text(), table.columns(), selected)
                .select(IntStream.range(0, table.columns().size())
                        .filter(place -> COLUMNS.contains(table.columns().get(place).name())).toArray());
    }
}
