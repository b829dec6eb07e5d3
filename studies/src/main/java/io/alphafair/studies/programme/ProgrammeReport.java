package io.alphafair.studies.programme;

import io.alphafair.Fairness;
import io.alphafair.studies.nmes.Care;
import io.alphafair.studies.programme.Decision.Share;
import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the study tells: first who gets what and why, in plain words, then the tables. */
final class ProgrammeReport {
    private static final MathContext DIGITS = new MathContext(6);
    /** Averages that differ by less than that, relatively, are called equal. */
    private static final double EQUAL = 0.01;
    /** Alphas up to which the weight of a gain is printed as a number. */
    private static final double MOST_PRINTED = 10;

    private final double budgetShare;
    private final double budget;
    private final Decision mostBenefit;
    private final List<Decision> decisions;
    private final StudyReport report = new StudyReport();

    /**
     * A report.
     *
     * @param mostBenefit the decision at alpha 0, which the others are compared with
     * @param decisions one per alpha
     */
    ProgrammeReport(double budgetShare, double budget, Decision mostBenefit, List<Decision> decisions) {
        this.budgetShare = budgetShare;
        this.budget = budget;
        this.mostBenefit = mostBenefit;
        this.decisions = decisions;
    }

    StudyReport write(List<BudgetPath> paths) {
        introduce();
        rules();
        reached();
        caution();
        decisions.forEach(this::explain);
        priceOfFairness();
        whatTheyGet();
        cutoffs();
        details();
        report.number("people", mostBenefit.members()).number("budgetShare", budgetShare).number("budget", budget)
                .number("whole", mostBenefit.whole()).number("mostBenefit", mostBenefit)
                .number("decisions", decisions).number("paths", paths);
        ProgrammePictures.add(report, decisions, paths, budget);
        return report;
    }

    private void introduce() {
        report.say(count(mostBenefit.members()) + " people aged 66 and over, and money for " + percent(budgetShare)
                + " of them: who gets care, and why? (An example of a method, not advice about care.)");
        report.say("The money pays for " + amount(budget)
                + " visits to a physician's office. Six kinds of care are offered; "
                + "each person gets one visit or one stay of one kind, or nothing. " + given()
                + " How much a visit helps is not known. As a stand-in we assume that people whom a model expects to see the "
                + "doctor most often gain most: their expected visits are called the benefit, and in each group those with "
                + "the most benefit for the money come first. What is open is how to divide the money among the groups:");
    }

    /** Which kinds of care people get. */
    private String given() {
        List<String> used = new ArrayList<>();
        for (Care care : Care.values()) {
            if (decisions.stream().anyMatch(decision -> units(decision, care) > 0)) {
                used.add(care.inWords());
            }
        }
        if (used.isEmpty()) {
            return "The money suffices for nobody.";
        }
        return used.size() == 1
                ? "Everyone who gets something gets this kind: " + used.getFirst()
                        + "; the others bring these people less for the same money."
                : "Those who get something get one of these: " + String.join("; ", used) + ".";
    }

    private void rules() {
        for (Decision decision : decisions) {
            report.say("alpha " + text(decision) + ": " + rule(decision.alpha()) + ".");
        }
    }

    private void reached() {
        List<String> columns = new ArrayList<>(List.of("group", "members"));
        decisions.forEach(decision -> columns.add("alpha " + text(decision)));
        TextTable table = new TextTable("People who get something, and their part of the group",
                columns.toArray(String[]::new));
        for (int k = 0; k < mostBenefit.groups().size(); k++) {
            int group = k;
            table.row(row(mostBenefit.groups().get(k).group(), count(mostBenefit.groups().get(k).members()),
                    decision -> people(decision.groups().get(group).reached(),
                            decision.groups().get(group).members())));
        }
        table.row(row("all", count(mostBenefit.members()),
                decision -> people(decision.reached(), decision.members())));
        table.row(row("total benefit lost", "", decision -> percent(decision.givenUp(mostBenefit))));
        table.row(row("lowest average of a group", "", decision -> benefit(decision.lowest())));
        report.table(table);
    }

    private Object[] row(String name, String members, Function<Decision, String> cell) {
        List<Object> cells = new ArrayList<>(List.of(name, members));
        decisions.forEach(decision -> cells.add(cell.apply(decision)));
        return cells.toArray();
    }

    /** The rule of an alpha, and what it does here. */
    private void explain(Decision decision) {
        Comparator<Share> byPart = Comparator.comparingDouble(Share::reachedPart);
        Share most = decision.groups().stream().max(byPart).orElseThrow();
        Share least = decision.groups().stream().min(byPart).orElseThrow();
        StringBuilder text = new StringBuilder("With alpha " + text(decision) + ", ");
        text.append(count(decision.reached())).append(" people are reached: ").append(percent(most.reachedPart()))
                .append(" of the group '").append(most.group()).append("', ").append(percent(least.reachedPart()))
                .append(" of '").append(least.group()).append("'. ");
        text.append("The average benefit of all members of a group is ").append(benefits(decision)).append(". ");
        if (decision.alpha() > 0) {
            text.append("All people together have ").append(percent(decision.givenUp(mostBenefit)))
                    .append(" less benefit than with alpha 0; the lowest average of a group rises from ")
                    .append(benefit(mostBenefit.lowest())).append(" to ").append(benefit(decision.lowest()))
                    .append('.');
        }
        if (decision.alpha() == Double.POSITIVE_INFINITY && decision.whole()) {
            text.append(" Visits are whole, so averages that would be equal differ a little.");
        }
        report.say(text.toString());
    }

