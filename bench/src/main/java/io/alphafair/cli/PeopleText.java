package io.alphafair.cli;

import io.alphafair.FundedEntry;
import io.alphafair.studies.study.TextTable;
import java.util.ArrayList;
import java.util.List;

/** One outcome as people read it who decide: what happens, who gets what, and how the groups fare. */
final class PeopleText {
    /** Lines of people that fit on a screen beside the rest. */
    private static final int MOST_LINES = 20;

    private final People people;
    private final Robustness robustness;

    /** @param robustness null if no noise is asked about */
    PeopleText(People people, Robustness robustness) {
        this.people = people;
        this.robustness = robustness;
    }

    /**
     * @param budget the budget that was asked for
     * @param allInFile whether a file has all people
     */
    String of(Outcome outcome, Ties ties, double budget, boolean allInFile) {
        return summary(outcome, budget) + "\n" + whoGetsWhat(outcome, allInFile) + "\n" + groups(outcome, ties)
                + (robustness == null ? "" : robustness.text(outcome));
    }

    private String summary(Outcome outcome, double budget) {
        long reached = 0;
        for (long members : outcome.reached()) {
            reached += members;
        }
        String unspent = outcome.unspent() > 0
                ? Numbers.text(outcome.unspent()) + " of " + Numbers.text(budget)
                : "nothing";
        return "Of " + people.count() + " people " + reached + " are reached with a budget of " + Numbers.text(budget)
                + "; " + unspent + " is left.\n" + why(outcome) + "\n";
    }

    private static String why(Outcome outcome) {
        if (!outcome.allocation().binds()) {
            return "The budget suffices for everybody whom it can help.";
        }
        double alpha = outcome.allocation().fairness().alpha();
        return """
                In each group, people who gain more per unit of cost come first. The cut-off is where the group's money runs out.
                """
                + "The fairness " + outcome.name() + " sets the cut-offs: " + meaning(alpha);
    }

    private static String meaning(double alpha) {
        if (alpha == 0) {
            return "the sum of the groups' mean benefits is as large as possible.";
        }
        if (alpha == 1) {
            return "a gain of one percent for one group costs the others at least one percent in all.";
        }
        return alpha == Double.POSITIVE_INFINITY
                ? "the smallest mean benefit of a group is as large as possible."
                : "a group counts more the smaller its mean benefit is, and the more the larger alpha is.";
    }

    private String whoGetsWhat(Outcome outcome, boolean allInFile) {
        List<String> headings = new ArrayList<>(List.of(people.idHeading(), "group", "item", "dose", "spent"));
        if (robustness != null) {
            headings.add("funded in draws");
        }
        TextTable table = new TextTable("Who gets what", headings.toArray(String[]::new));
        List<FundedEntry> funded = outcome.funded();
        for (FundedEntry entry : funded.subList(0, Math.min(MOST_LINES, funded.size()))) {
            List<String> cells = new ArrayList<>(List.of(people.id(entry.row()), people.groupName(entry.group()),
                    people.itemName(entry.item()), Numbers.text(entry.dose()),
                    Numbers.text(entry.dose() * people.items().cost(entry.row(), entry.item()))));
            if (robustness != null) {
                cells.add(Numbers.percent(robustness.share(entry.row())));
            }
            table.row(cells.toArray());
        }
        int more = funded.size() - MOST_LINES;
        return table.toText()
                + (more <= 0 ? "" : "and " + more + " more" + (allInFile ? "" : ": --out FILE writes all"))
                + (more <= 0 ? "" : "\n");
    }

    private String groups(Outcome outcome, Ties ties) {
        TextTable table = new TextTable("By group", "group", "members", "reached", "spent", "mean benefit", "cut-off",
                "tied");
        long[] reached = outcome.reached();
        for (int group = 0; group < outcome.groupCount(); group++) {
            double cutoff = outcome.allocation().cutoffRatio(group);
            table.row(people.groupName(group), outcome.allocation().groupSize(group), reached[group],
                    Numbers.text(outcome.spent(group)), Numbers.text(outcome.meanBenefit(group)),
                    cutoff > 0 ? Numbers.text(cutoff) : "-", ties.text(group));
        }
        return table.toText() + """
                mean benefit: per member of the group. cut-off: the benefit per cost at which the money runs out.
                tied: 1 of 3 means that three people are exactly at the cut-off and the money reaches one of them.
                """;
    }
}
