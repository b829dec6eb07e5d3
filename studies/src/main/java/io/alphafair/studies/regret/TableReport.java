package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import io.alphafair.tables.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The same question of a caller's candidates; their decimals are taken exactly. Candidates are named by their row, from 1. */
final class TableReport {
    private static final int MOST_ROWS = 40;
    private static final int MOST_NAMES = 10;

    private TableReport() {
    }

    /** @throws InvalidInputException if an option is given that a table has no use for, or the table is refused */
    static StudyReport of(StudyArguments arguments, Fraction from, Fraction to) {
        for (String option : List.of("admit", "quota", "n", "alpha", "seed")) {
            if (arguments.isGiven(option)) {
                throw new InvalidInputException(
                        "--" + option + " with --table: expected --theta, --k, --first, --second and "
                                + "--favoured only; leave out --" + option);
            }
        }
        for (String option : List.of("first", "second", "favoured", "k")) {
            if (!arguments.isGiven(option)) {
                throw new InvalidInputException("--table without --" + option
                        + ": expected --first COLUMN, --second COLUMN, --favoured COLUMN=VALUE and --k K with it");
            }
        }
        Table table = Table.read(Path.of(arguments.text("table")));
        BigDecimal[] first = decimals(table, arguments.text("first"), "first");
        BigDecimal[] second = decimals(table, arguments.text("second"), "second");
        int k = arguments.integer("k", 1, Math.max(1, table.rowCount() - 1));
        boolean[] favoured = favoured(table, arguments.text("favoured"));
        Mixture mixture = Mixture.of(first, second);
        Breakpoints breakpoints = Breakpoints.of(mixture, k, from, to);
        StudyReport report = new StudyReport();
        Fraction middle = from.midpoint(to);
        Ways ways = Ways.of(breakpoints, mixture, i -> favoured[i], middle);
        Fairest fairest = ways.fairest();
        report.table(changes(breakpoints, table.rowCount(), i -> favoured[i]))
                .table(ways.table("Fairness by a quota, and without regret", "favoured"))
                .say("The fairest optimum takes " + (k == 1 ? "row " : "rows ") + rows(fairest.members())
                        + "; any theta in " + Fairest.range(from, to) + " is as good as " + middle + ".");
        report.picture(new StudyReport.Picture("favoured", "the favoured among the optimal selection, by theta",
                ways.chart("The favoured among the best " + k, "theta: the weight of " + arguments.text("first"),
                        "favoured").toSvg()));
        report.number("breakpoints", breakpoints.changes().stream().map(change -> Map.of("theta",
                change.theta().toString(), "leave", numbers(change.left()), "enter", numbers(change.entered()), "tied",
                numbers(change.tied()))).toList());
        report.number("quota", Map.of("theta", middle.toString(), "rows", numbers(ways.quota().members()), "regret",
                ways.quota().regret().doubleValue()));
        report.number("fairest", Map.of("theta", fairest.theta().toString(), "favoured",
                ways.count(fairest.members()), "rows", numbers(fairest.members())));
        return report;
    }

    private static TextTable changes(Breakpoints breakpoints, int rowCount, IntPredicate isFavoured) {
        List<Interval> intervals = breakpoints.intervals();
        TextTable table = new TextTable(String.format(Locale.ROOT, "The best %d of %d, by theta: %s%s", breakpoints.k(),
                rowCount, LargeReport.counted(breakpoints.changes().size()),
                intervals.size() > MOST_ROWS ? ", the first " + MOST_ROWS + " stretches" : ""), "from", "to",
                "favoured", "then leave", "then enter", "tied there");
        for (int i = 0; i < Math.min(MOST_ROWS, intervals.size()); i++) {
            Change change = i < breakpoints.changes().size() ? breakpoints.changes().get(i) : null;
            table.row(intervals.get(i).from(), intervals.get(i).to(),
                    FavouredCount.of(intervals.get(i).tie(), breakpoints.k(), isFavoured),
                    change == null ? "" : rows(change.left()), change == null ? "" : rows(change.entered()),
                    change == null ? "" : rows(change.tied()));
        }
        return table;
    }

    private static BigDecimal[] decimals(Table table, String column, String option) {
        if (!table.columns().contains(column)) {
            throw new InvalidInputException("--" + option + " is '" + column + "': expected one of the columns "
                    + String.join(", ", table.columns()));
        }
        String[] texts = table.strings(column);
        BigDecimal[] values = new BigDecimal[texts.length];
        for (int row = 0; row < texts.length; row++) {
            try {
                values[row] = Fraction.decimal(texts[row]);
            } catch (NumberFormatException e) {
                throw new InvalidInputException("row " + (row + 1) + " of column " + column + " is '" + texts[row]
                        + "': expected a decimal number", e);
            }
        }
        return values;
    }

    private static boolean[] favoured(Table table, String condition) {
        int equals = condition.indexOf('=');
        if (equals < 0 || !table.columns().contains(condition.substring(0, equals))) {
            throw new InvalidInputException("--favoured is '" + condition
                    + "': expected COLUMN=VALUE with one of the columns " + String.join(", ", table.columns()));
        }
        String[] texts = table.strings(condition.substring(0, equals));
        boolean[] favoured = new boolean[texts.length];
        for (int row = 0; row < texts.length; row++) {
            favoured[row] = texts[row].equals(condition.substring(equals + 1));
        }
        long count = IntStream.range(0, favoured.length).filter(row -> favoured[row]).count();
        if (count == 0 || count == favoured.length) {
            throw new InvalidInputException("--favoured is '" + condition + "', which holds for " + count + " of "
                    + favoured.length + " rows: expected some but not all; the column's first value is '" + texts[0]
                    + "'");
        }
        return favoured;
    }

    private static List<Integer> numbers(int[] members) {
        return Arrays.stream(members).map(i -> i + 1).boxed().toList();
    }

    private static String rows(int[] members) {
        String rows = Arrays.stream(members).limit(MOST_NAMES).mapToObj(i -> String.valueOf(i + 1))
                .collect(Collectors.joining(" "));
        return members.length > MOST_NAMES ? rows + " and " + (members.length - MOST_NAMES) + " more" : rows;
    }
}
