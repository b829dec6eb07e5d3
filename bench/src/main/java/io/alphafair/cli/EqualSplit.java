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
        int[][] rows = rowsByGroup(items.groups());
        for (int group = 0; group < count; group++) {
            if (!outcome.allocation().isZero(group)) {
                double share = budget * ((double) rows[group].length / items.individualCount());
                try (Items members = copy(items, rows[group])) {
                    split.spend(group, members, doses, share, solver);
                }
            }
        }
        return split;
    }

    private static int[][] rowsByGroup(Groups groups) {
        int[][] rows = new int[groups.count()][];
        int[] filled = new int[rows.length];
        for (int group = 0; group < rows.length; group++) {
            rows[group] = new int[Math.toIntExact(groups.groupSize(group))];
        }
        for (int row = 0; row < groups.size(); row++) {
            int group = groups.label(row);
            rows[group][filled[group]++] = row;
        }
        return rows;
    }

    private static Items copy(Items items, int[] rows) {
        int itemCount = items.itemCount();
        double[] benefit = new double[Math.multiplyExact(rows.length, itemCount)];
        double[] cost = new double[benefit.length];
        double[] cap = new double[benefit.length];
        for (int at = 0; at < benefit.length; at++) {
            int row = rows[at / itemCount];
            int item = at % itemCount;
            benefit[at] = items.benefit(row, item);
            cost[at] = items.cost(row, item);
            cap[at] = items.cap(row, item);
        }
        return Items.of(Matrix.copyOf(benefit, rows.length, itemCount), Matrix.copyOf(cost, rows.length, itemCount),
                Groups.of(new int[rows.length], 1)).withCaps(Matrix.copyOf(cap, rows.length, itemCount));
    }

    private void spend(int group, Items members, Plan.Doses doses, double share, Solver solver) {
        try (Plan plan = new Plan(members, doses, OptionalLong.empty())) {
            Outcome alone = plan.solve(solver, List.of(Fairness.UTILITARIAN), share, null).getFirst();
            reached[group] = alone.reached()[0];
            spent[group] = alone.spent(0);
            meanBenefit[group] = alone.meanBenefit(0);
        }
    }
}