    private static String rule(double alpha) {
        if (alpha == 0) {
            return "the most benefit for all people together, whatever their group";
        }
        if (alpha == Double.POSITIVE_INFINITY) {
            return "the group whose members have the least benefit on average comes first, until the averages are equal "
                    + "or nothing more would help it";
        }
        return "a compromise; where a group's average benefit is half of another's, the same gain counts "
                + (alpha <= MOST_PRINTED ? plain(Math.pow(2, alpha)) + " times as much" : "far more");
    }

    private static String benefits(Decision decision) {
        return decision.highest() - decision.lowest() <= EQUAL * decision.highest()
                ? benefit(decision.lowest()) + " in every group"
                : benefit(decision.lowest()) + " in the group with the lowest average and "
                        + benefit(decision.highest()) + " in the one with the highest";
    }

    private void priceOfFairness() {
        TextTable table = new TextTable(
                "What fairness costs: expected visits per person, those who get nothing included",
                "alpha", "all people", "lowest group", "highest group", "given up in %", "money left");
        for (Decision decision : decisions) {
            table.row(text(decision), benefit(decision.totalBenefit() / decision.members()),
                    benefit(decision.lowest()), benefit(decision.highest()),
                    number("%.1f", 100 * decision.givenUp(mostBenefit)), amount(decision.unspent()));
        }
        report.table(table);
    }

    private void whatTheyGet() {
        List<String> columns = new ArrayList<>(List.of("care", "cost"));
        decisions.forEach(decision -> columns.add("alpha " + text(decision)));
        TextTable table = new TextTable("What they get: how many units (visits or stays) of each kind of care",
                columns.toArray(String[]::new));
        List<String> unused = new ArrayList<>();
        for (Care care : Care.values()) {
            if (decisions.stream().allMatch(decision -> units(decision, care) == 0)) {
                unused.add(care.inWords());
            } else {
                table.row(row(care.inWords(), plain(care.cost()), decision -> plain(units(decision, care))));
            }
        }
        if (table.rows().isEmpty()) {
            return;
        }
        report.table(table);
        if (!unused.isEmpty()) {
            report.say("Nobody gets these kinds, which would bring the people less for the same money: "
                    + String.join("; ", unused) + ".");
        }
    }

    private static double units(Decision decision, Care care) {
        return decision.groups().stream().mapToDouble(share -> share.units().get(care.column())).sum();
    }

    private void cutoffs() {
        report.say(
                "A group's cut-off is the benefit per unit of money of the first person whom its money does not pay for in "
                        + "full: people above it are reached, people below are not. With alpha 0 the next unit of money does "
                        + "as much in every group, so the cut-offs are nearly equal.");
        TextTable table = new TextTable("Where each group's money ends; cut-offs in expected visits per unit of money",
                "alpha, group", "spent", "mean benefit", "cut-off");
        for (Decision decision : decisions) {
            for (Share share : decision.groups()) {
                table.row(text(decision) + ", " + share.group(), amount(share.spent()), benefit(share.meanBenefit()),
                        number("%.3f", share.cutoff()));
            }
        }
        report.table(table);
    }

    private void details() {
        boolean whole = mostBenefit.whole();
        report.say(whole
                ? "The cut-offs are those of the best division in which, in each group, one person may get a part of a unit. The "
                        + "numbers above are of whole units: parts are rounded down, and what is left is spent on units "
                        + "that still fit. So averages that are equal in the best division may differ a little."
                : "In each group at most one person gets a part of a unit or a mixture of two kinds of care: "
                        + decisions.stream().flatMap(decision -> decision.groups().stream()).mapToLong(Share::partly)
                                .sum()
                        + " people in all decisions together.");
        report.say(
                "For readers who check the mathematics: W is the welfare that alpha makes as large as possible, each "
                        + "group weighted by its members, and dW / dbudget is what one more unit of money would add to it. The gap "
                        + "is how far W can be from the true optimum; the last column is how much of W "
                        + (whole ? "the rounding to whole units" : "this decision") + " can lose at most.");
        TextTable table = new TextTable("To check the mathematics", "alpha", "W",
                "dW / dbudget", "gap of the optimum", whole ? "lost by whole units, at most" : "lost, at most");
        for (Decision decision : decisions) {
            table.row(text(decision), number("%.7g", decision.objective()), number("%.4g", decision.shadowPrice()),
                    number("%.0e", decision.gap()), number("%.1e", decision.lossBound()));
        }
        report.table(table);
    }

    private void caution() {
        report.say(
                "Why this is not advice: the model accounts for only 3 to 15 % of the differences between people's visits (of "
                        + "the variance), a person who rarely sees a doctor may need more than it expects, and the costs are our "
                        + "choice. The people are those of the survey NMES 1988 of the United States; sex and race, which make "
                        + "the groups, are columns of it.");
    }

    private static String text(Decision decision) {
        return Alphas.text(Fairness.of(decision.alpha()));
    }

    private static String people(long reached, long members) {
        return count(reached) + " (" + percent((double) reached / members) + ")";
    }

    private static String count(long people) {
        return number("%,d", people);
    }

    private static String percent(double part) {
        return number("%.1f %%", Math.round(1000 * part) / 10.0);
    }

    private static String amount(double money) {
        return number("%,.1f", money);
    }

    private static String benefit(double visits) {
        return number("%.3f", visits);
    }

    /** Without useless zeros. */
    private static String plain(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
