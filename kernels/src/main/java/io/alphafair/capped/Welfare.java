package io.alphafair.capped;

import io.alphafair.closedform.Alpha;
import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Powers;

/** The welfare of group utilities. */
final class Welfare {
    private Welfare() {
    }

    /** W; absent groups take no part. It is minus infinity where a group has utility 0 and alpha {@code >= 1} is finite. */
    static double of(CappedProblem problem, double[] utility) {
        Alpha alpha = problem.alpha();
        double worst = Double.POSITIVE_INFINITY;
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < utility.length; k++) {
            if (problem.size()[k] == 0) {
                continue;
            }
            worst = Math.min(worst, utility[k]);
            if (!problem.isMaxMin()) {
                sum.add(problem.relativeWeight(k)
                        * (alpha.value() == 1 ? Powers.log(utility[k]) : alpha.marginalTimesUtility(utility[k])));
            }
        }
        if (problem.isMaxMin()) {
            return worst;
        }
        double welfare = alpha.value() == 1 ? sum.value() : sum.value() / (1 - alpha.value());
        return welfare / problem.weightScale();
    }
}
