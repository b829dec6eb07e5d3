package io.alphafair.studies.regret;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.NamedWorkloads;
import io.alphafair.studies.Workload;
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
                "Of %d completions of the data %d have a fairest optimum. It looks fair because these add %+.2f IQ points "
                        + "to a woman and %+.2f to a man on average: uncertain data must not be treated like an uncertain "
                        + "objective.",
                outcome.completions(), outcome.fairest(), outcome.meanShift(true), outcome.meanShift(false)));
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
        row(table, (result.converged() ? "end, after " : "not converged after ") + result.steps() + " steps",
                result.theta()[0], result.s(), problem);
        report.table(table).say(String.format(Locale.ROOT,
                "The end is the optimum of U at its theta, up to %.1e: what it gains in fairness costs no U.",
                AlternatingAscent.distance(result.s(), problem.optimum(result.theta()[0]))));
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
        try (Workload nmes = NamedWorkloads.nmes();
                Backend backend = Backends.auto(nmes.items());
                Prepared prepared = backend.prepare(nmes.items())) {
            BestItems best = prepared.bestItems();
            Map<String, ToDoubleFunction<Allocation>> criteria = new LinkedHashMap<>();
            criteria.put("the worst-off group's utility", AlphaChoice::worstUtility);
            criteria.put("minus the Gini coefficient", AlphaChoice::minusGini);
            criteria.put("the sum of utilities", Allocation::totalUtility);
            criteria.put("no group above 1/3 of the budget", a -> -excess(a));
            TextTable table = new TextTable(String.format(Locale.ROOT,
                    "alpha as theta, in [%s, %s], on %s: every row is optimal for its alpha, so none has regret", from,
                    to, nmes.name()), "best by", "alpha", "value", "sum", "worst", "gap");
            List<Object> numbers = new ArrayList<>();
            criteria.forEach((name, criterion) -> {
                AlphaChoice choice = AlphaChoice.best(best, nmes.items().individualCount(), from, to, criterion);
                table.row(name, String.format(Locale.ROOT, "%.4f", choice.alpha()),
                        String.format(Locale.ROOT, "%.6g", choice.value() + 0.0),
                        String.format(Locale.ROOT, "%.4f", choice.allocation().totalUtility()),
                        String.format(Locale.ROOT, "%.4f", choice.allocation().worstUtility()),
                        String.format(Locale.ROOT, "%.0e", choice.allocation().dualityGap()));
                numbers.add(Map.of("criterion", name, "alpha", choice.alpha(), "value", choice.value()));
            });
            report.table(table).number("allocator", numbers);
        }
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
