package io.alphafair.cli;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.cli.Solver.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An answer of the closed form as people read it: one line per group, numbers to six digits. */
final class AnswerText {
    private static final List<String> HEADINGS = List.of("group", "members", "winner row", "item", "best ratio",
            "budget", "dose", "utility", "");

    private AnswerText() {
    }

    /** @param details whether to print objective, shadow price and backend as well */
    static String of(Answer answer, boolean details) {
        Allocation allocation = answer.allocation();
        BestItems best = allocation.bestItems();
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        for (int group = 0; group < allocation.groupCount(); group++) {
            lines.add(List.of("" + group, "" + best.groupSize(group), "" + best.winnerRow(group),
                    "" + best.winnerItem(group), number(best.bestRatio(group)), number(allocation.budget(group)),
                    number(allocation.dose(group)), number(allocation.utility(group)), note(allocation, group)));
        }
        return allocation.fairness() + ", budget " + number(allocation.totalBudget()) + " for "
                + best.individualCount() + " individuals x " + best.itemCount() + " items in " + best.groupCount()
                + " groups\n" + (details ? details(answer) : "")
                + "Without caps each group's budget goes to one entry; --cap or --cap-values sets the largest dose.\n\n"
                + aligned(lines)
                + (allocation.isTied()
                        ? "\nA tie: the derivatives are those of the winners shown, which come first.\n"
                        : "");
    }

    private static String details(Answer answer) {
        return "objective " + number(answer.allocation().objective()) + ", shadow price "
                + number(answer.allocation().shadowPrice()) + "\n" + DetailsText.UNITS + "backend " + answer.backend()
                + " (" + answer.description() + "), " + answer.why() + "\n";
    }

    private static String note(Allocation allocation, int group) {
        BestItems best = allocation.bestItems();
        return best.isZero(group) ? "no benefit" : best.isTied(group) ? "tied" : "";
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.6g", value);
    }

    /** The first column to the left, the others to the right, but for the notes at the end. */
    private static String aligned(List<List<String>> lines) {
        int[] width = new int[HEADINGS.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < width.length; column++) {
                width[column] = Math.max(width[column], line.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int column = 0; column < width.length; column++) {
                String padding = " ".repeat(width[column] - line.get(column).length());
                boolean left = column == 0 || column == width.length - 1;
                row.append(left ? line.get(column) + padding : padding + line.get(column)).append("  ");
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
