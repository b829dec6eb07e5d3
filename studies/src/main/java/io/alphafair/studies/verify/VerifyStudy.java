package io.alphafair.studies.verify;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyOption;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import io.alphafair.studies.verify.Checks.Differentiated;
import io.alphafair.studies.verify.Checks.Solved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code study verify}. */
public final class VerifyStudy implements Study {
    private static final List<String> DATA_OPTIONS = List.of("n", "t", "k", "budget", "seed", "benefit-span",
            "cost-from");
    private static final int MOST_ENTRIES = 50_000_000;

    /** A study. */
    public VerifyStudy() {
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "The closed form against a solver, its derivatives against finite differences, on the notebooks' data.";
    }

    @Override
    public List<StudyOption> options() {
        return List.of(
                new StudyOption("alpha", "A,B", "0,1,0.5,2,5,inf",
                        "levels of fairness of the checks; printed doses are shown "
                                + "for all alphas that they were printed for"),
                new StudyOption("n", "N", "4", "individuals; with none of the options from here on the notebooks' four "
                        + "data sets are taken"),
                new StudyOption("t", "T", "4", "items"), //
                new StudyOption("k", "K", "3", "groups"),
                new StudyOption("budget", "Q", "200", "budget"),
                new StudyOption("benefit-span", "S", "4", "benefits are uniform in 1 .. 1 + S"),
                new StudyOption("cost-from", "C", "0.2", "costs are uniform in C .. 1"),
                StudyOption.seed(0));
    }

    @Override
    public StudyReport run(StudyArguments arguments, StudyProgress progress) {
        List<Fairness> levels = arguments.fairnesses("alpha");
        NotebookData[] all = DATA_OPTIONS.stream().anyMatch(arguments::isGiven)
                ? new NotebookData[]{own(arguments)}
                : NotebookData.all();
        StudyReport report = new StudyReport();
        List<Map<String, Object>> numbers = new ArrayList<>();
        List<Map<String, Object>> doses = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            NotebookData data = all[i];
            List<Solved> solved = new ArrayList<>();
            List<Differentiated> differentiated = new ArrayList<>();
            for (int level = 0; level < levels.size(); level++) {
                progress.at((i + (double) level / levels.size()) / all.length, data.name());
                solved.add(Checks.solve(data, levels.get(level)));
                differentiated.add(Checks.differentiate(data, levels.get(level)));
            }
            report.table(solverTable(data, solved));
            for (Solved row : solved) {
                if (!row.note().isEmpty()) {
                    report.say("alpha " + row.alpha() + ": " + row.note() + ".");
                }
            }
            doses.addAll(DoseTables.add(report, data));
            report.table(gradientTable(data, differentiated)).table(jacobianTable(data, differentiated));
            numbers.add(Map.of("data", data, "solver", solved, "derivatives", differentiated));
        }
        report.say(
                "d and u are doses and utilities, a prime is the solver's; gaps are relative. Errors are the largest "
                        + "differences to central differences of step 1e-6, 'forward' to forward differences, as the notebooks take "
                        + "them. The notebooks' gradient is too small by a factor of its own in every group, from the least to the "
                        + "most shown, so that its error is as large as the gradient. Where the notebooks give NaN there is a -. Of "
                        + "large data up to 500 groups and 500 other entries are differentiated.");
        if (all.length > 1) {
            DoseTables.explain(report);
        }
        report.number("checks", numbers).number("doses", doses);
        Chart chart = stepSizes(all.length == 1 ? all[0] : all[2], Fairness.of(2));
        if (chart.isEmpty()) {
            report.say("No picture: at no step is there a finite error.");
        } else {
            report.picture(new StudyReport.Picture("step-sizes",
                    "the gradient's error against finite differences, by their step", chart.toSvg()));
        }
        return report;
    }

    private static NotebookData own(StudyArguments arguments) {
        int t = arguments.integer("t", 1, 1_000_000);
        int n = arguments.integer("n", 1, MOST_ENTRIES / t);
        return new NotebookData("own data", n, t, arguments.integer("k", 1, 1_000_000), arguments.positive("budget"),
                arguments.seed(), arguments.number("benefit-span", 0, 1e12), arguments.number("cost-from", 1e-12, 1));
    }

    private static TextTable solverTable(NotebookData data, List<Solved> rows) {
        TextTable table = new TextTable("Closed form and solver, " + data, "alpha", "W", "solver's W", "max |d - d'|",
                "max |u - u'|", "gap", "solver's gap", "microseconds", "solver's", "times slower");
        for (Solved row : rows) {
            table.row(row.alpha(), number(row.objective(), "%.10g"), number(row.solverObjective(), "%.10g"),
                    number(row.doseGap(), "%.1e"), number(row.utilityGap(), "%.1e"), number(row.gap(), "%.0e"),
                    number(row.solverGap(), "%.0e"), number(row.micros(), "%.1f"), number(row.solverMicros(), "%.0f"),
                    number(row.solverMicros() / row.micros(), "%.0f"));
        }
        return table;
    }

    private static TextTable gradientTable(NotebookData data, List<Differentiated> rows) {
        TextTable table = new TextTable("Welfare gradient and finite differences, " + data.name(), "alpha",
                "max |dW/db|",
                "error", "notebook's error", "notebook's is too small by");
        for (Differentiated row : rows) {
            table.row(row.alpha(), number(row.gradient(), "%.6g"), number(row.gradientError(), "%.1e"),
                    number(row.notebookError(), "%.4e"),
                    row.factor().length == 0 || Double.isNaN(row.factor()[0])
                            ? "-"
                            : number(row.factor()[0], "%.0f") + " to " + number(row.factor()[1], "%.0f"));
        }
        return table;
    }

    private static TextTable jacobianTable(NotebookData data, List<Differentiated> rows) {
        TextTable table = new TextTable("Jacobian of the doses and finite differences, " + data.name(), "alpha",
                "max |dd/db|", "error", "forward", "notebook's error");
        for (Differentiated row : rows) {
            table.row(row.alpha(), number(row.jacobian(), "%.6g"), number(row.jacobianError(), "%.1e"),
                    number(row.forwardError(), "%.4e"), number(row.notebookJacobianError(), "%.1e"));
        }
        return table;
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** Finite differences near a right derivative as their step shrinks, until rounding takes over; and stay far from a wrong one. */
    private static Chart stepSizes(NotebookData data, Fairness fairness) {
        double[] steps = IntStream.rangeClosed(-22, -2).mapToDouble(i -> Math.pow(10, i / 2.0)).toArray();
        double[] ours = new double[steps.length];
        double[] notebooks = new double[steps.length];
        try (Items items = data.items();
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items);
                FiniteDifferences differences = new FiniteDifferences(items, fairness, data.budget())) {
            Allocation a = prepared.bestItems().allocate(fairness, data.budget());
            for (int i = 0; i < steps.length; i++) {
                ours[i] = differences.gradientError(a.benefitGradient(), steps[i]);
                notebooks[i] = differences.gradientError(NotebookFormulas.gradient(a), steps[i]);
            }
        }
        return new Chart("Welfare gradient against finite differences, " + fairness, "step of the finite difference",
                "largest difference").logX().logY().line("closed form", steps, ours)
                .line("notebook's formula", steps, notebooks);
    }
}
