package io.alphafair.bench.report;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.record.Environment;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The README's numbers: a selection of the rows of a recorded run's table, word for word, between two markers. */
public final class ReadmeTable {
    private static final String BEGIN = "<!-- table:begin -->";
    private static final String END = "<!-- table:end -->";
    private static final Pattern BLOCK = Pattern.compile(Pattern.quote(BEGIN) + ".*" + Pattern.quote(END),
            Pattern.DOTALL);
    private static final String HEAD = """
            | shape | N | T | K | | backend | time a call | ns an element | GB/s | x scalar | B/call |
            |---|--:|--:|--:|---|---|--:|--:|--:|--:|--:|
            """;
    private static final String ARGMAX = "\\| (uniform \\| 1,000,000 \\| 1|uniform \\| (1,000|100,000|1,000,000) \\| 8"
            + "|(ascending|scaled|tied) \\| 1,000,000 \\| 8) \\| 64 \\|.*";

    /** A table of the README: the sections of the record's that it takes rows from, and which rows. */
    private record Part(String text, List<String> sections, Predicate<String> rows) {}

    private static final List<Part> PARTS = List.of(
            new Part(
                    "The group argmax (GB/s counts every benefit, cost and label once); `tied` and `ascending` are the "
                            + "filter's worst cases:",
                    List.of("bestItems"), row -> row.matches(ARGMAX)),
            new Part("The whole answer on real people (NMES 1988, six kinds of care, groups by sex and race) and on a "
                    + "synthetic census:", List.of("nmes", "census"), row -> true),
            new Part(
                    "The backward step of a training loop: dL/d dose for all N x T doses in, dL/d benefit for all N x T "
                            + "benefits out:",
                    List.of("denseVjp"), row -> true),
            new Part(
                    "The closed form beside a solver that knows only the doses and the budget, at a size a solver can do:",
                    List.of("againstSolver"), row -> true));

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
        Environment environment = run.record().environment();
        String table = MarkdownTable.of(run.record());
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT,
                """
                        A selection of rows of [a recorded `%s` run](results/%s/table.md) on %s with %d CPUs (%s) and
                        %d-bit vectors. Every row's backend had first answered with the same bits as `scalar` in the same JVM (the solver: with
                        the same welfare to 1e-8). Compare rows, not machines; a run says itself which of its rows were unsteady. B/call is
                        adjusted: what stays below 8 KiB a JMH iteration is JMH's own and shown as 0 (raw values are in the record's
                        `jmh.json`); that `scalar` and `simd` allocate nothing is held by a test that counts their bytes itself.
                        `./alphafair report --readme README.md results/%s` made these tables.
                        """,
                environment.run().profile(), run.name(),
                environment.machine().virtualMachine() ? "a virtual machine" : "a machine",
                environment.machine().cpus(),
                MarkdownTable.escape(environment.machine().cpu()), environment.vectorBits(), run.name()));
        int rows = 0;
        for (Part part : PARTS) {
            List<String> found = part.sections().stream()
                    .flatMap(section -> rows(table, section).stream()).filter(part.rows()).toList();
            rows += found.size();
            if (!found.isEmpty()) {
                out.append('\n').append(part.text()).append("\n\n").append(HEAD)
                        .append(found.stream().collect(Collectors.joining("\n"))).append('\n');
            }
        }
        if (rows == 0) {
            throw new InvalidInputException(
                    "the run " + run.name() + " has none of the README's rows: expected one of the "
                            + "profiles quick, standard or full");
        }
        return out.toString();
    }

    private static List<String> rows(String table, String section) {
        return table.lines().dropWhile(line -> !line.equals("## " + section)).skip(1)
                .takeWhile(line -> !line.startsWith("## ")).filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| shape |")).toList();
    }
}
