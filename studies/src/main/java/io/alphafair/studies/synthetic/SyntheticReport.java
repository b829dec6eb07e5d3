package io.alphafair.studies.synthetic;

import io.alphafair.studies.chart.HeatMap;
import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The study's tables, numbers and picture. */
final class SyntheticReport {
    private final GroupData layout;
    private final double[][] rows;
    private final GroupModels models;
    private final List<String> names = GroupData.groupNames();
    private final StudyReport report = new StudyReport();

    SyntheticReport(GroupData layout, double[][] rows, GroupModels models) {
        this.layout = layout;
        this.rows = rows;
        this.models = models;
    }

    StudyReport write(List<OverlapComparison> overlap, double[] globalBySeed) {
        report.say(rows.length + " people, " + layout.firstMembership() + " features, " + names.size()
                + " overlapping groups: everybody has a sex and a race. A weight vector and a label per group; the target is "
                + "the least label, y_min. A fifth of the people is for the test.");
        frequencies();
        models(globalBySeed);
        cross();
        allocations(overlap);
        return report;
    }

    private void frequencies() {
        double[] probability = layout.probabilities();
        double[] frequency = frequencies(layout, rows);
        TextTable table = new TextTable("Groups", "group", "probability", "frequency", "sigmas", "training",
                "test");
        for (int group = 0; group < names.size(); group++) {
            table.row(names.get(group), probability[group], number("%.4f", frequency[group]),
                    number("%.2f", sigmas(frequency[group], probability[group], rows.length)),
                    models.trainingSize()[group], models.testSize()[group]);
        }
        report.table(table).number("groups", names).number("probability", probability).number("frequency", frequency);
    }

    /** The share of people in each group. */
    static double[] frequencies(GroupData layout, double[][] rows) {
        double[] frequency = new double[GroupData.groupNames().size()];
        for (double[] row : rows) {
            for (int group = 0; group < frequency.length; group++) {
                frequency[group] += row[layout.firstMembership() + group] / rows.length;
            }
        }
        return frequency;
    }

    /** A frequency's distance from its probability in standard deviations of the binomial distribution. */
    static double sigmas(double frequency, double probability, int count) {
        return (frequency - probability) / Math.sqrt(probability * (1 - probability) / count);
    }

    private void models(double[] globalBySeed) {
        TextTable table = new TextTable("R² of linear models of y_min on test people", "group", "model of all",
                "the group's own model");
        for (int group = 0; group < names.size(); group++) {
            table.row(names.get(group), number("%.4f", models.globalByGroup()[group]),
                    number("%.4f", models.cross()[group][group]));
        }
        report.say("The model of all has R² " + number("%.4f", models.globalTraining()) + " in training and "
                + number("%.4f", models.globalTest()) + " in the test. It depends on the weights that were drawn: "
                + number("over %d other seeds it is %.4f to %.4f, in the mean %.4f.", globalBySeed.length,
                        Arrays.stream(globalBySeed).min().orElseThrow(),
                        Arrays.stream(globalBySeed).max().orElseThrow(),
                        Arrays.stream(globalBySeed).average().orElseThrow())
                + " The source document's run had 0.9596 and 0.9587.");
        report.table(table).number("globalTraining", models.globalTraining())
                .number("globalTest", models.globalTest()).number("globalTestBySeed", globalBySeed)
                .number("globalByGroup", models.globalByGroup());
    }

    private void cross() {
        List<String> columns = new ArrayList<>(List.of("model of"));
        columns.addAll(names);
        TextTable table = new TextTable("R² of a group's model (row) on another group's test people (column)",
                columns.toArray(String[]::new));
        for (int group = 0; group < names.size(); group++) {
            List<Object> row = new ArrayList<>(List.of(names.get(group)));
            Arrays.stream(models.cross()[group]).mapToObj(score -> number("%.4f", score)).forEach(row::add);
            table.row(row.toArray());
        }
        report.table(table).number("cross", models.cross());
        report.picture(new StudyReport.Picture("cross",
                "rows are models, columns people: rows hardly differ",
                new HeatMap("R² of a group's model (row) on a group's test people (column)", names, names,
                        models.cross(), score -> number("%.3f", score)).toSvg()));
    }

    private void allocations(List<OverlapComparison> overlap) {
        List<String> columns = new ArrayList<>(List.of("group"));
        overlap.forEach(comparison -> columns.add(Alphas.text(comparison.fairness())));
        TextTable utilities = new TextTable("Allocation to the overlapping groups: utility by group and alpha",
                columns.toArray(String[]::new));
        for (int group = 0; group < names.size(); group++) {
            List<Object> row = new ArrayList<>(List.of(names.get(group)));
            for (OverlapComparison comparison : overlap) {
                row.add(number("%.1f", comparison.utility()[group]));
            }
            utilities.row(row.toArray());
        }
        report.say(
                "Allocation: the benefit of funding a person is the least label, costs are uniform in [0.5, 1.5). Only the "
                        + "best of each cell of sex and race can be funded; a concave programme over the cells divides the budget.");
        report.table(utilities);
        TextTable table = new TextTable("The same beside the closed form with the twelve cells as groups", "alpha",
                "worst group", "worst, by cells", "sum", "sum, by cells", "certified gap", "steps", "microseconds",
                "races alone, off the closed form by");
        for (OverlapComparison comparison : overlap) {
            table.row(Alphas.text(comparison.fairness()), number("%.1f", comparison.worst()),
                    number("%.1f", comparison.worstByCells()),
                    number("%.1f", comparison.total()), number("%.1f", comparison.totalByCells()),
                    number("%.1e", comparison.relativeGap()), comparison.steps(),
                    number("%.1f", comparison.microseconds()), number("%.1e", comparison.disjointDifference()));
        }
        report.table(table).number("overlap", overlap.stream().map(SyntheticReport::entry).toList());
    }

    private static Map<String, Object> entry(OverlapComparison comparison) {
        return Map.of("alpha", comparison.fairness().alpha(), "utility", comparison.utility(), "utilityByCells",
                comparison.byCells(), "relativeGap", comparison.relativeGap(), "steps", comparison.steps(),
                "microseconds", comparison.microseconds(), "disjointDifference", comparison.disjointDifference());
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
