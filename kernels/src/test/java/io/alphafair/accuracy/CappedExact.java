package io.alphafair.accuracy;

import io.alphafair.CappedAllocation;
import io.alphafair.accuracy.CappedEntries.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Allocation with caps in 60 digits: from what an answer says of who is full and who is critical, the numbers that follow. Every
 * group has members and a positive ratio.
 */
final class CappedExact {
    final CappedEntries entries;
    final double alpha;
    private final double[] weights;
    final int count;
    final int[] full;
    /** Whether the power that divides the money has left the normal range of doubles. */
    private final boolean[] lost;
    /** The groups with a critical entry. */
    final List<Integer> open = new ArrayList<>();
    final boolean binds;
    /** What the full entries leave of the budget. */
    final Wide rest;
    /** y_k, 0 without a critical entry. */
    final Wide[] money;
    /** U_k = V + r y. */
    final Wide[] total;
    final Wide[] utility;
    /** w_k u_k^(1-alpha), for a finite alpha. */
    private final Wide[] worth;
    /** w_k u_k^-alpha; at infinity its place is taken by what the table of derivatives says. */
    final Wide[] marginal;
    final Wide price;
    /** Null until it is asked for. */
    private Wide largestBudget;

    /**
     * The numbers that follow from who is full and who is critical, with the money of the optimum on the critical entries.
     *
     * @param weights null for 1 each
     */
    CappedExact(CappedEntries entries, CappedAllocation answer, double[] weights) {
        this(entries, answer, weights, false);
    }

    /** The same with the answer's own money on the critical entries. */
    static CappedExact ofMoney(CappedEntries entries, CappedAllocation answer, double[] weights) {
        return new CappedExact(entries, answer, weights, true);
    }

    private CappedExact(CappedEntries entries, CappedAllocation answer, double[] weights, boolean ownMoney) {
        this.entries = entries;
        this.alpha = answer.fairness().alpha();
        this.weights = weights;
        this.count = entries.groupCount();
        this.binds = answer.binds();
        full = new int[count];
        lost = new boolean[count];
        money = new Wide[count];
        total = new Wide[count];
        utility = new Wide[count];
        worth = new Wide[count];
        marginal = new Wide[count];
        Wide left = Wide.of(answer.totalBudget());
        for (int k = 0; k < count; k++) {
            full[k] = Math.toIntExact(answer.fullCount(k));
            money[k] = Wide.ZERO;
            if (answer.cutoffIndex(k) != (isFull(k) ? -1 : next(k).index())) {
                throw new AssertionError("group " + k + ": entry " + answer.cutoffIndex(k)
                        + " comes next, expected the one behind the first " + full[k]);
            }
            left = left.plusExactly(fullSpending(k).negate());
            if (answer.criticalIndex(k) >= 0) {
                open.add(k);
            }
        }
        rest = left;
        if (ownMoney) {
            open.forEach(k -> money[k] = Wide.of(answer.criticalMoney(k)));
        } else {
            divide();
        }
        for (int k = 0; k < count; k++) {
            total[k] = fullValue(k);
            if (!money[k].isZero()) {
                total[k] = total[k].plus(money[k].times(next(k).ratio()));
            }
            utility[k] = total[k].over(entries.size(k));
            setMarginal(k);
        }
        price = binds ? findPrice() : Wide.ZERO;
        if (isMaxMin()) {
            setMarginalsOfMaxMin(answer);
        }
    }

    private void setMarginal(int group) {
        if (alpha == 0) {
            marginal[group] = Wide.of(weight(group));
            worth[group] = marginal[group].times(utility[group]);
        } else if (!isMaxMin() && utility[group].signum() > 0) {
            worth[group] = WideFunctions.power(utility[group], Wide.ONE.minus(Wide.of(alpha))).times(weight(group));
            marginal[group] = worth[group].over(utility[group]);
        } else {
            // Below alpha = 1 the budget of a group may have underflowed.
            worth[group] = Wide.ZERO;
            marginal[group] = Wide.ZERO;
        }
    }

    boolean isMaxMin() {
        return alpha == Double.POSITIVE_INFINITY;
    }

    private double weight(int group) {
        return weights == null || isMaxMin() ? 1 : weights[group];
    }

