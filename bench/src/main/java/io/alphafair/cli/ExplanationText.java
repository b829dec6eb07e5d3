package io.alphafair.cli;

import io.alphafair.Explanation;
import io.alphafair.Items;

/** Why one person gets what, in one sentence per item. */
final class ExplanationText {
    private final People people;
    private final Plan plan;
    private final int row;
    private final long solvedRow;

    ExplanationText(People people, Plan plan, String id) {
        this.people = people;
        this.plan = plan;
        this.row = people.row(id);
        this.solvedRow = plan.solvedRow(row);
    }

    String of(Outcome outcome) {
        StringBuilder text = new StringBuilder("\nWhy ").append(people.id(row)).append(" (")
                .append(people.groupName(people.groupOf(row))).append(") gets what with ").append(outcome.name())
                .append('\n');
        Items solved = plan.solved();
        for (int place = 0; place < solved.itemCount(); place++) {
            if (plan.steps() != null && plan.steps().toItem(solvedRow, place) < 0) {
                break;
            }
            text.append(name(place)).append(": ").append(sentence(outcome, place)).append(".\n");
        }
        if (plan.steps() != null) {
            text.append("An item that is not listed never gives the most benefit for any amount of money.\n");
        }
        return text.toString();
    }

    /** The item, or the step from one item to another. */
    private String name(int place) {
        if (plan.steps() == null) {
            return people.itemName(place);
        }
        int from = plan.steps().fromItem(solvedRow, place);
        String to = people.itemName(plan.steps().toItem(solvedRow, place));
        return from < 0 ? to : to + " in place of " + people.itemName(from);
    }

    private String sentence(Outcome outcome, int place) {
        Explanation why = outcome.allocation().explain(solvedRow, place);
        Items solved = plan.solved();
        double benefit = solved.benefit(solvedRow, place);
        if (benefit == 0) {
            return "no benefit, so no dose";
        }
        String gain = Numbers.text(benefit) + " benefit for " + Numbers.text(solved.cost(solvedRow, place)) + " is "
                + Numbers.text(why.ratio()) + " per unit of cost";
        double share = why.dose() / solved.cap(solvedRow, place);
        String answer = why.funded() ? funded(why, share) : notFunded(why);
        return gain + ", " + answer + (outcome.whole() == null ? "" : "; in whole doses " + whole(outcome, place))
                + needed(why);
    }

    private static String cutoff(Explanation why) {
        return "the group's cut-off of " + Numbers.text(why.cutoffRatio());
    }

    /** @param share of the cap, 0 where there is no cap */
    private static String funded(Explanation why, double share) {
        if (why.cutoffRatio() == 0) {
            return "and the money suffices for everybody in the group: funded";
        }
        if (why.ratio() > why.cutoffRatio()) {
            return "above " + cutoff(why) + ": funded";
        }
        return "at " + cutoff(why) + ": funded"
                + (share == 1 ? ", first in the order" : share == 0 ? "" : " in part, " + Numbers.percent(share));
    }

    private static String notFunded(Explanation why) {
        return why.ratio() < why.cutoffRatio()
                ? "below " + cutoff(why) + ": not funded"
                : "at " + cutoff(why) + ": not funded, because the money runs out before";
    }

    private static String needed(Explanation why) {
        return why.benefitNeeded().isEmpty()
                ? ""
                : ". From a benefit of " + Numbers.roundedUp(why.benefitNeeded().getAsDouble())
                        + " on it would come before the cut-off, if the cut-off stays";
    }

    private String whole(Outcome outcome, int place) {
        int item = plan.steps() == null ? place : plan.steps().toItem(solvedRow, place);
        return outcome.dose(row, item) > 0 ? "funded" : "not funded";
    }
}
