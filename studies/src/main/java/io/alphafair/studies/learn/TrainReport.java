package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import io.alphafair.studies.chart.BarChart;
import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code study train} finds: welfare on test people, method by method, and which differences are more than noise. */
final class TrainReport {
    /** What the other methods are compared with. */
    private static final Method BASE = Method.TWO_STAGE_LOGARITHMS;

    /** Less is rounding. */
    private static final double NO_REGRET = 1e-12;

    private final People people;
    private final Settings settings;
    private final Comparison comparison;
    private final StudyReport report = new StudyReport();

    TrainReport(People people, Settings settings, Comparison comparison) {
        this.people = people;
        this.settings = settings;
        this.comparison = comparison;
    }

    StudyReport report() {
        return report;
    }

    void write() {
        introduce();
        welfare();
        differences();
        warn();
    }

    void addTimes(List<EpochTimes.Row> times) {
        EpochTable.add(report, times);
    }

    private void introduce() {
        boolean capped = people.cap() != null;
        int test = Split.testCount(people.count());
        report.say(people.count() + " people, " + people.itemCount()
                + (people.itemCount() == 1 ? " item, " : " items, ") + people.groupCount() + " groups, "
                + people.predictorCount() + " predictors; " + settings.splits()
                + " random splits; decisions for " + settings.batch() + " people at a time, which judge "
                + (test - test % settings.batch()) + " of the " + test + " people of a test"
                + (capped ? " with a budget of " + Formats.rounded(settings.budget()) : "")
                + ". " + (capped
                        ? "Doses have caps, and training end to end goes through them."
                        : "Doses have no caps."));
        report.say(
                "Welfare is given as its equal equivalent, the utility that, given to every group, has the same welfare, "
                        + "in percent of that of the best decision. +- is half the width of the 95 % interval of the mean over "
                        + "splits, by the corrected resampled t-test, because splits share most of their people.");
        report.number("people", people.count()).number("splits", settings.splits());
    }

    private TextTable byAlpha(String title) {
        List<String> columns = new ArrayList<>(List.of("method"));
        settings.fairnesses().forEach(fairness -> columns.add("alpha " + Alphas.text(fairness)));
        return new TextTable(title, columns.toArray(String[]::new));
    }

    private void welfare() {
        TextTable table = byAlpha("Welfare on test people in percent of the best");
        BarChart chart = new BarChart("Welfare on test people, in percent of the best decision", "percent",
                settings.fairnesses().stream().map(fairness -> "alpha " + Alphas.text(fairness)).toList(),
                height -> Formats.number("%.0f", height));
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (Method method : settings.methods()) {
            List<Object> row = new ArrayList<>(List.of(method.label()));
            double[] heights = new double[settings.fairnesses().size()];
            for (int place = 0; place < heights.length; place++) {
                Fairness fairness = settings.fairnesses().get(place);
                Comparison.Spread regret = comparison.testRegret(method, fairness);
                heights[place] = 100 * (1 - regret.mean());
                row.add(Formats.number("%.1f", heights[place]) + halfWidth(regret));
                numbers.add(Formats.entry("method", method.word(), "alpha", fairness.alpha(), "welfare",
                        1 - regret.mean(), "halfWidth", regret.halfWidth()));
            }
            table.row(row.toArray());
            chart.bars(method.label(), heights);
        }
        report.table(table).number("welfare", numbers).picture(new StudyReport.Picture("welfare",
                "what each way to train reaches on test people", chart.toSvg()));
    }

    /** The same people in the same decisions, so that the splits' own spread falls out. */
    private void differences() {
        TextTable table = byAlpha("Welfare minus that of '" + BASE.label() + "', in points, split by split");
        List<Map<String, Object>> numbers = new ArrayList<>();
        Map<Method, List<Fairness>> better = new EnumMap<>(Method.class);
        Map<Method, List<Fairness>> worse = new EnumMap<>(Method.class);
        for (Method method : settings.methods()) {
            if (method == BASE) {
                continue;
            }
            List<Object> row = new ArrayList<>(List.of(method.label()));
            for (Fairness fairness : settings.fairnesses()) {
                Comparison.Spread regret = comparison.differenceTo(BASE, method, fairness);
                row.add(Formats.number("%+.1f", -100 * regret.mean() + 0.0) + halfWidth(regret));
                numbers.add(Formats.entry("method", method.word(), "alpha", fairness.alpha(), "welfare", -regret.mean(),
                        "halfWidth", regret.halfWidth()));
                if (Math.abs(regret.mean()) > regret.halfWidth()) {
                    (regret.mean() < 0 ? better : worse).computeIfAbsent(method, unused -> new ArrayList<>())
                            .add(fairness);
                }
            }
            table.row(row.toArray());
        }
        report.table(table).number("differences", numbers);
        Map<Method, List<Fairness>> largest = settings.fairnesses().stream()
                .collect(Collectors.groupingBy(this::best, () -> new EnumMap<>(Method.class), Collectors.toList()));
        report.say("Largest mean welfare: " + listed(largest) + ".");
        report.say(settings.splits() == 1
                ? "One split has no interval: take several with --splits to tell differences from noise."
                : "Better than '" + BASE.label() + "', with an interval above 0: " + listed(better)
                        + ". Worse, with an interval below 0: " + listed(worse)
                        + ". All other differences are within the noise of the splits.");
    }

    /** Predictions do not matter where the means lead to the best decisions, as where everybody gets everything. */
    private void warn() {
        if (settings.fairnesses().stream()
                .allMatch(fairness -> comparison.testRegret(Method.MEANS, fairness).mean() < NO_REGRET)) {
            report.say(
                    "The means alone lead to the best decisions, so that there is nothing to learn: the budget pays for "
                            + "all that helps, or everybody gains the same."
                            + (people.cap() == null ? "" : " Choose a smaller --budget-per-person."));
        }
    }

    /** As in {@code SPO+ at alpha 1, 2; two-stage at alpha inf}. */
    private static String listed(Map<Method, List<Fairness>> places) {
        return places.isEmpty()
                ? "nothing"
                : places.entrySet().stream()
                        .map(place -> place.getKey().label() + " at alpha "
                                + place.getValue().stream().map(Alphas::text).collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "));
    }

    private static String halfWidth(Comparison.Spread spread) {
        return Double.isInfinite(spread.halfWidth()) ? "" : Formats.number(" +- %.1f", 100 * spread.halfWidth());
    }

    /** The method of the largest mean welfare on test people. */
    Method best(Fairness fairness) {
        return settings.methods().stream()
                .min(Comparator.comparingDouble(method -> comparison.testRegret(method, fairness).mean()))
                .orElseThrow();
    }

    void saved(Path file, Method method, Fairness fairness) {
        report.say(file + ": the model of '" + method.label() + "' at alpha " + Alphas.text(fairness)
                + ", trained on all people" + (settings.patience() > 0 ? " but a fifth, who are held out" : "") + ".");
        report.number("saved", method.word());
    }
}