    Wide fullSpending(int group) {
        return entries.spendingOfFirst(group, full[group]);
    }

    Wide fullValue(int group) {
        return entries.valueOfFirst(group, full[group]);
    }

    boolean isFull(int group) {
        return full[group] == entries.count(group);
    }

    /** The first entry that is not full. */
    Entry next(int group) {
        return entries.entry(group, full[group]);
    }

    /** {@code w r / G} of the first entry that is not full. */
    private Wide slope(int group) {
        return Wide.of(next(group).ratio()).times(weight(group)).over(entries.size(group));
    }

    double doubleWorth(int group, int place) {
        return weight(group) * (entries.entry(group, place).ratio() / entries.size(group));
    }

    /** Money on the critical entries. */
    private void divide() {
        if (open.size() == 1) {
            money[open.getFirst()] = rest;
        } else if (open.size() > 1 && alpha == 0) {
            divideEqually();
        } else if (open.size() > 1) {
            divideByLevel();
        }
    }

    /** Each tied group gets the same money, with that on its full entries of the critical worth. */
    private void divideEqually() {
        Wide[] before = new Wide[count];
        Wide sum = rest;
        for (int k : open) {
            before[k] = fullAtCritical(k);
            sum = sum.plusExactly(before[k]);
        }
        Wide level = sum.over(open.size());
        for (int k : open) {
            money[k] = level.minus(before[k]);
        }
    }

    /** What the full entries cost that have the worth of the first one that is not full. */
    Wide fullAtCritical(int group) {
        double critical = doubleWorth(group, full[group]);
        int first = full[group];
        while (first > 0 && doubleWorth(group, first - 1) == critical) {
            first--;
        }
        return fullSpending(group).plusExactly(entries.spendingOfFirst(group, first).negate());
    }

    /** U/r of each group is its part of the sum of all; the group with the largest part takes what the others leave. */
    private void divideByLevel() {
        Wide[] part = parts();
        Wide sum = Wide.ZERO;
        Wide equivalent = rest;
        int top = open.getFirst();
        for (int k : open) {
            sum = sum.plus(part[k]);
            equivalent = equivalent.plus(fullValue(k).over(next(k).ratio()));
            top = part[k].compareTo(part[top]) > 0 ? k : top;
        }
        Wide left = rest;
        for (int k : open) {
            if (k != top) {
                money[k] = part[k].over(sum).times(equivalent).minus(fullValue(k).over(next(k).ratio()));
                left = left.minus(money[k]);
            }
        }
        money[top] = left;
    }

    /** {@code (w r/G)^(1/alpha) G/r} of the open groups, up to a common factor. */
    private Wide[] parts() {
        Wide[] part = new Wide[count];
        Wide best = open.stream().map(this::slope).max(Wide::compareTo).orElseThrow();
        Wide logarithm = WideFunctions.log(best);
        for (int k : open) {
            part[k] = Wide.of(entries.size(k)).over(next(k).ratio());
            if (!isMaxMin()) {
                Wide root = WideFunctions.exp(WideFunctions.log(slope(k)).minus(logarithm).over(alpha));
                part[k] = part[k].times(root);
                lost[k] = !root.isNormal();
            }
        }
        return part;
    }

    /** Whether the money on the critical entry is a normal double, and comes from a power that is one. */
    boolean isDivided(int group) {
        return !lost[group] && (money[group].isZero() || money[group].isNormal());
    }

    private boolean hasFullGroup() {
        for (int k = 0; k < count; k++) {
            if (isFull(k)) {
                return true;
            }
        }
        return false;
    }

    /** The price; between entries of all groups the lower end of its interval. */
    private Wide findPrice() {
        if (isMaxMin()) {
            if (hasFullGroup()) {
                return Wide.ZERO;
            }
            Wide sum = Wide.ZERO;
            for (int k = 0; k < count; k++) {
                sum = sum.plus(Wide.of(entries.size(k)).over(next(k).ratio()));
            }
            return Wide.ONE.over(sum);
        }
        Wide largest = Wide.ZERO;
        for (int k = 0; k < count; k++) {
            if (!isFull(k) && (open.isEmpty() || !money[k].isZero())) {
                Wide entering = entering(k);
                largest = entering.compareTo(largest) > 0 ? entering : largest;
            }
        }
        return largest;
    }

