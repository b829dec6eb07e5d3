package io.alphafair;

import io.alphafair.capped.Hull;

/**
 * The derivatives of a loss L of the doses of {@link OneItemEach}, by {@link OneItemEach#vjp}, while the same steps stay on
 * the hulls, full and critical. They are 0 for an item that is not on its row's hull.
 */
public final class OneItemLoss {
    private final OneItemEach oneItemEach;
    private final Items items;
    private final CappedAllocation allocation;
    private final CappedLoss loss;
    private final Matrix upstream;

    /** What the loss does with an item's V and C at the cap, and the item's share that is held. */
    private record AtCap(double byValue, double bySpending, double share) {}

    OneItemLoss(OneItemEach oneItemEach, Items items, CappedAllocation allocation, CappedLoss loss, Matrix upstream) {
        this.oneItemEach = oneItemEach;
        this.items = items;
        this.allocation = allocation;
        this.loss = loss;
        this.upstream = upstream;
    }

    /** dL/dQ. */
    public double budget() {
        return loss.budget();
    }

    /** dL/dw_k. */
    public double weight(int group) {
        return loss.weight(group);
    }

    /** dL/dalpha; 0 at alpha 0 and infinity. */
    public double alpha() {
        return loss.alpha();
    }

    /** dL/db of an item. */
    public double benefit(long row, int item) {
        return items.cap(row, item) * atCap(row, item).byValue;
    }

    /** dL/dc of an item. */
    public double cost(long row, int item) {
        return items.cap(row, item) * atCap(row, item).bySpending;
    }

    /** dL/dm of an item. */
    public double cap(long row, int item) {
        AtCap at = atCap(row, item);
        double share = at.share == 0 ? 0 : upstream.get(row, item) * at.share;
        return items.benefit(row, item) * at.byValue + items.cost(row, item) * at.bySpending + share;
    }

    /** An item's V and C raise the step into it, and lower the step out of it. */
    private AtCap atCap(long row, int item) {
        Hull hull = oneItemEach.hull(row);
        double byValue = 0;
        double bySpending = 0;
        double share = 0;
        for (int place = 0; place < hull.count(); place++) {
            int sign = hull.to(place) == item ? 1 : hull.from(place) == item ? -1 : 0;
            double part = sign == 0 ? 0 : allocation.dose(row, place);
            if (part > 0) {
                FundedEntry step = step(row, place, part);
                byValue += sign * loss.benefit(step);
                bySpending += sign * loss.cost(step);
                share += sign * part;
            }
        }
        return new AtCap(byValue, bySpending, share);
    }

    private FundedEntry step(long row, int place, double part) {
        int group = items.groups().label(row);
        long index = row * items.itemCount() + place;
        return new FundedEntry(index, row, place, group, part, index != allocation.criticalIndex(group));
    }
}
