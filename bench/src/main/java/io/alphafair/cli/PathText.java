package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.study.TextTable;
import io.alphafair.tables.CsvFile;
import io.alphafair.tables.Numerals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How each group fares with ascending budgets: numbers, a picture, and a CSV table. */
final class PathText {
    /** One step of the path. */
    private record Step(double budget, Outcome outcome) {}

    private final People people;
    private final List<Step> steps;

    private PathText(People people, List<Step> steps) {
        this.people = people;
        this.steps = steps;
    }

    /** @throws InvalidInputException if a budget is no positive number, or they do not ascend */
    static double[] parse(String text) {
        String[] parts = text.split(",", -1);
        double[] budgets = new double[parts.length];
        for (int place = 0; place < budgets.length; place++) {
            try {
                budgets[place] = Numerals.number(parts[place]);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(
                        "--path has '" + parts[place] + "': expected numbers > 0 with commas between them", e);
            }
            if (place > 0 && !(budgets[place] > budgets[place - 1])) {
                throw new InvalidInputException("--path has " + parts[place] + " after " + parts[place - 1]
                        + ": expected ascending budgets; sort them and drop repeated ones");
            }
        }
        return budgets;
    }

    static PathText of(People people, Plan plan, Solver solver, Fairness fairness, double[] budgets,
            double[] weights) {
        List<Outcome> outcomes = plan.path(solver, fairness, budgets, weights);
        return new PathText(people,
                IntStream.range(0, budgets.length).mapToObj(at -> new Step(budgets[at], outcomes.get(at))).toList());
    }

    List<Outcome> outcomes() {
        return steps.stream().map(Step::outcome).toList();
    }

    private String name() {
        return steps.getFirst().outcome.name();
    }

    private int groupCount() {
        return people.items().groupCount();
    }

    String text() {
        return table("Mean benefit per member, by budget, " + name(),
                step -> group -> Numbers.text(step.outcome.meanBenefit(group)))
                + "\n" + table("People reached, by budget", step -> {
                    long[] reached = step.outcome.reached();
                    return group -> Long.toString(reached[group]);
                }) + "\n" + table("Spent, by budget", step -> group -> Numbers.text(step.outcome.spent(group)));
    }

    private interface Cells {
        IntFunction<String> of(Step step);
    }

    private String table(String title, Cells cells) {
        List<String> headings = new ArrayList<>(List.of("budget"));
        for (int group = 0; group < groupCount(); group++) {
            headings.add(people.groupName(group));
        }
        TextTable table = new TextTable(title, headings.toArray(String[]::new));
        for (Step step : steps) {
            IntFunction<String> cell = cells.of(step);
            List<Object> row = new ArrayList<>(List.of(Numbers.text(step.budget)));
            for (int group = 0; group < groupCount(); group++) {
                row.add(cell.apply(group));
            }
            table.row(row.toArray());
        }
        return table.toText();
    }

    /** One line per group, as SVG. */
    String svg() {
        Chart chart = new Chart("Mean benefit of each group as the budget grows, " + name(), "budget",
                "mean benefit per member");
        double[] budgets = steps.stream().mapToDouble(Step::budget).toArray();
        for (int group = 0; group < groupCount(); group++) {
            double[] means = new double[budgets.length];
            int at = group;
            Arrays.setAll(means, place -> steps.get(place).outcome.meanBenefit(at));
            chart.line(people.groupName(group), budgets, means);
        }
        return chart.toSvg();
    }

    static List<String> columns() {
        return List.of("budget", "group", "members", "reached", "spent", "mean benefit");
    }

    /** One row per budget and group. */
    void rows(Consumer<List<String>> next) {
        for (Step step : steps) {
            long[] reached = step.outcome.reached();
            for (int group = 0; group < groupCount(); group++) {
                next.accept(List.of(CsvFile.number(step.budget), people.groupInFile(group),
                        Long.toString(people.items().groups().groupSize(group)), Long.toString(reached[group]),
                        CsvFile.number(step.outcome.spent(group)), CsvFile.number(step.outcome.meanBenefit(group))));
            }
        }
    }
}
