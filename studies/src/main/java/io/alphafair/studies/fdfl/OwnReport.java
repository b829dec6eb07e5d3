package io.alphafair.studies.fdfl;

import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A caller's people: models of their benefits, judged by the assignment that follows from the predictions. */
final class OwnReport {
    private static final int MOST_ROWS = 40;

    private final OwnData data;
    private final Judge judge;
    private final StudyReport report = new StudyReport();

    private OwnReport(OwnData data, Judge judge) {
        this.data = data;
        this.judge = judge;
    }

    static StudyReport of(OwnData data, double penalty, IntegerSolver solver, StudyProgress progress) {
        progress.at(0, "the best assignment");
        OwnReport own = new OwnReport(data, Judge.of(data, solver));
        own.problem();
        own.people();
        OwnDecisions decisions = new OwnDecisions(data, own.judge, solver);
        decisions.best();
        Basis basis = Basis.ofFeatures(data.features());
        own.leftOut(basis);
        List<BenefitModel> models = BenefitModel.all(penalty);
        for (int i = 0; i < models.size(); i++) {
            progress.at((i + 1.0) / (models.size() + 1), models.get(i).name());
            BenefitModel model = models.get(i);
            decisions.model(model.name(), Arrays.stream(data.benefit())
                    .map(benefit -> model.predict(basis, benefit, data.firstGroupSize())).toArray(double[][]::new));
        }
        decisions.write(own.report);
        own.explain(penalty);
        return own.report;
    }

    private void problem() {
        report.say(data.size() + " people in two groups: " + data.groups().getFirst() + " (" + data.groupSize(0)
                + ") and " + data.groups().getLast() + " (" + data.groupSize(1)
                + "). Everybody gets one of the resources "
                + IntStream.range(0, data.resources().size())
                        .mapToObj(r -> data.resources().get(r) + " (" + data.available()[r] + ")")
                        .collect(Collectors.joining(", "))
                + ", such that the groups' utilities differ as little as possible. A group's utility is the mean of "
                + "what its members get.");
        TextTable means = new TextTable("Mean benefit by group", header("group", "people"));
        for (int group = 0; group < 2; group++) {
            List<Object> row = new ArrayList<>(List.of(data.groups().get(group), data.groupSize(group)));
            for (int resource = 0; resource < data.resources().size(); resource++) {
                row.add(Formats.number("%.6g", data.mean(resource, group)));
            }
            means.row(row.toArray());
        }
        report.table(means);
    }

    private void people() {
        int shown = Math.min(MOST_ROWS, data.size());
        List<String> columns = new ArrayList<>(List.of(header(data.rowWord(), "group")));
        columns.add("gets");
        TextTable table = new TextTable("Benefits, and who gets what by the true benefits"
                + (shown < data.size() ? ", the first " + shown + " of " + data.size() : ""),
                columns.toArray(String[]::new));
        List<String> best = data.names(judge.best());
        for (int person = 0; person < shown; person++) {
            List<Object> row = new ArrayList<>(List.of(data.row()[person],
                    data.groups().get(person < data.firstGroupSize() ? 0 : 1)));
            for (double[] ofResource : data.benefit()) {
                row.add(Formats.number("%.6g", ofResource[person]));
            }
            row.add(best.get(person));
            table.row(row.toArray());
        }
        report.table(table).number("rowNumbers", data.row()).number("best", best);
    }

    private String[] header(String first, String second) {
        List<String> columns = new ArrayList<>(List.of(first, second));
        columns.addAll(data.resources());
        return columns.toArray(String[]::new);
    }

    private void leftOut(Basis basis) {
        List<String> names = basis.leftOut().stream().map(data.featureNames()::get).toList();
        if (!names.isEmpty()) {
            report.say("Left out, because they are constant or follow from the features before them: "
                    + String.join(", ", names) + ". Least squares and fair regression use "
                    + (names.size() < data.featureNames().size() ? "the other features." : "no feature then."));
        }
        report.number("leftOut", names);
    }

    private void explain(double penalty) {
        report.say("Each decision is optimal for its model's predictions, by ojAlgo's integer programme, and judged by "
                + "the true benefits. Utilities that differ by less than " + Formats.number("%.4g", judge.counted())
                + ", a thousandth of the mean benefit, count as equal. Regret: by how much more the groups' true "
                + "utilities differ than they need to.");
        report.say("Several assignments may be optimal for the same predictions. The columns 'utility', 'disparity', "
                + "'regret' and 'get another' (the number of people who get another resource than by the true benefits) "
                + "are those of the one that the programme returns; another run may return another one. 'Regret of all "
                + "that tie' is the least and the largest regret of them all.");
        report.say("Norms are the Euclidean lengths of the errors, " + data.groups().getFirst() + " / "
                + data.groups().getLast() + "; fair regression minimises MSE + " + penalty
                + " |difference of the norms|.");
    }
}
