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
    /** What the full entries of all groups cost. */
    private final ExactAccumulator full = new ExactAccumulator();
    private final ExactAccumulator rest = new ExactAccumulator();
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
        Refusals.requireFinite(slope.value());
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
        for (int k = 0; k < inside.length; k++) {
            list.addSpendingOfFirst(k, places.full[k], full);
        }
        startRest();
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                double money = value(k) / list.ratio[entry(k)];
                Refusals.requireFinite(money);
                rest.add(money);
            }
        }
        return rest.value();
    }

    /** Makes {@link #rest} what the full entries leave. */
    private void startRest() {
        rest.reset();
        rest.add(problem.budget());
        rest.subtract(full);
    }

    /** @param top the group with more than half of the sum, which takes what the others leave, or -1 */
    private void putMoney(double largest, double level, int top) {
        double[] amount = new double[inside.length];
        startRest();
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
        double tiny = Places.SNAP * (problem.isMaxMin() ? 1 : Math.min(MOST_SNAP, 1 + 1 / problem.alpha().value()));
        int[] before = places.full.clone();
        startRest();
        double rounding = 0;
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                int entry = entry(k);
                sum.reset();
                list.addSpendingOfFirst(k, places.full[k], sum);
                places.put(list, k, amount[k], tiny * (sum.value() + (k == top ? others.value() : equivalent[k])));
                rest.subtract(places.full[k] > before[k] ? list.spending[entry] : places.money[k]);
                rounding += tiny * (sum.value() + equivalent[k]);
            }
        }
        if (Math.abs(rest.value()) > tiny * problem.budget()) {
            Refusals.requireSpent(problem.budget(), rest.value(), rounding);
            System.arraycopy(before, 0, places.full, 0, before.length);
            spread(amount, tiny * problem.budget());
        }
    }

    /**
     * Puts the money where {@code U/r} is so much larger than the budget that a rounding of the level moves a part of the
     * budget. What is missing is spread in proportion to {@code U/r}, as another level would do, so that no utility changes
     * by more than rounding.
     *
     * @param most of the budget may be left
     */
    private void spread(double[] amount, double most) {
        double missing = missing(amount);
        boolean moves = true;
        while (moves && Math.abs(missing) > most) {
            CompensatedSum total = new CompensatedSum();
            for (int k = 0; k < inside.length; k++) {
                total.add(hasRoom(k, amount[k], missing) ? equivalent[k] : 0);
            }
            moves = false;
            for (int k = 0; k < inside.length; k++) {
                if (hasRoom(k, amount[k], missing)) {
                    double moved = amount[k] + missing * (equivalent[k] / total.value());
                    double next = Math.max(0, Math.min(moved, list.spending[entry(k)]));
                    moves |= next != amount[k];
                    amount[k] = next;
                }
            }
            missing = missing(amount);
        }
        Refusals.requireSpent(problem.budget(), missing, most);
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                places.put(list, k, amount[k], 0);
            }
        }
    }

    /** Whether the entry takes more money, or gives some back if too much is spent. */
    private boolean hasRoom(int group, double amount, double missing) {
        return inside[group] && (missing > 0 ? amount < list.spending[entry(group)] : amount > 0);
    }

    /** The part of the budget that is not spent, rounded once; negative if too much is. */
    private double missing(double[] amount) {
        startRest();
        for (int k = 0; k < inside.length; k++) {
            if (inside[k]) {
                rest.subtract(amount[k]);
            }
        }
        return rest.value();
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
