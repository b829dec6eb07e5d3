package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The paper's warning on a caller's table: attributes known up to a half-width, filled in for fairness. */
final class UncertainReport {
    private final Candidates candidates;
    private final Measure measure;
    private final int k;
    private final BigDecimal[] widths;

    /** @throws InvalidInputException if the half-widths are not one number {@code >= 0} per attribute */
    UncertainReport(Candidates candidates, Measure measure, int k, StudyArguments arguments) {
        this.candidates = candidates;
        this.measure = measure;
        this.k = k;
        widths = Candidates.numbers(arguments, "half-width", candidates.attributes().size());
        if (Arrays.stream(widths).anyMatch(width -> width.signum() < 0)) {
            throw new InvalidInputException("--half-width is '" + arguments.text("half-width")
                    + "': expected numbers >= 0 in the units of the columns; 0 for an attribute that is known");
        }
    }

    /**
     * Adds what filling in does.
     *
     * @param weights of the attributes
     * @param theta these weights, in words
     */
    void addTo(StudyReport report, List<Fraction> weights, String theta) {
        Fraction width = Fraction.ZERO;
        for (int j = 0; j < widths.length; j++) {
            width = width.plus(weights.get(j)
                    .times(Fraction.of(widths[j]).dividedBy(Fraction.of(candidates.scales()[j].abs()))));
        }
        Fraction[] halfWidths = new Fraction[candidates.size()];
        Arrays.fill(halfWidths, width);
        IntervalData.Outcome outcome = IntervalData.of(candidates.scores(weights), halfWidths, k,
                measure.criterion());
        add(report, outcome, "A warning: scores at " + theta + " known up to " + number(width) + ", filled in so that "
                + "the optimum is fairest");
    }

    private void add(StudyReport report, IntervalData.Outcome outcome, String title) {
        IntPredicate isMember = i -> Arrays.binarySearch(outcome.best().members(), i) >= 0;
        boolean isGroup = measure.isFavoured() != null;
        IntPredicate some = isGroup ? measure.isFavoured() : isMember;
        double ofSome = meanAdded(outcome, some);
        double ofOthers = meanAdded(outcome, some.negate());
        TextTable table = new TextTable(title, "candidates", "number", "mean of what is added");
        table.row(isGroup ? "favoured" : "selected", count(some), signed(ofSome));
        table.row("others", count(some.negate()), signed(ofOthers));
        report.table(table).say("With the data as they are, the fairest optimum there has "
                + measure.text(outcome.asGiven().members()) + " for " + measure.noun() + "; filled in, "
                + measure.text(outcome.best().members()) + ". " + (outcome.isFairer()
                        ? "It looks fairer only because of what was added: uncertain data must not be treated like an "
                                + "uncertain objective."
                        : "The data as they are have an optimum that is as fair, so nothing had to be added.")
                + " Whatever the values are, " + outcome.sure() + " of the " + k + " are selected; "
                + outcome.possible()
                + " of " + candidates.size() + " candidates can be.");
        report.number("warning", Formats.entry("valueAsGiven", outcome.asGiven().value(), "value",
                outcome.best().value(),
                "isExact", outcome.best().isExact(), "rows", Candidates.rows(outcome.best().members()), "meanAdded",
                ofSome, "meanAddedToOthers", ofOthers, "selectedWhateverTheValues", outcome.sure(), "selectable",
                outcome.possible()));
    }

    private long count(IntPredicate some) {
        return IntStream.range(0, candidates.size()).filter(some).count();
    }

    private double meanAdded(IntervalData.Outcome outcome, IntPredicate some) {
        return IntStream.range(0, candidates.size()).filter(some).mapToDouble(i -> outcome.added()[i].doubleValue())
                .average().orElse(0);
    }

    private static String number(Fraction value) {
        return Formats.number("%.4g", value.doubleValue());
    }

    private static String signed(double value) {
        return Formats.number("%+.4f", value + 0.0);
    }
}
