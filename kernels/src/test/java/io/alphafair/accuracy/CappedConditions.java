package io.alphafair.accuracy;

/** The conditions of the optimum of an allocation with caps, in 60 digits. */
final class CappedConditions {
    /** Violations of a condition below this are rounding errors in 77 digits. */
    private static final double SLACK = 1e-45;

    private final CappedExact exact;

    CappedConditions(CappedExact exact) {
        this.exact = exact;
    }

    /**
     * How far the conditions of the optimum are violated, relative to the prices, levels and budgets that they compare. With
     * the spending of the whole budget they suffice, because the welfare is concave.
     */
    double violation() {
        double worst = 0;
        Wide scale = exact.largestBudget();
        for (int k = 0; k < exact.count; k++) {
            if (exact.money[k].signum() < 0) {
                worst = Math.max(worst, exact.money[k].quotient(scale));
            }
            if (!exact.money[k].isZero() && exact.money[k].compareTo(Wide.of(exact.next(k).spending())) > 0) {
                worst = Math.max(worst, exact.money[k].minus(Wide.of(exact.next(k).spending())).quotient(scale));
            }
        }
        if (!exact.binds) {
            return exact.rest.signum() < 0 ? Double.POSITIVE_INFINITY : worst;
        }
        if (exact.open.stream().anyMatch(k -> exact.money[k].signum() <= 0)) {
            // What is left for them is a rounding error, and so would be the price that follows.
            return worst;
        }
        return Math.max(worst, exact.isMaxMin() ? violationOfLevels() : violationOfPrices());
    }

    /**
     * Whether the answer has rounded money on an entry to nothing or to all, so that its numbers are not those of the optimum to
     * the last place: then a condition is violated a little.
     */
    boolean isRounded() {
        return exact.open.stream().anyMatch(k -> exact.money[k].signum() <= 0)
                || exact.binds && exact.open.isEmpty() && !exact.rest.isZero()
                || violation() > SLACK;
    }

    private double violationOfPrices() {
        double worst = 0;
        double critical = 0;
        for (int k = 0; k < exact.count; k++) {
            critical = exact.isFull(k) || exact.alpha > 0
                    ? critical
                    : Math.max(critical, exact.doubleWorth(k, exact.full[k]));
        }
        Wide most = Wide.ZERO;
        for (int k : exact.open) {
            Wide spent = exact.alpha == 0 ? spentAtCritical(k) : Wide.ZERO;
            most = spent.compareTo(most) > 0 ? spent : most;
        }
        for (int k = 0; k < exact.count; k++) {
            if (exact.alpha == 0) {
                worst = Math.max(worst, violationOfWorths(k, critical, most));
                continue;
            }
            if (!exact.isFull(k)) {
                worst = Math.max(worst, excess(exact.entering(k), exact.price));
            }
            if (!exact.money[k].isZero()) {
                worst = Math.max(worst, excess(exact.price, exact.entering(k)));
            }
            if (exact.full[k] > 0) {
                Wide leaving = exact.marginal[k].times(exact.entries.entry(k, exact.full[k] - 1).ratio())
                        .over(exact.entries.size(k));
                worst = Math.max(worst, excess(exact.price, leaving));
            }
        }
        return worst;
    }

    /** Worths are compared as doubles. Of groups with the critical one no other gets less for it, unless it is full. */
    private double violationOfWorths(int group, double critical, Wide most) {
        boolean tooGood = exact.full[group] > 0 && exact.doubleWorth(group, exact.full[group] - 1) < critical;
        boolean tooBad = !exact.money[group].isZero() && exact.doubleWorth(group, exact.full[group]) < critical;
        if (tooGood || tooBad) {
            return Double.POSITIVE_INFINITY;
        }
        boolean tied = !exact.isFull(group) && exact.doubleWorth(group, exact.full[group]) == critical;
        Wide lack = most.minus(spentAtCritical(group));
        return tied && exact.money[group].isZero() && lack.signum() > 0 ? lack.quotient(exact.largestBudget()) : 0;
    }

    /** What the group spends on entries of the worth of its first one that is not full. */
    private Wide spentAtCritical(int group) {
        return exact.isFull(group) ? Wide.ZERO : exact.fullAtCritical(group).plus(exact.money[group]);
    }

    /** At infinity a group that is not full has the level of the others, and a full one at most that. */
    private double violationOfLevels() {
        Wide level = null;
        for (int k = 0; k < exact.count; k++) {
            level = exact.isFull(k) || level != null && level.compareTo(exact.utility[k]) >= 0
                    ? level
                    : exact.utility[k];
        }
        double worst = 0;
        for (int k = 0; k < exact.count && level != null; k++) {
            worst = Math.max(worst, excess(exact.utility[k], level));
            if (!exact.isFull(k)) {
                worst = Math.max(worst, excess(level, exact.utility[k]));
            }
        }
        return worst;
    }

    /** By how much x is larger than y, relative to y. */
    private static double excess(Wide x, Wide y) {
        return x.compareTo(y) <= 0 ? 0 : y.isZero() ? Double.POSITIVE_INFINITY : x.minus(y).quotient(y);
    }
}
