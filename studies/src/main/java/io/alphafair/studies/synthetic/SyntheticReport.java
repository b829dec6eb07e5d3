package io.alphafair.studies.synthetic;

import io.alphafair.studies.chart.HeatMap;
import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import io.alphafair.studies.synthetic.GroupSettings.Combination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The study's tables, numbers and picture. */
final class SyntheticReport {
    /** Longer tables are cut off; result.json has all. */
    private static final int MOST_ROWS = 40;

    private final GroupData layout;
    private final double[][] rows;
    private final GroupModels models;
    private final List<String> names;
    private final StudyReport report = new StudyReport();

    SyntheticReport(GroupData layout, double[][] rows, GroupModels models) {
        this.layout = layout;
        this.names = layout.settings().groupNames();
        this.rows = rows;
        this.models = models;
    }

    StudyReport write(List<OverlapComparison> overlap, double[] globalBySeed) {
        report.say(rows.length + " people, " + layout.firstMembership() + " features, " + names.size()
                + " overlapping groups: everybody has one value of "
                + layout.settings().attributes().stream().map(Attribute::name).collect(Collectors.joining(", "))
                + ". A weight vector and a label per group; the target is the least label, y_min. A fifth of the people "
                + "is for the test.");
        frequencies();
        cells();
        weights();
        models(globalBySeed);
        cross();
        allocations(overlap);
        return report;
    }

    private void frequencies() {
        double[] probability = layout.settings().probabilities();
        double[] frequency = frequencies(layout, rows);
        TextTable table = new TextTable("Groups", "group", "probability", "frequency", "sigmas", "training",
                "test");
        for (int group = 0; group < names.size(); group++) {
            table.row(names.get(group), probability[group], Formats.number("%.4f", frequency[group]),
                    Formats.number("%.2f", sigmas(frequency[group], probability[group], rows.length)),
                    models.trainingSize()[group], models.testSize()[group]);
        }
        report.table(table).number("groups", names).number("probability", probability).number("frequency", frequency);
    }

    /** The source document's atomic groups. */
    private void cells() {
        List<Combination> cells = layout.settings().combinations();
        double[] frequency = Arrays.stream(cellCounts(layout, rows))
                .mapToDouble(members -> (double) members / rows.length).toArray();
        TextTable table = new TextTable("Cells (atomic groups): one value of each attribute" + cutOff(cells.size()),
                "cell", "probability", "frequency", "sigmas");
        for (int cell = 0; cell < Math.min(MOST_ROWS, frequency.length); cell++) {
            Combination combination = cells.get(cell);
            table.row(combination.name(), Formats.number("%.4g", combination.probability()),
                    Formats.number("%.4f", frequency[cell]),
                    Formats.number("%.2f", sigmas(frequency[cell], combination.probability(), rows.length)));
        }
        report.table(table).number("cells", cells.stream().map(Combination::name).toList())
                .number("cellProbability", cells.stream().mapToDouble(Combination::probability).toArray())
                .number("cellFrequency", frequency);
    }

    private void weights() {
        double[][] weights = layout.weights();
        List<String> columns = new ArrayList<>(List.of("feature"));
        columns.addAll(names);
        TextTable table = new TextTable(
                "Weights of the features, by group" + cutOff(layout.settings().featureCount()),
                columns.toArray(String[]::new));
        for (int feature = 0; feature < Math.min(MOST_ROWS, layout.settings().featureCount()); feature++) {
            List<Object> row = new ArrayList<>(List.of("x_" + feature));
            for (double[] ofGroup : weights) {
                row.add(Formats.number("%.4f", ofGroup[feature]));
            }
            table.row(row.toArray());
        }
        report.table(table).number("weights", weights);
    }

    private static String cutOff(int rows) {
        return rows > MOST_ROWS ? ", the first " + MOST_ROWS + " of " + rows : "";
    }

    /** The share of people in each group. */
    static double[] frequencies(GroupData layout, double[][] rows) {
        double[] frequency = new double[layout.settings().groupNames().size()];
        for (double[] row : rows) {
            for (int group = 0; group < frequency.length; group++) {
                frequency[group] += row[layout.firstMembership() + group] / rows.length;
            }
        }
        return frequency;
    }

