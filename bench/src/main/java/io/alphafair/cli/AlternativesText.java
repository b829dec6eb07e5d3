package io.alphafair.cli;

import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** Several fairness levels side by side, with what fairness costs and an equal split as the baseline. */
final class AlternativesText {
    /** One column of the table; the numbers are by group. Only an outcome has cut-offs and ties; they are null elsewhere. */
    private record Column(String name, long[] reached, double[] spent, double[] meanBenefit, double[] cutoff,
            Ties ties) {
        static Column of(Outcome outcome, Ties ties) {
            int count = outcome.groupCount();
            double[] spent = new double[count];
            double[] mean = new double[count];
            double[] cutoff = new double[count];
            Arrays.setAll(spent, outcome::spent);
            Arrays.setAll(mean, outcome::meanBenefit);
            Arrays.setAll(cutoff, outcome.allocation()::cutoffRatio);
            return new Column(outcome.name(), outcome.reached(), spent, mean, cutoff, ties);
        }

        static Column of(EqualSplit split) {
            return new Column("equal split", split.reached(), split.spent(), split.meanBenefit(), null, null);
        }

        double smallestMean() {
            return Arrays.stream(meanBenefit).min().orElseThrow();
        }
    }

    private final People people;
    private final List<Column> columns = new ArrayList<>();
    private final double[] weights;
    private final double largestSum;

    /**
     * @param ties of each outcome
     * @param weights one per group, or null
     * @param utilitarian the outcome at alpha 0
     */
    AlternativesText(People people, List<Outcome> outcomes, List<Ties> ties, double[] weights, Outcome utilitarian,
            EqualSplit split) {
        this.people = people;
        this.weights = weights;
        for (int place = 0; place < outcomes.size(); place++) {
            columns.add(Column.of(outcomes.get(place), ties.get(place)));
        }
        columns.add(Column.of(split));
        largestSum = sumOfMeans(Column.of(utilitarian, null));
    }

    private double sumOfMeans(Column column) {
        double sum = 0;
        for (int group = 0; group < column.meanBenefit.length; group++) {
            sum += column.meanBenefit[group] * (weights == null ? 1 : weights[group]);
        }
        return sum;
    }

    private double benefitInAll(Column column) {
        double sum = 0;
        for (int group = 0; group < column.meanBenefit.length; group++) {
            sum += column.meanBenefit[group] * people.items().groups().groupSize(group);
        }
        return sum;
    }

    String text(double budget) {
        List<String> headings = new ArrayList<>(List.of(""));
        columns.forEach(column -> headings.add(column.name));
        TextTable table = new TextTable("The alternatives side by side, for " + people.count()
                + " people and a budget of " + Numbers.text(budget), headings.toArray(String[]::new));
        row(table, "people reached", column -> "" + LongStream.of(column.reached).sum());
        row(table, "spent", column -> Numbers.text(Arrays.stream(column.spent).sum()));
        row(table, "benefit in all", column -> Numbers.text(benefitInAll(column)));
        row(table, "smallest mean of a group", column -> Numbers.text(column.smallestMean()));
        row(table, "sum of the means", column -> Numbers.text(sumOfMeans(column)));
        row(table, "price of fairness", column -> Numbers.percent(1 - sumOfMeans(column) / largestSum));
        byGroup(table, "reached", group -> column -> "" + column.reached[group]);
        byGroup(table, "spent", group -> column -> Numbers.text(column.spent[group]));
        byGroup(table, "mean benefit", group -> column -> Numbers.text(column.meanBenefit[group]));
        byGroup(table, "cut-off", group -> column -> column.cutoff == null || column.cutoff[group] == 0
                ? "-"
                : Numbers.text(column.cutoff[group]));
        if (columns.stream().anyMatch(column -> column.ties != null && column.ties.decideAny())) {
            byGroup(table, "tied", group -> column -> column.ties == null ? "-" : column.ties.text(group));
        }
        return table.toText() + """

                The price of fairness is the share of the sum of the groups' mean benefits that is lost against alpha 0,
                which makes this sum as large as possible. The larger alpha, the more the group with the smallest mean
                benefit counts; alpha inf looks at that group alone. The equal split shares the budget by the number of
                members, and each group spends its share where its members gain most per unit of cost.
                """ + (weights == null ? "" : "The sum of the means counts each group with its weight.\n");
    }

    private interface Cell {
        String of(Column column);
    }

    private void row(TextTable table, String name, Cell cell) {
        List<Object> cells = new ArrayList<>(List.of(name));
        columns.forEach(column -> cells.add(cell.of(column)));
        table.row(cells.toArray());
    }

    private void byGroup(TextTable table, String name, IntFunction<Cell> cell) {
        for (int group = 0; group < people.items().groupCount(); group++) {
            row(table, name + ", " + people.groupName(group), cell.apply(group));
        }
    }
}
