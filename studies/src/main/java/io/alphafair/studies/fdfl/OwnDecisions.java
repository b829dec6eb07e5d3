package io.alphafair.studies.fdfl;

import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Predictions of a caller's people, and the decisions that follow from them: a row of two tables per model. */
final class OwnDecisions {
    private static final String NONE = "-";

    private final OwnData data;
    private final Judge judge;
    private final IntegerSolver solver;
    private final TextTable predictions;
    private final TextTable decisions;
    private final List<Map<String, Object>> numbers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    OwnDecisions(OwnData data, Judge judge, IntegerSolver solver) {
        this.data = data;
        this.judge = judge;
        this.solver = solver;
        List<String> columns = new ArrayList<>(List.of("model"));
        data.resources().forEach(resource -> columns.addAll(List.of("MSE " + resource, "norms " + resource)));
        this.predictions = new TextTable("Predictions", columns.toArray(String[]::new));
        this.decisions = new TextTable("Decisions that follow from them", "model",
                "utility " + data.groups().getFirst(), "utility " + data.groups().getLast(), "disparity", "regret",
                "regret of all that tie", "get another");
    }

    /** The decision by the true benefits, which has no regret however it ties. */
    void best() {
        Map<String, Object> entry = predicted("true benefits", data.benefit());
        decided("true benefits", judge.best(), new TiedRegret(0, 0), entry);
    }

    /** A model's decision. One that is not found in time leaves the row empty, and a note says so. */
    void model(String name, double[][] benefit) {
        Map<String, Object> entry = predicted(name, benefit);
        AssignmentProblem problem = AssignmentProblem.ofMeans(benefit, data.firstGroupSize(), data.available());
        int[] chosen;
        try {
            chosen = AssignmentProgram.solve(problem, judge.counted(), List.of(), solver);
        } catch (UnsolvedException e) {
            decisions.row(name, NONE, NONE, NONE, NONE, NONE, NONE);
            notes.add("The decision by '" + name + "' is missing: " + e.getMessage()
                    + ". The other rows are complete. Take fewer people or resources.");
            return;
        }
        TiedRegret tied = null;
        try {
            tied = TiedRegret.of(problem, chosen, judge, solver);
        } catch (UnsolvedException e) {
            notes.add("The regret of all decisions that tie by '" + name + "' is missing: " + e.getMessage()
                    + ". The decision that is shown is optimal for the predictions, and others may tie with it.");
        }
        decided(name, chosen, tied, entry);
    }

    private Map<String, Object> predicted(String name, double[][] benefit) {
        Fit[] fits = new Fit[benefit.length];
        Arrays.setAll(fits, r -> Fit.of(benefit[r], data.benefit()[r], data.firstGroupSize()));
        List<Object> cells = new ArrayList<>(List.of(name));
        for (Fit fit : fits) {
            cells.add(Formats.number("%.6g", fit.meanSquaredError()));
            cells.add(Formats.number("%.6g / %.6g", fit.firstNorm(), fit.secondNorm()));
        }
        predictions.row(cells.toArray());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("model", name);
        entry.put("meanSquaredError", Arrays.stream(fits).mapToDouble(Fit::meanSquaredError).toArray());
        numbers.add(entry);
        return entry;
    }

    /** @param tied null if it was not found */
    private void decided(String name, int[] chosen, TiedRegret tied, Map<String, Object> entry) {
        double[] utilities = judge.truth().utilities(chosen);
        double disparity = judge.truth().disparity(chosen);
        double regret = judge.regret(chosen);
        long changed = IntStream.range(0, chosen.length).filter(person -> chosen[person] != judge.best()[person])
                .count();
        decisions.row(name, Formats.number("%.6g", utilities[0]), Formats.number("%.6g", utilities[1]),
                Formats.number("%.6g", disparity), Formats.number("%.6g", regret),
                tied == null ? NONE : tied.toText(), changed);
        entry.put("utilities", utilities);
        entry.put("disparity", disparity);
        entry.put("regret", regret);
        if (tied != null) {
            entry.put("leastTiedRegret", tied.least());
            entry.put("worstTiedRegret", tied.most());
        }
        entry.put("gets", data.names(chosen));
    }

    void write(StudyReport report) {
        report.table(predictions).table(decisions).number("models", numbers);
        notes.forEach(report::say);
    }
}