    /** The number of people in each cell, in the order of {@link GroupSettings#combinations()}, in one pass. */
    static int[] cellCounts(GroupData layout, double[][] rows) {
        int[] count = new int[layout.settings().combinations().size()];
        for (double[] row : rows) {
            int cell = 0;
            int first = layout.firstMembership();
            for (Attribute attribute : layout.settings().attributes()) {
                int value = 0;
                while (row[first + value] == 0) {
                    value++;
                }
                cell = cell * attribute.values().size() + value;
                first += attribute.values().size();
            }
            count[cell]++;
        }
        return count;
    }

    /** A frequency's distance from its probability in standard deviations of the binomial distribution. */
    static double sigmas(double frequency, double probability, int count) {
        return (frequency - probability) / Math.sqrt(probability * (1 - probability) / count);
    }

    private void models(double[] globalBySeed) {
        TextTable table = new TextTable("R² of linear models of y_min on test people", "group", "model of all",
                "the group's own model");
        for (int group = 0; group < names.size(); group++) {
            table.row(names.get(group), Formats.number("%.4f", models.globalByGroup()[group]),
                    Formats.number("%.4f", models.cross()[group][group]));
        }
        report.say("The model of all has R² " + Formats.number("%.4f", models.globalTraining()) + " in training and "
                + Formats.number("%.4f", models.globalTest())
                + " in the test. It depends on the weights that were drawn: "
                + Formats.number("over %d other seeds it is %.4f to %.4f, in the mean %.4f.", globalBySeed.length,
                        Arrays.stream(globalBySeed).min().orElseThrow(),
                        Arrays.stream(globalBySeed).max().orElseThrow(),
                        Arrays.stream(globalBySeed).average().orElseThrow())
                + (layout.settings().equals(GroupSettings.source(20, 0))
                        ? " The source document's run had 0.9596 and 0.9587."
                        : ""));
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
            Arrays.stream(models.cross()[group]).mapToObj(score -> Formats.number("%.4f", score)).forEach(row::add);
            table.row(row.toArray());
        }
        report.table(table).number("cross", models.cross());
        report.picture(new StudyReport.Picture("cross",
                "rows are models, columns people: rows hardly differ",
                new HeatMap("R² of a group's model (row) on a group's test people (column)", names, names,
                        models.cross(), score -> Formats.number("%.3f", score)).toSvg()));
    }

    private void allocations(List<OverlapComparison> overlap) {
        List<String> columns = new ArrayList<>(List.of("group"));
        overlap.forEach(comparison -> columns.add(Alphas.text(comparison.fairness())));
        TextTable utilities = new TextTable("Allocation to the overlapping groups: utility by group and alpha",
                columns.toArray(String[]::new));
        for (int group = 0; group < names.size(); group++) {
            List<Object> row = new ArrayList<>(List.of(names.get(group)));
            for (OverlapComparison comparison : overlap) {
                row.add(Formats.number("%.1f", comparison.utility()[group]));
            }
            utilities.row(row.toArray());
        }
        report.say(
                "Allocation: the benefit of funding a person is the least label, costs are uniform in [0.5, 1.5). Only the "
                        + "best of each cell can be funded; a concave programme over the cells divides the budget.");
        report.table(utilities);
        TextTable table = new TextTable("The same beside the closed form with the cells as groups", "alpha",
                "worst group", "worst, by cells", "sum", "sum, by cells", "certified gap", "steps", "microseconds",
                layout.settings().attributes().getLast().name() + " alone, off the closed form by");
        for (OverlapComparison comparison : overlap) {
            table.row(Alphas.text(comparison.fairness()), Formats.number("%.1f", comparison.worst()),
                    Formats.number("%.1f", comparison.worstByCells()),
                    Formats.number("%.1f", comparison.total()), Formats.number("%.1f", comparison.totalByCells()),
                    Formats.number("%.1e", comparison.relativeGap()), comparison.steps(),
                    Formats.number("%.1f", comparison.microseconds()),
                    Formats.number("%.1e", comparison.disjointDifference()));
        }
        report.table(table).number("overlap", overlap.stream().map(SyntheticReport::entry).toList());
    }

    private static Map<String, Object> entry(OverlapComparison comparison) {
        return Map.of("alpha", comparison.fairness().alpha(), "utility", comparison.utility(), "utilityByCells",
                comparison.byCells(), "relativeGap", comparison.relativeGap(), "steps", comparison.steps(),
                "microseconds", comparison.microseconds(), "disjointDifference", comparison.disjointDifference());
    }
}
