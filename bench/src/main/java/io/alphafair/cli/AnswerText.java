package io.alphafair.cli;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.cli.Solver.Answer;
import io.alphafair.studies.study.TextTable;

/** An answer of the closed form as people read it: one line per group. */
final class AnswerText {
    private AnswerText() {
    }

    /** @param details whether to print objective, shadow price and backend as well */
    static String of(Answer<Allocation> answer, boolean details) {
        Allocation allocation = answer.allocation();
        BestItems best = allocation.bestItems();
        TextTable table = new TextTable("alpha " + Numbers.text(allocation.fairness().alpha()) + ", budget "
                + Numbers.text(allocation.totalBudget()) + " for " + best.individualCount() + " individuals x "
                + best.itemCount() + " items in " + best.groupCount() + " groups", "group", "members", "winner row",
                "item", "best ratio", "budget", "dose", "utility", "");
        for (int group = 0; group < allocation.groupCount(); group++) {
            table.row(group, best.groupSize(group), best.winnerRow(group), best.winnerItem(group),
                    Numbers.text(best.bestRatio(group)), Numbers.text(allocation.budget(group)),
                    Numbers.text(allocation.dose(group)), Numbers.text(allocation.utility(group)),
                    note(best, group));
        }
        return table.toText() + "\nWithout caps each group's budget goes to one entry; --cap or --cap-values sets the "
                + "largest dose.\n"
                + (allocation.isTied()
                        ? "A tie: the derivatives are those of the winners shown, which come first.\n"
                        : "")
                + (details ? details(answer) : "");
    }

    private static String details(Answer<Allocation> answer) {
        return "\nDetails\n" + DetailsText.UNITS + "objective " + Numbers.text(answer.allocation().objective())
                + ", shadow price " + Numbers.text(answer.allocation().shadowPrice()) + "\n"
                + DetailsText.backend(answer.backend(), answer.description(), answer.why());
    }

    private static String note(BestItems best, int group) {
        return best.isZero(group) ? "no benefit" : best.isTied(group) ? "tied" : "";
    }
}
