package io.alphafair.closedform;

/** Share-weighted sums of a value per group, each time without one group's own term; reused. */
final class Mixture {
    private final CompensatedSum sum;
    private Solution solution;
    private double all;
    private double allButTop;

    Mixture(CompensatedSum sum) {
        this.sum = sum;
    }

    Mixture of(Solution shares, double[] values) {
        solution = shares;
        int top = shares.top;
        sum.reset();
        for (int k = 0; k < values.length; k++) {
            if (k != top) {
                sum.add(Derivatives.product(shares.share(k), values[k]));
            }
        }
        allButTop = sum.value();
        sum.add(Derivatives.product(shares.share(top), values[top]));
        all = sum.value();
        return this;
    }

    double withoutShareOf(int group, double value) {
        return group == solution.top ? allButTop : all - Derivatives.product(solution.share(group), value);
    }
}
