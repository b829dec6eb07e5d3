package io.alphafair.studies.regret;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.nmes.Grouping;
import io.alphafair.studies.nmes.Nmes;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The warning, the gradient ascent, and alpha as theta. */
final class OtherReports {
    private static final int HALF_WIDTH = 10;
    /** More than rounding: what a variance must fall by to be called fairer. */
    private static final double FAIRER = 1e-12;

    private OtherReports() {
    }

    static void addWarning(StudyReport report, int k) {
        UncertainData.Outcome outcome = UncertainData.fairest(HALF_WIDTH, k);
        TextTable table = new TextTable("A warning: IQs known up to " + HALF_WIDTH + " points, filled in so that the "
                + "optimum at theta = 1/2 is fairest", "student", "gender", "IQ", "mean of what is added");
        for (int i = 0; i < Students.ALL.size(); i++) {
            Students.Student student = Students.ALL.get(i);
            table.row(student.name(), student.isWoman() ? "f" : "m", student.iq() + " +- " + HALF_WIDTH,
                    String.format(Locale.ROOT, "%+.2f", outcome.meanShift()[i]));
        }
        report.table(table).say(String.format(Locale.ROOT,
                "Of %d completions of the data %d have an optimum with %.0f for |men - women|, and none has a fairer one. "
                        + "These add %+.2f IQ points to a woman and %+.2f to a man on average. ",
                outcome.completions(), outcome.fairest(), Math.abs(outcome.balance()), outcome.meanShift(true) + 0.0,
                outcome.meanShift(false) + 0.0)
                + (outcome.balance() > outcome.balanceAsGiven()
                        ? "That optimum looks fair only because of what was added: uncertain data must not be treated like "
                                + "an uncertain objective."
                        : "The data as they are have an optimum that is as fair, so nothing had to be added."));
        report.number("warning", Map.of("completions", outcome.completions(), "fairest", outcome.fairest(),
                "meanShiftOfWomen", outcome.meanShift(true), "meanShiftOfMen", outcome.meanShift(false)));
    }

    static void addAscent(StudyReport report, Fraction from, Fraction to) {
        EffortProblem problem = new EffortProblem(new double[]{6, 2, 1}, new double[]{1, 3, 5}, from.doubleValue(),
                to.doubleValue());
        double[] theta = {to.doubleValue()};
        double[] start = problem.optimum(theta[0]);
        AlternatingAscent.Result result = new AlternatingAscent(0.2, 0.1).run(problem, start, theta, 1e-12, 20_000);
        TextTable table = new TextTable("Gradient ascent, a continuous example (efforts for three groups)", "", "theta",
                "efforts", "variance of the efforts");
        row(table, "start", theta[0], start, problem);
        row(table, (result.converged() ? "end, after " : "not converged after ") + result.steps()
                + (result.steps() == 1 ? " step" : " steps"),
                result.theta()[0], result.s(), problem);
        report.table(table);
        double distance = AlternatingAscent.distance(result.s(), problem.optimum(result.theta()[0]));
        double gain = problem.criterion(result.s()) - problem.criterion(start);
        if (!result.converged()) {
            report.say(String.format(Locale.ROOT,
                    "The ascent has not converged: its efforts are %.1e from the optimum of U at its theta.",
                    distance));
        } else if (gain > FAIRER) {
            report.say(String.format(Locale.ROOT,
                    "The end is the optimum of U at its theta, up to %.1e: what it gains in fairness costs no U.",
                    distance));
        } else {
            report.say(String.format(Locale.ROOT,
                    "The start is the optimum of U at its theta, and no theta beside it in %s is fairer.",
                    Fairest.range(from, to)));
        }
        report.number("ascent", Map.of("theta", result.theta(), "efforts", result.s(), "steps", result.steps(),
                "converged", result.converged()));
    }

    private static void row(TextTable table, String name, double theta, double[] s, EffortProblem problem) {
        table.row(name, String.format(Locale.ROOT, "%.6f", theta),
                String.format(Locale.ROOT, "%.4f %.4f %.4f", s[0], s[1], s[2]),
                String.format(Locale.ROOT, "%.6f", -problem.criterion(s)));
    }

    /** Real people; the criteria include one of a caller's own. */
    static void addAllocator(StudyReport report, double from, double to) {
        try (Items nmes = Nmes.problem(Grouping.SEX_AND_RACE).items();
                Backend backend = Backends.auto(nmes);
                Prepared prepared = backend.prepare(nmes)) {
            BestItems best = prepared.bestItems();
            Map<String, ToDoubleFunction<Allocation>> criteria = new LinkedHashMap<>();
            criteria.put("the worst-off group's utility", AlphaChoice::worstUtility);
            criteria.put("minus the Gini coefficient", AlphaChoice::minusGini);
            criteria.put("the sum of utilities", Allocation::totalUtility);
            criteria.put("minus a share's excess over 1/3", a -> -excess(a));
            TextTable table = new TextTable(String.format(Locale.ROOT,
                    "alpha as theta, in [%s, %s], on nmes: every row is optimal for its alpha, so none has regret",
                    alpha("%s", from), alpha("%s", to)), "best by", "alpha", "value", "sum", "worst", "gap");
            List<Object> numbers = new ArrayList<>();
            criteria.forEach((name, criterion) -> {
                AlphaChoice choice = AlphaChoice.best(best, nmes.individualCount(), from, to, criterion);
                table.row(name, alpha("%.4f", choice.alpha()),
                        String.format(Locale.ROOT, "%.6g", choice.value() + 0.0),
                        String.format(Locale.ROOT, "%.4f", choice.allocation().totalUtility()),
                        String.format(Locale.ROOT, "%.4f", choice.allocation().worstUtility()),
                        String.format(Locale.ROOT, "%.0e", choice.allocation().dualityGap()));
                numbers.add(Map.of("criterion", name, "alpha", choice.alpha(), "value", choice.value()));
            });
            report.table(table).number("allocator", numbers);
        }
    }

    private static String alpha(String format, double alpha) {
        return alpha == Double.POSITIVE_INFINITY ? "inf" : String.format(Locale.ROOT, format, alpha);
    }

    /** By how much the largest share of the budget exceeds one third. */
    private static double excess(Allocation allocation) {
        double largest = 0;
        for (int group = 0; group < allocation.groupCount(); group++) {
            largest = Math.max(largest, allocation.budget(group));
        }
        return Math.max(0, largest / allocation.totalBudget() - 1.0 / 3);
    }
}
