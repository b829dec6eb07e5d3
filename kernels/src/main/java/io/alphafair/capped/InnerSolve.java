package io.alphafair.capped;

import io.alphafair.closedform.CompensatedSum;

/**
 * Divides the budget among the groups that are inside an entry, once it is known which these are, for alpha > 0: their
 * utilities have one level, and what they and the full entries spend adds up to the budget.
 */
final class InnerSolve {
    /** Bounds what is taken for rounding, where alpha is so small that powers have no digits left. */
    private static final double MOST_SNAP = 0x1p20;

    private final CappedProblem problem;
    private final CappedList list;
    private final Places places;
    /** {@code U/r}, the money that the group's utility would cost at its critical entry's ratio. */
    private final double[] equivalent;
    private final boolean[] inside;
    private final ExactAccumulator sum = new ExactAccumulator();

    private InnerSolve(CappedProblem problem, int[] passed) {
        this.problem = problem;
        this.list = problem.list();
        this.places = new Places(passed.length);
        this.equivalent = new double[passed.length];
        this.inside = new boolean[passed.length];
        for (int k = 0; k < passed.length; k++) {
            places.full[k] = passed[k] / 2;
            inside[k] = passed[k] % 2 == 1;
        }
    }

    static Places solve(CappedProblem problem, int[] passed) {
        InnerSolve solve = new InnerSolve(problem, passed);
        solve.divide();
        return solve.places;
    }

    private int entry(int group) {
        return list.start[group] + places.full[group];
    }

    private double value(int group) {
        return list.valueOfFirst(group, places.full[group]);
    }

    private void divide() {
        double largest = 0;
        int best = -1;
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                Refusals.requireWorth(problem, k, entry(k));
                double worth = problem.worth(k, entry(k));
                best = worth > largest ? k : best;
                largest = Math.max(largest, worth);
            }
        }
        double[] share = new double[inside.length];
        double unit = Math.scalb(1.0, Math.getExponent(list.ratio[entry(best)]));
        CompensatedSum slope = new CompensatedSum();
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                // In units that keep the shares in the range of doubles: a power of 2, so that no bit depends on it.
                share[k] = rootOfQuotient(problem.worth(k, entry(k)), largest) * problem.size()[k]
                        / (list.ratio[entry(k)] / unit);
                slope.add(share[k]);
            }
        }
        double money = equivalentOfAll() / slope.value();
        double level = money * unit;
        Refusals.requireFinite(level);
        int top = -1;
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                equivalent[k] = money * share[k];
                if (share[k] > slope.value() / 2) {
                    top = k;
                }
            }
        }
        putMoney(largest, level, top);
    }

    /** {@code (q / largest)^(1/alpha)}; both are positive. */
    private double rootOfQuotient(double q, double largest) {
        return problem.isMaxMin() ? 1 : problem.alpha().root(q / largest);
    }

    /** The sum of {@code U/r} over the groups inside an entry. */
    private double equivalentOfAll() {
        sum.reset();
        for (int k = 0; k < inside.length; k++) {
            list.addSpendingOfFirst(k, places.full[k], sum);
        }
        ExactAccumulator rest = new ExactAccumulator();
        rest.add(problem.budget());
        rest.subtract(sum);
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                double money = value(k) / list.ratio[entry(k)];
                Refusals.requireFinite(money);
                rest.add(money);
            }
        }
        return rest.value();
    }

    /** @param top the group with more than half of the sum, which takes what the others leave, or -1 */
    private void putMoney(double largest, double level, int top) {
        double[] amount = new double[inside.length];
        ExactAccumulator rest = new ExactAccumulator();
        rest.add(problem.budget());
        rest.subtract(sum);
        CompensatedSum others = new CompensatedSum();
        for (int k = 0; k < inside.length; k++) {
            if (inside[k] && k != top) {
                amount[k] = money(k, largest, level);
                rest.subtract(amount[k]);
                others.add(equivalent[k]);
            }
        }
        if (top >= 0) {
            amount[top] = Math.max(0, Math.min(rest.value(), list.spending[entry(top)]));
        }
        double factor = problem.isMaxMin() ? 1 : Math.min(MOST_SNAP, 1 + 1 / problem.alpha().value());
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                sum.reset();
                list.addSpendingOfFirst(k, places.full[k], sum);
                places.put(list, k, amount[k],
                        factor * (sum.value() + (k == top ? others.value() : equivalent[k])));
            }
        }
    }

    private double money(int group, double largest, double level) {
        double value = value(group);
        double money = equivalent[group];
        if (value > 0) {
            double opened = value / problem.size()[group]
                    / rootOfQuotient(problem.worth(group, entry(group)), largest);
            money = value / list.ratio[entry(group)] * ((level - opened) / opened);
        }
        return money > 0 ? Math.min(money, list.spending[entry(group)]) : 0;
    }
}
