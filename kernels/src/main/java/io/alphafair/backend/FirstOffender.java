package io.alphafair.backend;

import io.alphafair.Items;

/**
 * Finds the entry to report once a backend has seen that something in its rows is wrong. One plain loop for every
 * backend, so that all report the same entry; its speed does not matter, because the call fails.
 */
public final class FirstOffender {
    private FirstOffender() {
    }

    /** Notes the lowest invalid entry of rows {@code fromRow .. toRow-1}, if there is one. */
    public static void note(Items items, long fromRow, long toRow, PartialBest into) {
        int itemCount = items.itemCount();
        for (long row = fromRow; row < toRow; row++) {
            for (int item = 0; item < itemCount; item++) {
                double benefit = items.benefit(row, item);
                double cost = items.cost(row, item);
                if (!Items.isBenefit(benefit) || !Items.isCost(cost)
                        || benefit / cost == Double.POSITIVE_INFINITY) {
                    into.offend((into.rowOffset() + row) * itemCount + item, benefit, cost);
                    return;
                }
            }
        }
    }
}
