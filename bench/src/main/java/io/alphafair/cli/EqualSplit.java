package io.alphafair.cli;

import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.util.List;
import java.util.OptionalLong;

/**
 * The baseline of the alternatives: the budget is shared by the groups in proportion to their members, and each group spends
 * its share where its members gain most per unit of cost.
 *
 * @param reached how many members of each group get a dose
 * @param spent by each group
 * @param meanBenefit of each group's members
 */
record EqualSplit(long[] reached, double[] spent, double[] meanBenefit) {

    /** @param outcome any of the problem */
    static EqualSplit of(Items items, Plan.Doses doses, double budget, Solver solver, Outcome outcome) {
        int count = items.groupCount();
        EqualSplit split = new EqualSplit(new long[count], new double[count], new double[count]);
        for (int group = 0; group < count; group++) {
            if (!outcome.allocation().isZero(group)) {
                double share = budget * ((double) items.groups().groupSize(group) / items.individualCount());
                split.spend(group, items, doses, share, solver);
            }
        }
        return split;
    }

    private void spend(int group, Items items, Plan.Doses doses, double share, Solver solver) {
        try (Items members = members(items, group); Plan plan = new Plan(members, doses, OptionalLong.empty())) {
            Outcome alone = plan.solve(solver, List.of(Fairness.UTILITARIAN), share, null).getFirst();
            reached[group] = alone.reached()[0];
            spent[group] = alone.spent(0);
            meanBenefit[group] = alone.meanBenefit(0);
        }
    }

    /** A copy of one group, which its caller closes. */
    private static Items members(Items items, int group) {
        int size = Math.toIntExact(items.groups().groupSize(group));
        int itemCount = items.itemCount();
        double[] benefit = new double[Math.multiplyExact(size, itemCount)];
        double[] cost = new double[benefit.length];
        double[] cap = new double[benefit.length];
        int at = 0;
        for (long row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < itemCount && items.groups().label(row) == group; item++) {
                benefit[at] = items.benefit(row, item);
                cost[at] = items.cost(row, item);
                cap[at++] = items.cap(row, item);
            }
        }
        return Items.of(Matrix.copyOf(benefit, size, itemCount), Matrix.copyOf(cost, size, itemCount),
                Groups.of(new int[size], 1)).withCaps(Matrix.copyOf(cap, size, itemCount));
    }
}
