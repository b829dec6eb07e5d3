package io.alphafair.capped;

import io.alphafair.closedform.Solution;

/** The closed form for the first entries, where no cap is reached. */
final class ClosedForm {
    private ClosedForm() {
    }

    static Solution solve(CappedProblem problem) {
        CappedList list = problem.list();
        int count = problem.groupCount();
        double[] ratio = new double[count];
        double[] benefit = new double[count];
        double[] cost = new double[count];
        for (int k = 0; k < count; k++) {
            if (!list.isEmpty(k)) {
                int first = list.start[k];
                ratio[k] = list.ratio[first];
                benefit[k] = list.benefit[first];
                cost[k] = list.cost[first];
            }
        }
        Solution solution = new Solution(count);
        solution.read(ratio, problem.size(), benefit, cost, new boolean[count]);
        solution.weigh(problem.weight());
        solution.spend(problem.alpha(), problem.budget());
        solution.value();
        return solution;
    }
}
