package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Derivatives;

/**
 * The derivatives of the welfare. An entry that is not funded has derivatives 0; at a kink they are those to more budget.
 */
public final class WelfareGradient {
    private final CappedSolution solution;
    /** {@code dW/du_k / G_k}. */
    private final double[] marginal;

    /** That of one solution. */
    public WelfareGradient(CappedSolution solution) {
        this.solution = solution;
        this.marginal = new double[solution.groupCount()];
        CappedProblem problem = solution.problem;
        if (problem.isMaxMin()) {
            setMaxMin();
            return;
        }
        for (int k = 0; k < marginal.length; k++) {
            double utility = solution.utility(k);
            marginal[k] = utility > 0
                    ? problem.weight(k) * problem.alpha().marginal(utility) / problem.size()[k]
                    : 0;
        }
    }

    private void setMaxMin() {
        CappedProblem problem = solution.problem;
        if (solution.binds() && !solution.hasFullGroup()) {
            CompensatedSum slopes = new CompensatedSum();
            for (int k = 0; k < marginal.length; k++) {
                if (problem.size()[k] > 0) {
                    slopes.add(problem.size()[k] / solution.list.ratio[solution.next(k)]);
                }
            }
            for (int k = 0; k < marginal.length; k++) {
                marginal[k] = problem.size()[k] > 0
                        ? 1 / slopes.value() / solution.list.ratio[solution.next(k)]
                        : 0;
            }
            return;
        }
        // No other group is poorer than the poorest full one. Others are as poor where they have just come to its utility, but
        // more money, of which the price is 0, would raise them.
        int poorest = -1;
        for (int k = 0; k < marginal.length; k++) {
            if (problem.size()[k] > 0 && solution.isFull(k)
                    && (poorest < 0 || solution.utility(k) < solution.utility(poorest))) {
                poorest = k;
            }
        }
        marginal[poorest] = 1.0 / problem.size()[poorest];
    }

    /** {@code dW/du_k / G_k}, the welfare of one unit of benefit in the group; infinite where it overflows. */
    double marginal(int group) {
        return marginal[group];
    }

    /** dW/db of a funded entry. */
    public double benefit(int group, double dose) {
        return Derivatives.product(marginal[group], dose);
    }

    /** dW/dc of a funded entry. */
    public double cost(double dose) {
        return -Derivatives.product(solution.price(), dose) + 0.0;
    }

    /** dW/dm of a full entry, whose cap is finite; that of the critical one is 0. */
    public double cap(int group, double benefit, double cost) {
        double gain = Derivatives.product(marginal[group], benefit);
        double price = Derivatives.product(solution.price(), cost);
        return gain > price ? gain - price : 0;
    }
}
