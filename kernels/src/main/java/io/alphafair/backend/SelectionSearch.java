package io.alphafair.backend;

import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Selection;
import io.alphafair.capped.CappedList;
import io.alphafair.capped.EntryList;
import io.alphafair.capped.Misses;
import java.util.Optional;

/**
 * Finds a selection that suffices for one question, in few passes over the data: bounds from a sample, one pass, and where
 * the answer lies outside of them wider bounds and another pass. The third pass lists everything.
 */
final class SelectionSearch {
    /** Elements from which on a sample pays; fewer are listed whole. */
    private static final long WORTHWHILE = 1 << 15;
    /** How much wider the bounds of a missed group get. */
    private static final double WIDER = 8;
    /** How much wider those of the other groups get, which a missed group's money comes from. */
    private static final double SOMEWHAT_WIDER = 2;

    /** A selection, and the allocation that it is made for. */
    record Found(Selection selection, CappedAllocation allocation) {}

    private SelectionSearch() {
    }

    static Found find(Prepared prepared, Fairness fairness, double budget, double[] weights) {
        Items items = prepared.items();
        Selection.requireQuestion(items.groupCount(), budget, weights);
        if (!items.hasCaps()) {
            return whole(winners(prepared), fairness, budget, weights);
        }
        if (items.individualCount() * items.itemCount() < WORTHWHILE) {
            return whole(prepared.select(), fairness, budget, weights);
        }
        items.groups().requireValid();
        BoundsSample sample = BoundsSample.of(items, fairness, budget, weights);
        double[] deviations = BoundsSample.deviations(items.groupCount());
        for (int pass = 0; pass < 2; pass++) {
            Selection selection = prepared.select(sample.bounds(deviations));
            Misses misses = new Misses(items.groupCount());
            Optional<CappedAllocation> allocation = selection.attempt(fairness, budget, weights, misses);
            if (allocation.isPresent()) {
                return new Found(selection, allocation.get());
            }
            for (int k = 0; k < deviations.length; k++) {
                deviations[k] *= misses.isAbove(k) || misses.isBelow(k) ? WIDER : SOMEWHAT_WIDER;
            }
        }
        return whole(prepared.select(), fairness, budget, weights);
    }

    private static Found whole(Selection selection, Fairness fairness, double budget, double[] weights) {
        return new Found(selection, selection.allocate(fairness, budget, weights));
    }

    /** Without caps only each group's best entry gets anything: the group argmax. */
    private static Selection winners(Prepared prepared) {
        BestItems best = prepared.bestItems();
        EntryList entries = new EntryList();
        for (int k = 0; k < best.groupCount(); k++) {
            if (best.bestRatio(k) > 0) {
                entries.add(k, best.winner(k), best.winnerBenefit(k), best.winnerCost(k), Double.POSITIVE_INFINITY);
            }
        }
        return Selection.of(prepared.items(), CappedList.of(entries, best.groupCount()));
    }
}
