package io.alphafair;

import io.alphafair.capped.CappedSolution;
import io.alphafair.capped.WholeDoses;

/**
 * An allocation in which every dose is 0 or its cap: an optimal {@link CappedAllocation} rounded down, and what is left spent
 * on whole entries in the order of their next price, skipping what does not fit. An entry without a cap gets
 * nothing, nor do the entries after it in the order of its group. Another allocation of whole doses may be better;
 * {@link #lossBound} says how much.
 */
public final class WholeAllocation {
    private final CappedSolution relaxed;
    private final WholeDoses whole;
    private final Items items;
    private final Freshness freshness;

    WholeAllocation(CappedSolution relaxed, boolean stepsOfRows, Items items, Freshness freshness) {
        this.relaxed = relaxed;
        this.whole = WholeDoses.of(relaxed, stepsOfRows);
        this.items = items;
        this.freshness = freshness;
    }

    /** K. */
    public int groupCount() {
        return relaxed.groupCount();
    }

    /** What the group spends, in units of cost. */
    public double budget(int group) {
        return whole.budget(group);
    }

    /** u_k, the mean benefit over the group's members. */
    public double utility(int group) {
        return whole.utility(group);
    }

    /** W; minus infinity where a group is left with nothing and alpha {@code >= 1} is finite. */
    public double objective() {
        return whole.objective();
    }

    /** The budget that is left. */
    public double unspent() {
        return whole.unspent();
    }

    /**
     * An upper bound on the welfare that the best whole allocation has beyond this one: the welfare of the optimum with
     * partly funded entries, and its duality gap, less the welfare of this one. Infinite where a group is left with nothing
     * and alpha {@code >= 1} is finite.
     */
    public double lossBound() {
        return whole.lossBound();
    }

    /**
     * The entries that get a dose, in ascending order of their flat index; all are full. Each iterator reads the items once.
     *
     * @throws IllegalStateException if the items have been written since the allocation was made
     */
    public Iterable<FundedEntry> funded() {
        return () -> {
            freshness.require();
            return new Funding(items, relaxed, whole.added()).iterator();
        };
    }

    @Override
    public String toString() {
        return "WholeAllocation[objective " + objective() + ", at most " + lossBound() + " below the best]";
    }
}