    /** The price at which the group buys of its first entry that is not full. */
    Wide entering(int group) {
        return alpha == 0 ? slope(group) : marginal[group].times(next(group).ratio()).over(entries.size(group));
    }

    private void setMarginalsOfMaxMin(CappedAllocation answer) {
        boolean priced = binds && !hasFullGroup();
        // Where money has no price, the poorest full group has the gradient; another one as poor would be raised by it. Which
        // of several is poorest in doubles is a fact of the answer, as the funded entries are.
        int poorest = -1;
        for (int k = 0; k < count; k++) {
            marginal[k] = priced ? price.times(entries.size(k)).over(next(k).ratio()) : Wide.ZERO;
            if (isFull(k) && (poorest < 0 || answer.utility(k) < answer.utility(poorest))) {
                poorest = k;
            }
        }
        if (!priced) {
            marginal[poorest] = Wide.ONE;
        }
    }

    Wide budget(int group) {
        return fullSpending(group).plus(money[group]);
    }

    /** Whether the powers that divide the money are normal doubles beside that of a group whose critical entry was filled up. */
    boolean keepsDigits() {
        if (alpha == 0 || isMaxMin()) {
            return true;
        }
        double best = 0;
        for (int k = 0; k < count; k++) {
            best = Math.max(best, doubleWorth(k, Math.max(0, full[k] - 1)));
        }
        double largest = best;
        return open.stream().allMatch(
                k -> Math.log(doubleWorth(k, full[k]) / largest) / alpha > Math.log(Double.MIN_NORMAL));
    }

    /**
     * By how much the budgets of an answer miss the whole, relative to it and to what the utilities would cost at the ratio of the
     * entry that comes next: money that is little beside these is rounded.
     */
    double missing(CappedAllocation answer) {
        Wide missing = rest;
        Wide scale = Wide.of(answer.totalBudget());
        for (int k = 0; k < count && binds; k++) {
            missing = missing.minus(Wide.of(answer.criticalMoney(k)));
            scale = scale.plus(total[k].over(entries.entry(k, Math.min(full[k], entries.count(k) - 1)).ratio()));
        }
        return binds && !missing.isZero() ? missing.quotient(scale) : 0;
    }

    /** Whether the numbers from which the group's gradients follow, and the price if it is this group's, are normal doubles. */
    boolean isPriced(int group) {
        return alpha == 0 || isMaxMin()
                || worth[group].isNormal() && worth[group].over(weight(group)).isNormal()
                        && marginal[group].over(entries.size(group)).isNormal();
    }

    /** Whether the sum that the welfare is computed from is a normal double, and no term of it overflows. */
    boolean hasNormalSum() {
        return alpha == 0 || alpha == 1 || isMaxMin()
                || ClosedExact.sum(worth).isNormal() && IntStream.range(0, count).allMatch(
                        k -> worth[k].isZero() || worth[k].over(weight(k)).magnitude() <= Double.MAX_EXPONENT);
    }

    Wide largestBudget() {
        if (largestBudget == null) {
            largestBudget = IntStream.range(0, count).mapToObj(this::budget).max(Wide::compareTo).orElseThrow();
        }
        return largestBudget;
    }

    /** W. */
    Wide objective() {
        if (isMaxMin()) {
            Wide least = utility[0];
            for (Wide value : utility) {
                least = value.compareTo(least) < 0 ? value : least;
            }
            return least;
        }
        Wide sum = Wide.ZERO;
        for (int k = 0; k < count; k++) {
            sum = sum.plus(alpha == 1 ? WideFunctions.log(utility[k]).times(weight(k)) : worth[k]);
        }
        return alpha == 1 ? sum : sum.over(Wide.ONE.minus(Wide.of(alpha)));
    }

    /** What the bound of the objective at alpha = 1 is relative to. */
    Wide logarithmScale() {
        Wide sum = Wide.ZERO;
        for (int k = 0; k < count; k++) {
            sum = sum.plus(Wide.ONE.plus(WideFunctions.log(utility[k]).abs()).times(weight(k)));
        }
        return sum;
    }

    Wide benefitGradient(int group, Wide dose) {
        return marginal[group].times(dose).over(entries.size(group));
    }

    Wide costGradient(Wide dose) {
        return price.times(dose).negate();
    }
}
