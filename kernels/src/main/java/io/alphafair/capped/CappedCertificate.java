package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;
import io.alphafair.closedform.Derivatives;

/**
 * The optimality certificate of a solution: what is left to gain, by the price that the solution states. It is an upper
 * bound whatever the price is, and 0 up to rounding at the optimum.
 */
public final class CappedCertificate {
    private CappedCertificate() {
    }

    /**
     * {@code lambda Q + sum m max(0, mu b / G - lambda c) - sum mu u}. The price is raised to what the entries that are not
     * full would pay, so that only full ones contribute.
     *
     * @return infinite where a number overflows
     */
    public static double gap(CappedSolution solution) {
        WelfareGradient gradient = new WelfareGradient(solution);
        CappedList list = solution.list;
        int count = solution.groupCount();
        double price = solution.price();
        for (int k = 0; k < count; k++) {
            if (!list.isEmpty(k) && !solution.isFull(k)) {
                price = Math.max(price, Derivatives.product(gradient.marginal(k), list.ratio[solution.next(k)]));
            }
        }
        CompensatedSum gap = new CompensatedSum();
        gap.add(price * solution.problem.budget());
        ExactAccumulator money = new ExactAccumulator();
        for (int k = 0; k < count; k++) {
            double marginal = gradient.marginal(k);
            if (list.isEmpty(k) || marginal == 0) {
                continue;
            }
            int j = solution.places.full[k];
            // By rounding, the last full entries may seem to cost more than they are worth.
            while (j > 0 && marginal * list.ratio[list.start[k] + j - 1] < price) {
                j--;
            }
            money.reset();
            list.addSpendingOfFirst(k, j, money);
            gap.add(marginal * list.valueOfFirst(k, j));
            gap.add(-Derivatives.product(price, money.value()));
            gap.add(-marginal * solution.total[k]);
        }
        return Double.isNaN(gap.value()) ? Double.POSITIVE_INFINITY : gap.value();
    }
}
