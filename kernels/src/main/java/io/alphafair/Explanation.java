package io.alphafair;

import io.alphafair.capped.CappedSolution;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * Why one entry of a {@link CappedAllocation} gets a dose or gets none. {@link CappedAllocation#explain} makes it.
 *
 * @param funded whether the entry gets a dose
 * @param dose the dose, 0 if it gets none
 * @param ratio the entry's benefit per unit of cost
 * @param cutoffRatio as {@link CappedAllocation#cutoffRatio} of the entry's group
 * @param shadowPrice as {@link CappedAllocation#shadowPrice}
 * @param benefitNeeded the smallest benefit, per unit of dose, with which the entry comes before its group's cut-off entry,
 *            which is the first one that is not full. Empty if the entry is funded, and if no finite benefit whose ratio is
 *            finite suffices. All other inputs stay, and so does the cut-off: a different benefit also moves the cut-off, so
 *            that an entry with exactly this benefit may still get nothing, as where the cut-off entry itself gets nothing.
 *            A group whose entries are all full has no cut-off entry. There the shadow price is held fixed: it is the
 *            smallest benefit with which the entry is worth more than that price
 */
public record Explanation(boolean funded, double dose, double ratio, double cutoffRatio, double shadowPrice,
        OptionalDouble benefitNeeded) {
    /** @throws IndexOutOfBoundsException if there is no such row or item */
    static Explanation of(Items items, CappedSolution solution, long row, int item) {
        long index = Objects.checkIndex(row, items.individualCount()) * items.itemCount()
                + Objects.checkIndex(item, items.itemCount());
        int group = items.groups().label(row);
        double benefit = items.benefit(row, item);
        double cost = items.cost(row, item);
        Funding funding = new Funding(items, solution);
        double dose = funding.dose(row, item);
        DoublePredicate suffices = solution.cutoffIndex(group) < 0
                ? other -> solution.isWorthThePrice(group, other / cost)
                : other -> funding.isBeforeCutoff(group, other / cost, index);
        return new Explanation(dose > 0, dose, benefit / cost, solution.cutoffRatio(group), solution.price(),
                dose > 0 ? OptionalDouble.empty() : least(suffices, cost));
    }

    /** The smallest benefit that suffices, if larger ones suffice too: the bits of positive doubles are in their order. */
    private static OptionalDouble least(DoublePredicate suffices, double cost) {
        if (!suffices.test(Double.MAX_VALUE)) {
            return OptionalDouble.empty();
        }
        long tooSmall = Double.doubleToRawLongBits(0);
        long enough = Double.doubleToRawLongBits(Double.MAX_VALUE);
        while (enough - tooSmall > 1) {
            long middle = tooSmall + enough >>> 1;
            if (suffices.test(Double.longBitsToDouble(middle))) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        double least = Double.longBitsToDouble(enough);
        return least / cost <= Double.MAX_VALUE ? OptionalDouble.of(least) : OptionalDouble.empty();
    }
}
