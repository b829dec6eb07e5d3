package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.regret.SelectionLists.Selection;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.List;

/** A caller's candidates with two attributes: theta weighs the first, and everything is exact. */
final class MixtureReport {
    private static final int MOST_ROWS = 40;

    private final Candidates candidates;
    private final Measure measure;
    private final Mixture mixture;
    private final Breakpoints breakpoints;
    private final Fraction from;
    private final Fraction to;

    MixtureReport(Candidates candidates, Measure measure, int k, Fraction from, Fraction to, StudyProgress progress) {
        this.candidates = candidates;
        this.measure = measure;
        this.from = from;
        this.to = to;
        mixture = candidates.mixture();
        breakpoints = Breakpoints.of(mixture, k, from, to, done -> progress.at(done, "breakpoints"));
    }

    /** @param share the quota admits a larger share of the favoured; null for one half */
    void addTo(StudyReport report, Fraction share) {
        int k = breakpoints.k();
        Fraction middle = from.midpoint(to);
        Ways ways = Ways.of(breakpoints, mixture, measure, middle, share);
        Fairest fairest = ways.fairest();
        report.table(changes())
                .table(ways.table(
                        measure.isFavoured() == null
                                ? "Fairness without regret"
                                : "Fairness by a quota, and without regret"))
                .say("The fairest optimum takes " + candidates.inWords(fairest.members()) + "; any theta in "
                        + Fairest.range(from, to) + " is as good as " + middle + ".");
        report.picture(new StudyReport.Picture("favoured", measure.noun() + " among the optimal selection, by theta",
                ways.chart(measure.noun() + " among the best " + k,
                        "theta: the weight of " + candidates.attributes().getFirst()).toSvg()));
        report.number("breakpoints", breakpoints.changes().stream().map(change -> Formats.entry("theta",
                change.theta().toString(), "leave", Candidates.rows(change.left()), "enter",
                Candidates.rows(change.entered()), "tied", Candidates.rows(change.tied()))).toList());
        if (ways.quota() != null) {
            report.number("quota", Formats.entry("theta", middle.toString(), "rows",
                    Candidates.rows(ways.quota().members()), "regret", ways.quota().regret().doubleValue()));
        }
        Fairest.Optima optima = Fairest.optima(breakpoints);
        List<Selection> optimal = optima.selections().stream()
                .map(optimum -> selection(optimum.theta(), optimum.members())).toList();
        new SelectionLists(candidates, measure, "theta", optimal, optima.crowded().isEmpty(),
                selection(middle, ways.free().members()), selection(fairest.theta(), fairest.members()))
                .addTo(report, fairest.isExact());
    }

    private static Selection selection(Fraction theta, int[] members) {
        return new Selection(theta.toString(), Ways.theta(theta), members);
    }

    private TextTable changes() {
        List<Interval> intervals = breakpoints.intervals();
        TextTable table = new TextTable(Formats.number("The best %d of %d, by theta: %s%s", breakpoints.k(),
                candidates.size(), LargeReport.counted(breakpoints.changes().size()),
                intervals.size() > MOST_ROWS ? ", the first " + MOST_ROWS + " stretches" : ""), "from", "to",
                measure.noun(), "then leave", "then enter", "tied there");
        for (int i = 0; i < Math.min(MOST_ROWS, intervals.size()); i++) {
            Change change = i < breakpoints.changes().size() ? breakpoints.changes().get(i) : null;
            table.row(intervals.get(i).from(), intervals.get(i).to(),
                    measure.text(intervals.get(i).tie(), breakpoints.k()),
                    change == null ? "" : candidates.text(change.left()),
                    change == null ? "" : candidates.text(change.entered()),
                    change == null ? "" : candidates.text(change.tied()));
        }
        return table;
    }
}
