package io.alphafair.studies.programme;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import java.util.ArrayList;
import java.util.List;

/**
 * How much each group gets as the budget grows from nothing to what pays for all that helps; parts of units are given.
 *
 * @param budgets ascending, the first 0
 * @param meanBenefit by group and budget, over all members of the group
 */
record BudgetPath(double alpha, double[] budgets, List<double[]> meanBenefit) {
    private static final int POINTS = 100;

    static BudgetPath of(Programme programme, Fairness fairness) {
        double all = programme.costOfAll();
        double[] budgets = new double[POINTS + 1];
        double[] positive = new double[POINTS];
        for (int i = 1; i <= POINTS; i++) {
            budgets[i] = all * i / POINTS;
            positive[i - 1] = budgets[i];
        }
        List<CappedAllocation> allocations = programme.overBudgets(fairness, positive);
        List<double[]> meanBenefit = new ArrayList<>();
        for (int k = 0; k < programme.groupNames().size(); k++) {
            double[] means = new double[POINTS + 1];
            for (int i = 1; i <= POINTS; i++) {
                means[i] = allocations.get(i - 1).utility(k);
            }
            meanBenefit.add(means);
        }
        return new BudgetPath(fairness.alpha(), budgets, meanBenefit);
    }
}
