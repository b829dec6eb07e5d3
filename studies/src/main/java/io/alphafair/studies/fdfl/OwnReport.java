package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.solver.NotConvergedException;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A caller's people: models of their benefits, judged by the assignment that follows from the predictions. */
final class OwnReport {
    private static final int MOST_ROWS = 40;
    /** Of the mean size of a benefit: the part that the groups' utilities may differ by and count as equal. */
    private static final double COUNTED_AS_EQUAL = 1e-3;

    private final OwnData data;
    private final double counted;
    private final int[] best;
    private final AssignmentProblem truth;
    private final StudyReport report = new StudyReport();
    private final TextTable predictions;
    private final TextTable decisions;
    private final List<Map<String, Object>> numbers = new ArrayList<>();

    private OwnReport(OwnData data) {
        this.data = data;
        this.counted = COUNTED_AS_EQUAL * Arrays.stream(data.benefit()).flatMapToDouble(Arrays::stream).map(Math::abs)
                .average().orElseThrow();
        this.truth = AssignmentProblem.ofMeans(data.benefit(), data.firstGroupSize(), data.available());
        this.best = solve(truth, "the true benefits");
        List<String> columns = new ArrayList<>(List.of("model"));
        data.resources().forEach(resource -> columns.addAll(List.of("MSE " + resource, "norms " + resource)));
        this.predictions = new TextTable("Predictions", columns.toArray(String[]::new));
        this.decisions = new TextTable("Decisions that follow from them", "model",
                "utility " + data.groups().getFirst(), "utility " + data.groups().getLast(), "disparity", "regret",
                "get another");
    }

    static StudyReport of(OwnData data, double penalty, StudyProgress progress) {
        progress.at(0, "the best assignment");
        OwnReport own = new OwnReport(data);
        own.problem();
        own.people();
        own.row("true benefits", data.benefit());
        Basis basis = Basis.ofFeatures(data.features());
        List<BenefitModel> models = BenefitModel.all(penalty);
        for (int i = 0; i < models.size(); i++) {
            progress.at((i + 1.0) / (models.size() + 1), models.get(i).name());
            BenefitModel model = models.get(i);
            own.row(model.name(), Arrays.stream(data.benefit())
                    .map(benefit -> model.predict(basis, benefit, data.firstGroupSize())).toArray(double[][]::new));
        }
        own.report.table(own.predictions).table(own.decisions).number("models", own.numbers);
        own.explain(penalty);
        return own.report;
    }

    private int[] solve(AssignmentProblem problem, String name) {
        try {
            return AssignmentProgram.solve(problem, counted, List.of());
        } catch (NotConvergedException e) {
            throw new InvalidInputException("the assignment by " + name + ": " + e.getMessage()
                    + "; expected an optimum within a minute; take fewer people", e);
        }
    }

    private void problem() {
        report.say(data.size() + " people in two groups: " + data.groups().getFirst() + " (" + data.firstGroupSize()
                + ") and " + data.groups().getLast() + " (" + (data.size() - data.firstGroupSize())
                + "). Everybody gets one of the resources "
                + IntStream.range(0, data.resources().size())
                        .mapToObj(r -> data.resources().get(r) + " (" + data.available()[r] + ")")
                        .collect(Collectors.joining(", "))
                + ", such that the groups' utilities differ as little as possible. A group's utility is the mean of "
                + "what its members get.");
        TextTable means = new TextTable("Mean benefit by group", header("group", "people"));
        for (int group = 0; group < 2; group++) {
            List<Object> row = new ArrayList<>(List.of(data.groups().get(group),
                    group == 0 ? data.firstGroupSize() : data.size() - data.firstGroupSize()));
            for (int resource = 0; resource < data.resources().size(); resource++) {
                row.add(Formats.number("%.4f", data.mean(resource, group)));
            }
            means.row(row.toArray());
        }
        report.table(means);
    }

    private void people() {
        int shown = Math.min(MOST_ROWS, data.size());
        List<String> columns = new ArrayList<>(List.of(header("row", "group")));
        columns.add("gets");
        TextTable table = new TextTable("Benefits, and who gets what by the true benefits"
                + (shown < data.size() ? ", the first " + shown + " of " + data.size() : ""),
                columns.toArray(String[]::new));
        for (int person = 0; person < shown; person++) {
            List<Object> row = new ArrayList<>(List.of(data.row()[person],
                    data.groups().get(person < data.firstGroupSize() ? 0 : 1)));
            for (double[] ofResource : data.benefit()) {
                row.add(Formats.number("%.6g", ofResource[person]));
            }
            row.add(data.resources().get(best[person]));
            table.row(row.toArray());
        }
        report.table(table).number("rows", data.row()).number("best", names(best));
    }

    private String[] header(String first, String second) {
        List<String> columns = new ArrayList<>(List.of(first, second));
        columns.addAll(data.resources());
        return columns.toArray(String[]::new);
    }

    private List<String> names(int[] resourceOf) {
        return Arrays.stream(resourceOf).mapToObj(data.resources()::get).toList();
    }

    private void row(String name, double[][] predicted) {
        int[] chosen = predicted == data.benefit()
                ? best
                : solve(AssignmentProblem.ofMeans(predicted, data.firstGroupSize(), data.available()), name);
        Fit[] fits = new Fit[predicted.length];
        Arrays.setAll(fits, r -> Fit.of(predicted[r], data.benefit()[r], data.firstGroupSize()));
        List<Object> cells = new ArrayList<>(List.of(name));
        for (Fit fit : fits) {
            cells.add(Formats.number("%.6g", fit.meanSquaredError()));
            cells.add(Formats.number("%.4f / %.4f", fit.firstNorm(), fit.secondNorm()));
        }
        predictions.row(cells.toArray());
        double[] utilities = truth.utilities(chosen);
        double disparity = truth.disparity(chosen);
        double regret = Math.max(0, disparity - Math.max(counted, truth.disparity(best)));
        long changed = IntStream.range(0, chosen.length).filter(person -> chosen[person] != best[person]).count();
        decisions.row(name, Formats.number("%.4f", utilities[0]), Formats.number("%.4f", utilities[1]),
                Formats.number("%.4f", disparity),
                Formats.number("%.4f", regret), changed);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("model", name);
        entry.put("meanSquaredError", Arrays.stream(fits).mapToDouble(Fit::meanSquaredError).toArray());
        entry.put("utilities", utilities);
        entry.put("disparity", disparity);
        entry.put("regret", regret);
        entry.put("gets", names(chosen));
        numbers.add(entry);
    }

    private void explain(double penalty) {
        report.say("Each decision is optimal for its model's predictions, by ojAlgo's integer programme, and judged by "
                + "the true benefits. Utilities that differ by less than " + Formats.number("%.4g", counted)
                + ", a thousandth of the mean benefit, count as equal. Regret: by how much more the groups' true "
                + "utilities differ than they need to. Norms are the Euclidean lengths of the errors, "
                + data.groups().getFirst() + " / " + data.groups().getLast() + "; fair regression minimises MSE + "
                + penalty + " |difference of the norms|. Many assignments count as equal, so the number of people who "
                + "get another resource than by the true benefits says little.");
    }
}
