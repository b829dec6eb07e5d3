package io.alphafair.studies.synthetic;

import io.alphafair.studies.chart.HeatMap;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

    StudyReport write() {
        report.say(rows.length + " people, " + layout.firstMembership() + " features, " + names.size()
                + " overlapping groups: everybody has a sex and a race. A weight vector and a label a group; the target is "
                + "the least label, y_min. A fifth of the people is for the test.");
        frequencies();
        models();
        cross();
        return report;
    }

    private void frequencies() {
        double[] probability = GroupData.probabilities();
        double[] frequency = frequencies(layout, rows);
        TextTable table = new TextTable("Groups", "group", "probability", "frequency", "sigmas off", "training", "test");
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

    private void models() {
        TextTable table = new TextTable("R² of linear models of y_min on test people", "group", "model of all",
                "the group's own model");
        for (int group = 0; group < names.size(); group++) {
            table.row(names.get(group), number("%.4f", models.globalByGroup()[group]),
                    number("%.4f", models.cross()[group][group]));
        }
        report.say("The model of all has R² " + number("%.4f", models.globalTraining()) + " in training and "
                + number("%.4f", models.globalTest()) + " in the test.");
        report.table(table).number("globalTraining", models.globalTraining())
                .number("globalTest", models.globalTest()).number("globalByGroup", models.globalByGroup());
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
                "rows are models, columns people: columns differ, rows hardly, so one model serves every group",
                new HeatMap("R² of a group's model (row) on a group's test people (column)", names, names,
                        models.cross(), score -> number("%.3f", score)).toSvg()));
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
