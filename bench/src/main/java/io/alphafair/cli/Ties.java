package io.alphafair.cli;

import io.alphafair.CappedAllocation;
import io.alphafair.FundedEntry;
import io.alphafair.Items;

/**
 * The people of each group whose ratio is the one at which the group's money runs out. Which of them get something is decided
 * by the order of the rows, or by lot.
 */
final class Ties {
    private final long[] people;
    private final long[] funded;

    private Ties(long[] people, long[] funded) {
        this.people = people;
        this.funded = funded;
    }

    static Ties count(Plan plan, Outcome outcome) {
        Items items = plan.solved();
        CappedAllocation allocation = outcome.allocation();
        Ties ties = new Ties(allocation.countTies(), new long[outcome.groupCount()]);
        long last = -1;
        for (FundedEntry entry : outcome.whole() == null ? allocation.funded() : outcome.whole().funded()) {
            double ratio = items.benefit(entry.row(), entry.item()) / items.cost(entry.row(), entry.item());
            if (entry.row() != last && ratio == allocation.cutoffRatio(entry.group())) {
                last = entry.row();
                ties.funded[entry.group()]++;
            }
        }
        return ties;
    }

    /** Whether some of those who tie get something although others do not, or get less. */
    boolean decide(int group) {
        return people[group] > 1 && funded[group] > 0;
    }

    /** Whether {@link #decide} holds for some group. */
    boolean decideAny() {
        for (int group = 0; group < people.length; group++) {
            if (decide(group)) {
                return true;
            }
        }
        return false;
    }

    /** How many people have the ratio. */
    long people(int group) {
        return people[group];
    }

    /** How many of them get something. */
    long funded(int group) {
        return funded[group];
    }

    /** As in {@code 2 of 5}: how many of those who tie get something; {@code -} where nothing depends on it. */
    String text(int group) {
        return decide(group) ? funded[group] + " of " + people[group] : "-";
    }
}
