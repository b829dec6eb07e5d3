package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;

/** How the money on the critical entries responds to a change: the weights {@code h} of MATHEMATICS.md. */
final class Response {
    private final CappedSolution solution;
    private final double[] share;
    private int count;

    Response(CappedSolution solution) {
        this.solution = solution;
        this.share = new double[solution.groupCount()];
        CompensatedSum sum = new CompensatedSum();
        double largest = 0;
        double unit = unit();
        for (int k = 0; k < share.length; k++) {
            if (solution.hasCritical(k)) {
                count++;
                share[k] = weight(k, unit);
                largest = Math.max(largest, share[k]);
            }
        }
        for (int k = 0; k < share.length; k++) {
            share[k] = share[k] == 0 ? 0 : share[k] / largest;
            sum.add(share[k]);
        }
        for (int k = 0; k < share.length; k++) {
            share[k] = share[k] == 0 ? 0 : share[k] / sum.value();
        }
    }

    /** A power of two, in whose units the smallest ratio of a critical entry has an inverse in range. */
    private double unit() {
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < share.length; k++) {
            smallest = solution.hasCritical(k)
                    ? Math.min(smallest, solution.list.ratio[solution.critical(k)])
                    : smallest;
        }
        return Math.scalb(1.0, Math.getExponent(Math.min(smallest, 1)));
    }

    /** Up to a common factor: U/r, G/r at infinity, 1 at 0; r in these units. */
    private double weight(int group, double unit) {
        double alpha = solution.problem.alpha().value();
        if (alpha == 0) {
            return 1;
        }
        double ratio = solution.list.ratio[solution.critical(group)] / unit;
        return solution.problem.isMaxMin() ? solution.problem.size()[group] / ratio : solution.total[group] / ratio;
    }

    /** The number of critical entries. */
    int count() {
        return count;
    }

    /** {@code h_k} over the sum of all; 0 for a group without a critical entry. */
    double share(int group) {
        return share[group];
    }

    /** {@code h_k}, but 0 at alpha 0 and infinity, and for a group without a critical entry. */
    double own(int group) {
        double alpha = solution.problem.alpha().value();
        return alpha == 0 || solution.problem.isMaxMin() || !solution.hasCritical(group)
                ? 0
                : weight(group, 1) / alpha;
    }

    /** {@code own - y}, without cancellation. */
    double lead(int group) {
        if (solution.problem.isMaxMin() || solution.problem.alpha().value() == 0) {
            return -solution.criticalMoney(group);
        }
        return (solution.fullValue[group] + solution.problem.alpha().gamma() * solution.total[group])
                / solution.list.ratio[solution.critical(group)];
    }
}
