package io.alphafair;

import io.alphafair.capped.LossGradient;

/**
 * The derivatives of a loss L of the doses of a {@link CappedAllocation}, by {@link CappedAllocation#vjp}. They are those of
 * the branch in which the same entries stay full and critical. Entries that are not funded have derivatives 0.
 */
public final class CappedLoss {
    private final Items items;
    private final Freshness freshness;
    private final LossGradient gradient;

    CappedLoss(Items items, Freshness freshness, LossGradient gradient) {
        this.items = items;
        this.freshness = freshness;
        this.gradient = gradient;
    }

    /** dL/dQ. */
    public double budget() {
        return gradient.budget();
    }

    /** dL/dw_k. */
    public double weight(int group) {
        return gradient.weight(group);
    }

    /** dL/dalpha; 0 at alpha 0 and infinity. */
    public double alpha() {
        return gradient.alpha();
    }

    /** dL/db of a funded entry. */
    public double benefit(FundedEntry entry) {
        return entry.full()
                ? gradient.fullBenefit(entry.group(), entry.dose())
                : gradient.criticalBenefit(entry.group());
    }

    /** dL/dc of a funded entry. */
    public double cost(FundedEntry entry) {
        return entry.full() ? gradient.fullCost(entry.dose()) : gradient.criticalCost(entry.group());
    }

    /**
     * dL/dm of a funded entry. Reads the items.
     *
     * @param upstream dL/d dose of this entry
     */
    public double cap(FundedEntry entry, double upstream) {
        freshness.require();
        return entry.full()
                ? gradient.fullCap(entry.group(), items.benefit(entry.row(), entry.item()),
                        items.cost(entry.row(), entry.item()), upstream)
                : 0;
    }
}
