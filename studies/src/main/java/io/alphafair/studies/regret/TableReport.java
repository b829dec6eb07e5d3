package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.tables.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The same question of a caller's candidates: reads the options, and leaves the answer to a report for the number of attributes. */
final class TableReport {
    private final StudyArguments arguments;
    private final Table table;
    private final int k;
    private final Candidates candidates;
    private final Measure measure;
    /** Null if all data are certain. */
    private final UncertainReport uncertain;

    private TableReport(StudyArguments arguments) {
        this.arguments = arguments;
        table = Table.read(Path.of(arguments.text("table")));
        if (table.rowCount() < 2) {
            throw new InvalidInputException(
                    table.name() + " has one row: expected two candidates or more to select from");
        }
        k = arguments.integer("k", 1, table.rowCount() - 1);
        candidates = Candidates.of(table, arguments);
        measure = Measures.of(table, arguments, k);
        uncertain = arguments.isGiven("half-width") ? new UncertainReport(candidates, measure, k, arguments) : null;
    }

    /**
     * The report.
     *
     * @param from the least theta, if no experts are given
     * @param to the largest theta
     * @throws InvalidInputException if an option is given that a table has no use for, or the table is refused
     */
    static StudyReport of(StudyArguments arguments, Fraction from, Fraction to, StudyProgress progress) {
        for (String option : List.of("admit", "n", "alpha", "seed")) {
            if (arguments.isGiven(option)) {
                throw new InvalidInputException("--" + option
                        + " with --table: expected options of the candidates in the table only; leave out --" + option);
            }
        }
        if (!arguments.isGiven("k")) {
            throw new InvalidInputException(
                    "--table without --k: expected the number of candidates to select; add --k K");
        }
        if (arguments.isGiven("experts") && arguments.isGiven("theta")) {
            throw new InvalidInputException("--experts and --theta exclude each other: expected one of them; drop one");
        }
        return new TableReport(arguments).report(from, to, progress);
    }

    private StudyReport report(Fraction from, Fraction to, StudyProgress progress) {
        StudyReport report = new StudyReport();
        int attributes = candidates.attributes().size();
        Fraction share = quota();
        Experts experts = arguments.isGiven("experts")
                ? Experts.parse(arguments.text("experts"), candidates.attributes())
                : null;
        if (attributes > 2) {
            if (experts == null) {
                throw new InvalidInputException(attributes + " attributes without --experts: expected at least two "
                        + "experts' weights, as in --experts " + ":1".repeat(attributes).substring(1) + ",2"
                        + ":1".repeat(attributes - 1) + "; --theta is for two attributes");
            }
            if (share != null) {
                throw new InvalidInputException("--quota with " + attributes
                        + " attributes: expected two attributes for the comparison with a quota; leave out --quota");
            }
            new HullReport(candidates, measure, k, experts).addTo(report, progress);
            addWarning(report, experts.mean(), "the mean weights");
            return report;
        }
        Fraction least = experts == null ? from : experts.leastOfFirst();
        Fraction most = experts == null ? to : experts.mostOfFirst();
        new MixtureReport(candidates, measure, k, least, most, progress).addTo(report, share);
        Fraction middle = least.midpoint(most);
        addWarning(report, List.of(middle, Fraction.ONE.minus(middle)), "theta = " + middle);
        return report;
    }

    private void addWarning(StudyReport report, List<Fraction> weights, String theta) {
        if (uncertain != null) {
            uncertain.addTo(report, weights, theta);
        }
    }

    /** The share that a quota asks for, or null for one half. */
    private Fraction quota() {
        if (!arguments.isGiven("quota")) {
            return null;
        }
        if (measure.isFavoured() == null) {
            throw new InvalidInputException(
                    "--quota without --favoured: expected the one group that the quota is for; leave out --quota, or give the group with "
                            + "--favoured COLUMN=VALUE and a --criterion that counts it");
        }
        Fraction share = RegretStudy.fraction("quota", arguments.text("quota"));
        int favoured = (int) IntStream.range(0, table.rowCount()).filter(measure.isFavoured()).count();
        int most = Math.min(k, favoured);
        if (share.compareTo(Fraction.ZERO) < 0 || share.compareTo(Fraction.of(most, k)) >= 0) {
            throw new InvalidInputException("--quota is '" + arguments.text("quota") + "' with " + k
                    + " selected: expected at least 0 and less than " + Fraction.of(most, k) + ", because " + favoured
                    + " of the " + table.rowCount() + " candidates are favoured");
        }
        return share;
    }
}
