package io.alphafair.cli;

import io.alphafair.CappedAllocation;
import io.alphafair.FundedEntry;
import io.alphafair.WholeAllocation;
import io.alphafair.cli.Solver.Answer;
import java.util.List;

/**
 * Who gets what for one fairness.
 *
 * @param whole the allocation in whole doses; null where doses may be partial
 * @param funded what is given, ascending by row and item
 */
record Outcome(Answer<CappedAllocation> answer, WholeAllocation whole, List<FundedEntry> funded) {

    CappedAllocation allocation() {
        return answer.allocation();
    }

    int groupCount() {
        return allocation().groupCount();
    }

    /** As in {@code alpha 1}. */
    String name() {
        return "alpha " + Numbers.text(allocation().fairness().alpha());
    }

    /** What a group spends, in units of cost. */
    double spent(int group) {
        return whole == null ? allocation().budget(group) : whole.budget(group);
    }

    double spent() {
        double sum = 0;
        for (int group = 0; group < groupCount(); group++) {
            sum += spent(group);
        }
        return sum;
    }

    /** The mean benefit of a group's members. */
    double meanBenefit(int group) {
        return whole == null ? allocation().utility(group) : whole.utility(group);
    }

    double unspent() {
        return whole == null ? allocation().unspent() : whole.unspent();
    }

    double objective() {
        return whole == null ? allocation().objective() : whole.objective();
    }

    /** How many members of each group get a dose. */
    long[] reached() {
        long[] reached = new long[groupCount()];
        long last = -1;
        for (FundedEntry entry : funded) {
            if (entry.row() != last) {
                last = entry.row();
                reached[entry.group()]++;
            }
        }
        return reached;
    }

    /** The dose of one person from one item. */
    double dose(long row, int item) {
        return funded.stream().filter(entry -> entry.row() == row && entry.item() == item)
                .mapToDouble(FundedEntry::dose).findFirst().orElse(0);
    }
}
