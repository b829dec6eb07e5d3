package io.alphafair.studies.verify;

import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.List;
import java.util.Map;

/** The doses that the notebooks printed beside ours, and where CVXPY's differences come from. */
final class DoseTables {
    private DoseTables() {
    }

    /**
     * Adds the tables of one data set; of data for which no doses were printed there are none.
     *
     * @return the numbers
     */
    static List<Map<String, Object>> add(StudyReport report, NotebookData data) {
        List<DoseComparison> comparisons = PrintedDoses.of(data).stream()
                .map(printed -> DoseComparison.of(data, printed)).toList();
        if (comparisons.isEmpty()) {
            return List.of();
        }
        TextTable doses = new TextTable("Doses beside those that were printed, " + data.name(), "alpha, entry",
                "closed form", "solver", "notebook", "CVXPY");
        TextTable gaps = new TextTable("The doses that CVXPY printed, " + data.name(), "alpha", "max |d - d'|",
                "relative", "W lost", "by shares", "unspent");
        for (DoseComparison comparison : comparisons) {
            PrintedDoses printed = comparison.printed();
            String alpha = Alphas.text(printed.fairness());
            for (int entry : comparison.entries()) {
                doses.row(alpha + ", (" + entry / data.t() + ", " + entry % data.t() + ")",
                        Formats.number("%.8f", comparison.dose()[entry]),
                        Formats.number("%.6f", comparison.solverDose()[entry]),
                        Formats.number("%.8f", printed.closedForm()[entry]),
                        Formats.number("%.6f", printed.cvxpy()[entry]));
            }
            gaps.row(alpha, Formats.number("%.3e", comparison.largestGap()),
                    Formats.number("%.1e", comparison.largestRelativeGap()),
                    Formats.number("%.1e", comparison.lost()), Formats.number("%.1e", comparison.lostByShares()),
                    Formats.number("%.1e", comparison.unspent()));
        }
        report.table(doses).table(gaps);
        return comparisons.stream().map(comparison -> entry(data, comparison)).toList();
    }

    private static Map<String, Object> entry(NotebookData data, DoseComparison comparison) {
        return Map.of("data", data.name(), "alpha", comparison.printed().fairness().alpha(), "dose", comparison.dose(),
                "solverDose", comparison.solverDose(), "cvxpyDose", comparison.printed().cvxpy(), "largestGap",
                comparison.largestGap(), "lost", comparison.lost(), "lostByShares", comparison.lostByShares());
    }

    /** The largest gap that was printed: notebook 2 at alpha = 1. */
    static void explain(StudyReport report) {
        DoseComparison largest = DoseComparison.of(NotebookData.all()[1],
                PrintedDoses.of(NotebookData.all()[1]).get(1));
        report.say("Why CVXPY's doses differ: at alpha = 1 the optimum of W is flat. Where each group's share of the "
                + "money is off by a factor 1 + e_k, W loses about half the sum of e_k^2. The gap that notebook 2 "
                + "printed there, " + Formats.number("%.3e", largest.largestGap()) + ", is a dose that is off by "
                + Formats.number("%.1e", largest.largestRelativeGap()) + " of its size; by the shares W loses only "
                + Formats.number("%.1e", largest.lostByShares()) + ", and in all "
                + Formats.number("%.1e", largest.lost())
                + ". So a solver that stops when W is right to 8 digits has doses that "
                + "are right to 4.");
    }
}
