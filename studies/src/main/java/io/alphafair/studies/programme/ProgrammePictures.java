package io.alphafair.studies.programme;

import io.alphafair.Fairness;
import io.alphafair.studies.chart.BarChart;
import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.programme.Decision.Share;
import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.StudyReport.Picture;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The study's pictures: who is reached, what each group has of it, and how that grows with the budget. */
final class ProgrammePictures {
    /** Half the width of the mark at the budget, as a part of the axis. */
    private static final double MARK = 0.002;

    private ProgrammePictures() {
    }

    static void add(StudyReport report, List<Decision> decisions, List<BudgetPath> paths, double budget) {
        report.picture(new Picture("reached", "the part of each group that is reached, by alpha",
                bars("Who is reached", "members reached, in %", decisions, "%.1f",
                        share -> 100 * share.reachedPart())));
        report.picture(new Picture("benefit", "each group's mean benefit, by alpha",
                bars("What each group has of it", "mean benefit of a member, in expected visits", decisions, "%.2f",
                        Share::meanBenefit)));
        for (BudgetPath path : paths) {
            String alpha = Alphas.text(Fairness.of(path.alpha()));
            report.picture(new Picture("path-" + alpha, "each group's mean benefit as the budget grows, alpha " + alpha,
                    path(path, decisions.getFirst().groups(), alpha, budget)));
        }
    }

    private static String bars(String title, String yLabel, List<Decision> decisions, String format,
            ToDoubleFunction<Share> height) {
        BarChart chart = new BarChart(title, yLabel, decisions.stream()
                .map(decision -> "alpha " + Alphas.text(Fairness.of(decision.alpha()))).toList(),
                value -> String.format(Locale.ROOT, format, value));
        List<Share> groups = decisions.getFirst().groups();
        for (int k = 0; k < groups.size(); k++) {
            int group = k;
            chart.bars(groups.get(k).group(),
                    decisions.stream().mapToDouble(decision -> height.applyAsDouble(decision.groups().get(group)))
                            .toArray());
        }
        return chart.toSvg();
    }

    private static String path(BudgetPath path, List<Share> groups, String alpha, double budget) {
        Chart chart = new Chart("The budget path, alpha " + alpha, "budget, in visits to a physician's office",
                "mean benefit of a member, in expected visits");
        double largest = path.budgets()[path.budgets().length - 1];
        if (budget < largest) {
            chart.band(budget - MARK * largest, budget + MARK * largest, "the budget");
        }
        for (int k = 0; k < groups.size(); k++) {
            chart.line(groups.get(k).group(), path.budgets(), path.meanBenefit().get(k));
        }
        return chart.toSvg();
    }
}
