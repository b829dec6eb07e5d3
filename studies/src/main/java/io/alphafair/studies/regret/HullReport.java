package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regret.SelectionLists.Selection;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import io.alphafair.tables.CsvFile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A caller's candidates with three attributes or more: the weights are anywhere in the hull of experts' weights. */
final class HullReport {
    private static final int MOST_PARTS = 20_000;
    /** Exchanges of one member per selection, each a linear programme, up to which all optimal selections are looked for. */
    private static final int MOST_EXCHANGES = 60;
    private static final int MOST_OPTIMAL = 200;

    private final Candidates candidates;
    private final Measure measure;
    private final int k;
    private final Experts experts;

    HullReport(Candidates candidates, Measure measure, int k, Experts experts) {
        this.candidates = candidates;
        this.measure = measure;
        this.k = k;
        this.experts = experts;
    }

    void addTo(StudyReport report, StudyProgress progress) {
        HullSearch search = new HullSearch(candidates.rounded(), experts.rounded(), k, measure.criterion());
        HullSearch.Result result = search.run(MOST_PARTS, done -> progress.at(done, "parts of the hull"));
        Selection first = first();
        Selection fairest = selection(result.weights(), result.members());
        Optional<List<Selection>> all = all(search);
        List<Selection> optimal = all.orElseGet(() -> search.found().entrySet().stream()
                .map(each -> selection(each.getValue(),
                        each.getKey().stream().mapToInt(Integer::intValue).toArray()))
                .toList());
        report.table(ways(first, fairest)).say("The fairest optimum takes "
                + candidates.inWords(fairest.members()) + "; any weights between those of the experts are as good as "
                + "their mean. " + certificate(result));
        report.number("search",
                Formats.entry("parts", result.parts(), "value", result.value(), "bound", result.bound()));
        new SelectionLists(candidates, measure, "weights", optimal, all.isPresent(), first, fairest).addTo(report,
                result.isExact());
    }

    private static String certificate(HullSearch.Result result) {
        return result.isExact()
                ? "No optimum is fairer."
                : Formats.number(
                        "Whether an optimum is fairer is open: after %,d parts of the weights, the "
                                + "criterion is at least %.6g, and certainly at most %.6g.",
                        result.parts(), result.value(),
                        result.bound());
    }

    /** The best for the mean of the experts' weights; of equal ones those of lowest number. */
    private Selection first() {
        List<Fraction> mean = experts.mean();
        Fraction[] scores = candidates.scores(mean);
        int[] members = IntStream.range(0, scores.length).boxed()
                .sorted(Comparator.comparing((Integer i) -> scores[i]).reversed()).limit(k)
                .mapToInt(Integer::intValue).sorted().toArray();
        return selection(mean.stream().mapToDouble(Fraction::doubleValue).toArray(), members);
    }

    private TextTable ways(Selection first, Selection fairest) {
        TextTable table = new TextTable("The best " + k + " of " + candidates.size() + " for weights of "
                + String.join(":", candidates.attributes()) + " between those of " + experts.weights().size()
                + " experts", "way", measure.noun(), "weights");
        table.row("the optimum at the mean", measure.text(first.members()), first.shown());
        table.row("the fairest optimum", measure.text(fairest.members()), fairest.shown());
        return table;
    }

    /** All optimal selections, where they are few enough to be found by a walk over exchanges. */
    private Optional<List<Selection>> all(HullSearch search) {
        WeightCell hull = search.hull();
        int[] open = hull.open();
        if (open.length == 0) {
            return Optional.of(List.of(selection(hull.middle(), hull.sure())));
        }
        if (hull.seats() * (open.length - hull.seats()) > MOST_EXCHANGES) {
            return Optional.empty();
        }
        HullSelection walk = search.ofOpen(hull);
        try {
            return Optional.of(walk.optimal(MOST_OPTIMAL).stream()
                    .map(places -> selection(hull.mixture(walk.shares(places).orElseThrow()),
                            Selections.union(hull.sure(), Arrays.stream(places).map(place -> open[place]).toArray())))
                    .toList());
        } catch (InvalidInputException | HullSelection.UnsolvedException e) {
            // Too many, or the solver gave up: those that the search found are listed as "at least".
            return Optional.empty();
        }
    }

    /** Weights as in {@code 0.25:0.5:0.25}. */
    private static Selection selection(double[] weights, int[] members) {
        return new Selection(
                Arrays.stream(weights).mapToObj(CsvFile::number).collect(Collectors.joining(":")),
                Arrays.stream(weights).mapToObj(weight -> Formats.number("%.4f", weight))
                        .collect(Collectors.joining(":")),
                members);
    }
}
