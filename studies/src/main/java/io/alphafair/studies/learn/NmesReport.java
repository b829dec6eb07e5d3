package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The study's tables, numbers and picture. */
final class NmesReport {
    /** The methods whose utilities by group are shown beside the best. */
    private static final List<Method> SHOWN = List.of(Method.TWO_STAGE_LOGARITHMS, Method.SMOOTHED);

    private final People people;
    private final Settings settings;
    private final Comparison comparison;
    private final StudyReport report = new StudyReport();

    NmesReport(People people, Settings settings, Comparison comparison) {
        this.people = people;
        this.settings = settings;
        this.comparison = comparison;
    }

    StudyReport write(double[] budgets, List<EpochTimes.Row> times, Frontier frontier) {
        double budget = budgets[budgets.length / 2];
        introduce();
        regrets();
        gains();
        budgets(budgets);
        utilities(budget);
        prices();
        EpochTable.add(report, times);
        report.number("frontier", Map.of("alphas", frontier.alphas(), "curves", frontier.curves()));
        report.picture(new StudyReport.Picture("frontier",
                "what each alpha gives all groups together and the worst", frontier.toSvg(budget)));
        return report;
    }

    private void introduce() {
        double lacking = comparison.lackingShare(settings.fairnesses().getFirst(), people.groupCount());
        report.say("NMES 1988: " + people.count() + " people, " + people.itemCount() + " kinds of care, "
                + people.groupCount() + " groups; " + settings.splits()
                + " splits, four fifths for training; decisions for "
                + settings.batch()
                + " people at a time. Benefit: visits counted plus a floor; the model is log-linear. Mini-batches that lack "
                + "a group: " + Formats.number("%.0f", 100 * lacking) + " %.");
        report.number("lackingShare", lacking);
        report.say(
                "Regret: 1 - equal equivalent of the decision / that of the best decision, in percent. Welfare and its "
                        + "equal equivalent (the utility that, given to every group, has the same welfare) rise together, and this "
                        + "regret is the same for every budget, since doses are proportional to it.");
    }

    private TextTable byAlpha(String title) {
        List<String> columns = new ArrayList<>(List.of("method"));
        settings.fairnesses().forEach(fairness -> columns.add("alpha " + Alphas.text(fairness)));
        return new TextTable(title, columns.toArray(String[]::new));
    }

    /** Regret by alpha, on the people of the test and on those of the training. */
    private void regrets() {
        TextTable onTest = byAlpha("Test regret in percent, mean +- standard deviation over the splits");
        TextTable onTraining = byAlpha("Training regret in percent");
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (Method method : Method.values()) {
            List<Object> testRow = new ArrayList<>(List.of(method.label()));
            List<Object> trainingRow = new ArrayList<>(List.of(method.label()));
            for (Fairness fairness : settings.fairnesses()) {
                Comparison.Spread test = comparison.testRegret(method, fairness);
                Comparison.Spread training = comparison.trainingRegret(method, fairness);
                testRow.add(test.percent());
                trainingRow.add(Formats.number("%.1f", 100 * training.mean()));
                numbers.add(Formats.entry("method", method.word(), "alpha", fairness.alpha(), "test", test.mean(),
                        "testDeviation", test.deviation(), "training", training.mean()));
            }
            onTest.row(testRow.toArray());
            onTraining.row(trainingRow.toArray());
        }
        report.table(onTest).table(onTraining).number("relativeRegret", numbers);
    }

    /** The same people in the same decisions, so that the splits' own spread falls out. */
    private void gains() {
        Method base = Method.TWO_STAGE_LOGARITHMS;
        TextTable table = byAlpha("Test regret minus that of '" + base.label() + "', in points, split by split");
        for (Method method : Method.values()) {
            if (method != base) {
                List<Object> row = new ArrayList<>(List.of(method.label()));
                settings.fairnesses()
                        .forEach(fairness -> row.add(comparison.differenceTo(base, method, fairness).percent()));
                table.row(row.toArray());
            }
        }
        report.table(table);
    }

    private void budgets(double[] budgets) {
        TextTable table = new TextTable(
                "Welfare by budget, mean over the test's decisions +- standard deviation over the "
                        + "splits",
                "alpha, budget", "best W", "W lost: logarithms", "smoothed", "SPO+",
                "regret in %");
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (Fairness fairness : settings.fairnesses()) {
            for (double budget : budgets) {
                Comparison.Spread best = comparison.bestWelfare(fairness, budget);
                Comparison.Spread twoStage = comparison.welfareRegret(Method.TWO_STAGE_LOGARITHMS, fairness, budget);
                Comparison.Spread smoothed = comparison.welfareRegret(Method.SMOOTHED, fairness, budget);
                Comparison.Spread spo = comparison.welfareRegret(Method.SPO_PLUS, fairness, budget);
                table.row(Alphas.text(fairness) + ", " + Formats.plain(budget), spread(best), spread(twoStage),
                        spread(smoothed), spread(spo),
                        Formats.number("%.1f",
                                100 * comparison.testRegret(Method.TWO_STAGE_LOGARITHMS, fairness).mean()));
                numbers.add(Formats.entry("alpha", fairness.alpha(), "budget", budget, "bestWelfare", best.mean(),
                        "lostTwoStageLogarithms", twoStage.mean(), "lostSmoothed", smoothed.mean(), "lostSpoPlus",
                        spo.mean()));
            }
        }
        report.table(table).number("welfare", numbers);
    }

    private void utilities(double budget) {
        TextTable table = new TextTable(
                "Utility by group, budget " + Formats.plain(budget) + ", mean over the test's decisions",
                "alpha, group", "best", SHOWN.get(0).label(), SHOWN.get(1).label());
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (Fairness fairness : settings.fairnesses()) {
            for (int group = 0; group < people.groupCount(); group++) {
                double best = comparison.bestUtility(fairness, group, budget);
                double first = comparison.utility(SHOWN.get(0), fairness, group, budget);
                double second = comparison.utility(SHOWN.get(1), fairness, group, budget);
                table.row(Alphas.text(fairness) + ", " + people.groupNames().get(group), Formats.number("%.3g", best),
                        Formats.number("%.3g", first), Formats.number("%.3g", second));
                numbers.add(
                        Formats.entry("alpha", fairness.alpha(), "group", people.groupNames().get(group), "best", best,
                                SHOWN.get(0).word(), first, SHOWN.get(1).word(), second));
            }
        }
        report.table(table).number("utility", numbers);
    }

    private void prices() {
        TextTable table = new TextTable(
                "Price of fairness: the share of all utility given up against alpha 0, in percent",
                "alpha", "best decisions", SHOWN.get(0).label(), SHOWN.get(1).label());
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (Fairness fairness : settings.fairnesses()) {
            Comparison.Spread best = comparison.bestPriceOfFairness(fairness);
            Comparison.Spread first = comparison.priceOfFairness(SHOWN.get(0), fairness);
            Comparison.Spread second = comparison.priceOfFairness(SHOWN.get(1), fairness);
            table.row(Alphas.text(fairness), best.percent(), first.percent(), second.percent());
            numbers.add(Formats.entry("alpha", fairness.alpha(), "best", best.mean(), SHOWN.get(0).word(), first.mean(),
                    SHOWN.get(1).word(), second.mean()));
        }
        report.table(table).number("priceOfFairness", numbers);
    }

    private static String spread(Comparison.Spread spread) {
        return Formats.number("%.4g +- %.2g", spread.mean(), spread.deviation());
    }
}
