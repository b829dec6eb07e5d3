package io.alphafair.studies.programme;

import io.alphafair.Fairness;
import io.alphafair.studies.nmes.Care;
import io.alphafair.studies.programme.Decision.Share;
import io.alphafair.studies.study.Alphas;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What the study tells: first who gets what and why, in plain words, then the tables. */
final class ProgrammeReport {
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
        report.say(count(mostBenefit.members()) + " people aged 66 and over, and money for " + percent(budgetShare)
                + " of them: who gets care, and why? (An example of a method, not advice about care.)");
        reached();
        whoComesFirst();
        decisions.forEach(this::explain);
        caution();
        averages();
        whatTheyGet();
        cutoffs();
        details();
        report.number("people", mostBenefit.members()).number("budgetShare", budgetShare).number("budget", budget)
                .number("whole", mostBenefit.whole()).number("mostBenefit", mostBenefit)
                .number("decisions", decisions).number("paths", paths);
        ProgrammePictures.add(report, decisions, paths, budget);
        return report;
    }

    private void reached() {
        TextTable table = table("People who get something, and their part of the group", "group", "members");
        for (int k = 0; k < mostBenefit.groups().size(); k++) {
            int group = k;
            table.row(row(mostBenefit.groups().get(k).group(), count(mostBenefit.groups().get(k).members()),
                    decision -> people(decision.groups().get(group).reached(),
                            decision.groups().get(group).members())));
        }
        table.row(row("all", count(mostBenefit.members()),
                decision -> people(decision.reached(), decision.members())));
        table.row(row("benefit, in % of the most", "", decision -> percent(1 - decision.givenUp(mostBenefit))));
        report.table(table);
    }

    /** A column per decision behind these. */
    private TextTable table(String title, String... first) {
        List<String> columns = new ArrayList<>(List.of(first));
        decisions.forEach(decision -> columns.add("alpha " + text(decision)));
        return new TextTable(title, columns.toArray(String[]::new));
    }

    private Object[] row(String name, String second, Function<Decision, String> cell) {
        List<Object> cells = new ArrayList<>(List.of(name, second));
        decisions.forEach(decision -> cells.add(cell.apply(decision)));
        return cells.toArray();
    }

    private void whoComesFirst() {
        report.say(given()
                + " In each group, the people with the highest score come first. A person's score is the number "
                + "of visits that a model expects of them, by their answers in a survey. It stands for the benefit of "
                + "care, which nobody has measured. Each column divides the money among the groups in another way:");
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
                ? "Whoever gets something gets one visit or stay of this kind: " + used.getFirst() + "."
                : "Whoever gets something gets one visit or stay of one of these kinds: " + String.join("; ", used)
                        + ".";
    }

    /** The rule of an alpha, and what it does here. */
    private void explain(Decision decision) {
        StringBuilder text = new StringBuilder("alpha " + text(decision) + ": ");
        text.append(rule(decision)).append('.');
        if (decision.alpha() > 0) {
            text.append(" Compared with alpha 0: ").append(changes(decision)).append("; ")
                    .append(percent(decision.givenUp(mostBenefit))).append(" less benefit in total.");
        }
        report.say(text.toString());
    }

    private static String rule(Decision decision) {
        double alpha = decision.alpha();
        if (alpha == 0) {
            return "the most benefit in total. Everybody needs the same score"
                    + (decision.shadowPrice() > 0 ? ", about " + score(decision.shadowPrice()) : "");
        }
        Comparator<Share> byCutoff = Comparator.comparingDouble(Share::cutoff);
        Share least = decision.groups().stream().min(byCutoff).orElseThrow();
        Share most = decision.groups().stream().max(byCutoff).orElseThrow();
        String needed = least.cutoff() == most.cutoff()
                ? ""
                : ". Scores needed: " + score(least.cutoff()) + " (" + least.group() + ") to " + score(most.cutoff())
                        + " (" + most.group() + ")";
        if (alpha == Double.POSITIVE_INFINITY) {
            return "the group with the least benefit per member comes first, until all are equal or it needs nothing "
                    + "more" + needed;
        }
        return "a compromise. In a group with half the benefit per member of another, one more visit counts "
                + (alpha <= MOST_PRINTED ? Formats.rounded(Math.pow(2, alpha)) + " times as much" : "far more")
                + needed;
    }

    /** How many more or fewer people of each group get something. */
    private String changes(Decision decision) {
        List<String> changes = new ArrayList<>();
        for (int k = 0; k < decision.groups().size(); k++) {
            Share share = decision.groups().get(k);
            changes.add(Formats.number("%+d", share.reached() - mostBenefit.groups().get(k).reached()) + " "
                    + share.group());
        }
        return String.join("; ", changes);
    }

    private void averages() {
        report.say(
                "The benefit per member of a group: the scores of its people who get something, added up and divided by "
                        + "all its members." + (mostBenefit.whole()
                                ? " Visits are whole, so numbers that would be equal differ a little."
                                : ""));
        TextTable table = table("Benefit per member", "group", "members");
        for (int k = 0; k < mostBenefit.groups().size(); k++) {
            int group = k;
            table.row(row(mostBenefit.groups().get(k).group(), count(mostBenefit.groups().get(k).members()),
                    decision -> benefit(decision.groups().get(group).meanBenefit())));
        }
        table.row(row("all", count(mostBenefit.members()),
                decision -> benefit(decision.totalBenefit() / decision.members())));
        report.table(table);
    }

    private void whatTheyGet() {
        TextTable table = table("What they get: how many visits or stays of each kind of care", "care", "cost");
        List<String> unused = new ArrayList<>();
        for (Care care : Care.values()) {
            if (decisions.stream().allMatch(decision -> units(decision, care) == 0)) {
                unused.add(care.inWords());
            } else {
                table.row(row(care.inWords(), Formats.rounded(care.cost()),
                        decision -> Formats.rounded(units(decision, care))));
            }
        }
        if (table.rows().isEmpty()) {
            return;
        }
        table.row(row("money left", "", decision -> amount(decision.unspent())));
        report.table(table);
        report.say("Costs are in visits to a physician's office, for " + amount(budget) + " of which there is money."
                + (unused.isEmpty()
                        ? ""
                        : " Nobody gets these kinds, because the expected number of such visits or stays is lower for the same money: "
                                + String.join("; ", unused) + "."));
    }

    private static double units(Decision decision, Care care) {
        return decision.groups().stream().mapToDouble(share -> share.units().get(care.column())).sum();
    }

    private void cutoffs() {
        report.say(
                "The score needed is the score per unit of money of the first person whom the group's money does not pay for in "
                        + "full: people above it get something, people below do not. With alpha 0 the next unit of money does "
                        + "as much in every group, so these scores are nearly equal.");
        TextTable table = new TextTable("Where each group's money ends", "alpha, group", "spent", "score needed");
        for (Decision decision : decisions) {
            for (Share share : decision.groups()) {
                table.row(text(decision) + ", " + share.group(), amount(share.spent()),
                        Formats.number("%.3f", share.cutoff()));
            }
        }
        report.table(table);
    }

    private void details() {
        boolean whole = mostBenefit.whole();
        report.say(whole
                ? "These scores are those of the best division in which, in each group, one person may get a part of a unit. The "
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
            table.row(text(decision), Formats.number("%.7g", decision.objective()),
                    Formats.number("%.4g", decision.shadowPrice()),
                    Formats.number("%.0e", decision.gap()), Formats.number("%.1e", decision.lossBound()));
        }
        report.table(table);
    }

    private void caution() {
        report.say(
                "Why this is not advice: people's visits differ for many reasons, of which the model knows few (it explains 3 "
                        + "to 15 % of the variance, by kind of care). A person who rarely sees a doctor may need more than it "
                        + "expects. The costs are our choice. The people answered a survey in the United States in 1988 (NMES), "
                        + "which also asked for sex and race; whether groups may be made of these is a question of law.");
    }

    private static String text(Decision decision) {
        return Alphas.text(Fairness.of(decision.alpha()));
    }

    private static String people(long reached, long members) {
        return count(reached) + " (" + percent((double) reached / members) + ")";
    }

    private static String count(long people) {
        return Formats.number("%,d", people);
    }

    private static String percent(double part) {
        return Formats.number("%.1f %%", Math.round(1000 * part) / 10.0);
    }

    private static String amount(double money) {
        return Formats.number("%,.1f", money);
    }

    private static String benefit(double visits) {
        return Formats.number("%.3f", visits);
    }

    private static String score(double visits) {
        return Formats.number("%.1f", visits);
    }
}
