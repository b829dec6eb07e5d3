package io.alphafair.backend;

import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Selection;
import io.alphafair.capped.CappedProblem;
import io.alphafair.capped.EntrySplit;
import io.alphafair.capped.Misses;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Finds a selection that suffices for one question, in few passes over the data: one pass with bounds from a sample. Where the
 * answer lies outside of them, a pass that sums buckets and one with the bounds that follow from it.
 */
final class SelectionSearch {
    /** Elements from which on a sample pays; fewer are listed whole. */
    private static final long WORTHWHILE = 1 << 15;

    /** A selection, and the allocation that it is made for. */
    record Found(Selection selection, CappedAllocation allocation) {}

    private final Prepared prepared;
    private final Fairness fairness;
    private final double budget;
    private final double[] weights;

    private SelectionSearch(Prepared prepared, Fairness fairness, double budget, double[] weights) {
        this.prepared = prepared;
        this.fairness = fairness;
        this.budget = budget;
        this.weights = weights;
    }

    static Found find(Prepared prepared, Fairness fairness, double budget, double[] weights) {
        Selection.requireQuestion(prepared.items().groupCount(), budget, weights);
        return new SelectionSearch(prepared, fairness, budget, weights).find();
    }

    private Found find() {
        Items items = prepared.items();
        if (!isCapped(items)) {
            return whole(winners());
        }
        items.groups().requireValid();
        CappedProblem question = Selection.question(items, fairness, budget, weights);
        if (items.individualCount() * items.itemCount() < WORTHWHILE || !RowSample.isWorthwhile(items)) {
            return whole(prepared.select());
        }
        BoundsSample sample = new BoundsSample(prepared, question);
        return attempt(sample.bounds(), question).or(() -> attempt(sample.boundsByBuckets(), question))
                .orElseGet(() -> whole(prepared.select()));
    }

    /** Whether some cap is not infinite. It reads no further than the first one of these. */
    private static boolean isCapped(Items items) {
        if (!items.hasCaps()) {
            return false;
        }
        MemorySegment caps = items.cap().segment();
        long bytes = items.cap().size() * Double.BYTES;
        for (long at = 0; at < bytes; at += Double.BYTES) {
            if (caps.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at) != Double.POSITIVE_INFINITY) {
                return true;
            }
        }
        return false;
    }

    private Optional<Found> attempt(SelectionBounds bounds, CappedProblem question) {
        Selection selection = prepared.select(bounds);
        Optional<Found> found = selection.narrowed(question).flatMap(this::attempt);
        if (found.isEmpty()) {
            return attempt(selection);
        }
        // Nobody else has seen it.
        selection.split().release();
        return found;
    }

    private Optional<Found> attempt(Selection selection) {
        return selection.attempt(fairness, budget, weights, new Misses(selection.groupCount()))
                .map(allocation -> new Found(selection, allocation));
    }

    private Found whole(Selection selection) {
        return new Found(selection, selection.allocate(fairness, budget, weights));
    }

    /** Without caps only each group's best entry gets anything: the group argmax. */
    private Selection winners() {
        BestItems best = prepared.bestItems();
        EntrySplit split = new EntrySplit(best.groupCount());
        for (int k = 0; k < best.groupCount(); k++) {
            if (best.bestRatio(k) > 0) {
                split.list(k, best.winner(k), best.winnerBenefit(k), best.winnerCost(k), Double.POSITIVE_INFINITY);
            }
        }
        return Selection.of(prepared.items(), split, new boolean[best.groupCount()]);
    }
}
