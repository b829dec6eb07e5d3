package io.alphafair.backend;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import java.util.List;

/**
 * A problem made ready for one backend: a view on a CPU, an upload on a device. Serves one call at a time; the data may
 * change between calls.
 *
 * <p>If a thread closes this, the backend or the items while another thread makes a call, the call gives the right answer or
 * throws {@link IllegalStateException}, and the JVM may set the interrupt of its thread. No call reads memory that was
 * released.
 *
 * <p>An interrupt of the calling thread stays set. {@code forkjoin} gives up the call, with a
 * {@link java.util.concurrent.CancellationException}, once no other thread works on it; a call on one thread goes on.
 */
public interface Prepared extends AutoCloseable {
    /** The problem. */
    Items items();

    /**
     * The group argmax over all rows; allocates nothing on the heap where the backend runs on the calling thread.
     *
     * @param into for as many groups as the problem has; made by {@link BestItems#withRunnerUp} it asks for the runner-up
     * @throws io.alphafair.InvalidValueException for the entry with the lowest flat index that is not valid
     */
    void bestItems(BestItems into);

    /** As {@link #bestItems(BestItems)} into a new result. */
    default BestItems bestItems() {
        BestItems result = BestItems.forGroups(items().groupCount());
        bestItems(result);
        return result;
    }

    /**
     * Folds rows {@code fromRow .. toRow-1} into a partial result, which notes an invalid entry rather than throws.
     * Successive calls on one partial go up the rows.
     */
    void accumulate(long fromRow, long toRow, PartialBest into);

    /**
     * Folds rows {@code fromRow .. toRow-1} into a partial selection, which notes an invalid entry rather than throws. The
     * rows may come in any order.
     */
    default void accumulate(long fromRow, long toRow, PartialSelection into) {
        PlainSelection.accumulate(items(), fromRow, toRow, into);
    }

    /**
     * As {@link #accumulate(long, long, PartialSelection)} for a sample: runs of neighbouring rows, far apart. By default the
     * plain loop reads them, because they are short. What is listed of a run lies side by side.
     *
     * @param firstRows the first row of each run, ascending; runs do not overlap
     * @param runRows rows per run
     */
    default void accumulateRuns(long[] firstRows, int runRows, PartialSelection into) {
        for (long firstRow : firstRows) {
            PlainSelection.accumulate(items(), firstRow, firstRow + runRows, into);
        }
    }

    /**
     * The hot pass of allocation with caps over all rows, with given bounds.
     *
     * @throws io.alphafair.InvalidValueException for the entry with the lowest flat index that is not valid
     */
    default Selection select(SelectionBounds bounds) {
        items().groups().requireValid();
        PartialSelection all = new PartialSelection(bounds);
        accumulate(0, items().individualCount(), all);
        return all.finish(items());
    }

    /**
     * Lists all entries with a positive ratio, for allocations of any fairness and budget. It takes some 80 bytes per entry.
     *
     * @throws io.alphafair.InvalidValueException for the entry with the lowest flat index that is not valid
     */
    default Selection select() {
        return select(SelectionBounds.everything(items().groupCount()));
    }

    /**
     * Lists the entries that may be critical for one fairness and budget, and sums those before them. It takes one pass
     * beyond a sample of the rows, and at most two more where the sample misleads. Without caps it is the group argmax.
     *
     * @param weights K finite, positive weights, or null for 1 each
     * @throws InvalidInputException as {@link Selection#allocate(Fairness, double, double[])}
     * @throws io.alphafair.InvalidValueException for the entry with the lowest flat index that is not valid
     */
    default Selection select(Fairness fairness, double budget, double[] weights) {
        return SelectionSearch.find(this, fairness, budget, weights).selection();
    }

    /** The allocation with caps of {@link #select(Fairness, double, double[])}, which it takes as long as. */
    default CappedAllocation allocate(Fairness fairness, double budget, double[] weights) {
        return SelectionSearch.find(this, fairness, budget, weights).allocation();
    }

    /** As {@link #allocate(Fairness, double, double[])} with weights 1. */
    default CappedAllocation allocate(Fairness fairness, double budget) {
        return allocate(fairness, budget, null);
    }

    /**
     * The second hot pass: clears an N x T matrix and writes one value per group at its winner.
     *
     * @param byGroup K values; those of absent groups are ignored
     * @throws InvalidInputException if {@code out} is not N x T or cannot be written
     */
    void scatter(BestItems best, double[] byGroup, Matrix out);

    /**
     * Says that values were written through a segment, the items' own or one they are a view of, since the last call. A
     * backend that keeps a copy then copies anew. It sees by itself what {@code set}, {@code copyFrom} and {@code refill} of
     * the items' own {@link Matrix} and {@link io.alphafair.Groups} objects write; not what comes through another view of the
     * same memory, or as the output of a call.
     */
    default void refresh() {
        // A view sees what is there.
    }

    /**
     * Whether the last hot pass ran a plain loop although the backend has a faster one, because that has not proved
     * faster on this JVM yet, or never will. The result is the same.
     */
    default boolean ranPlain() {
        return false;
    }

    /** Whether it {@link #ranPlain} because the loops have not been compared yet, so that later calls may be faster. */
    default boolean isUndecided() {
        return false;
    }

    /** How long the parts of the last call took by the backend's own clock; empty before it, and where there is none. */
    default List<Timing> timings() {
        return List.of();
    }

    /** Replaces the benefits by others of the same shape, as a training loop does. */
    default void replaceBenefit(Matrix benefit) {
        items().benefit().copyFrom(benefit);
    }

    /**
     * Writes 0 to the elements with flat index {@code from .. to-1}: the part of {@link #scatter} that is large. Threads may
     * share the elements.
     */
    default void clear(Matrix out, long from, long to) {
        DenseOutput.clear(out, from, to);
    }

    /** All N x T doses. */
    default void denseDose(Allocation allocation, Matrix out) {
        double[] doses = new double[allocation.groupCount()];
        for (int group = 0; group < doses.length; group++) {
            doses[group] = allocation.dose(group);
        }
        scatter(allocation.bestItems(), doses, out);
    }

    /** The gradient of the welfare to all N x T benefits. */
    default void denseBenefitGradient(Allocation allocation, Matrix out) {
        scatter(allocation.bestItems(), allocation.benefitGradient(), out);
    }

    /** The gradient of the welfare to all N x T costs. */
    default void denseCostGradient(Allocation allocation, Matrix out) {
        scatter(allocation.bestItems(), allocation.costGradient(), out);
    }

    /**
     * dL/db for all N x T benefits from dL/d dose for all N x T doses. It reads the upstream gradient at the winners
     * only, before it writes, so {@code out} may be {@code upstream}.
     *
     * @throws InvalidInputException if a matrix is not N x T or the upstream gradient at a winner is not finite
     */
    default void denseVjp(Allocation allocation, Matrix upstream, Matrix out) {
        requireDense("upstream", upstream);
        BestItems best = allocation.bestItems();
        double[] byGroup = new double[best.groupCount()];
        for (int group = 0; group < byGroup.length; group++) {
            byGroup[group] = best.isAbsent(group) ? 0 : upstream.get(best.winnerRow(group), best.winnerItem(group));
        }
        scatter(best, allocation.vjp(byGroup, byGroup), out);
    }

    /** All N x T doses of an allocation with caps. */
    default void denseDose(CappedAllocation allocation, Matrix out) {
        DenseCapped.fill(this, allocation, out, FundedEntry::dose);
    }

    /** The gradient of the welfare to all N x T benefits, with caps. */
    default void denseBenefitGradient(CappedAllocation allocation, Matrix out) {
        DenseCapped.fill(this, allocation, out, allocation::benefitGradient);
    }

    /** The gradient of the welfare to all N x T costs, with caps. */
    default void denseCostGradient(CappedAllocation allocation, Matrix out) {
        DenseCapped.fill(this, allocation, out, allocation::costGradient);
    }

    /** The gradient of the welfare to all N x T caps. */
    default void denseCapGradient(CappedAllocation allocation, Matrix out) {
        DenseCapped.fill(this, allocation, out, allocation::capGradient);
    }

    /**
     * dL/db for all N x T benefits from dL/d dose for all N x T doses of an allocation with caps. It reads the upstream
     * gradient at the critical entries only, before it writes, so {@code out} may be {@code upstream}.
     *
     * @throws InvalidInputException if a matrix is not N x T or the upstream gradient at a critical entry is not finite
     */
    default void denseVjp(CappedAllocation allocation, Matrix upstream, Matrix out) {
        DenseCapped.fill(this, allocation, out,
                allocation.vjp(DenseCapped.atCritical(this, allocation, upstream))::benefit);
    }

    /** @throws InvalidInputException unless {@code matrix} is N x T */
    default void requireDense(String name, Matrix matrix) {
        if (matrix.rows() != items().individualCount() || matrix.columns() != items().itemCount()) {
            throw new InvalidInputException(name + " is " + matrix.shape() + ": expected "
                    + items().individualCount() + " x " + items().itemCount());
        }
    }

    /** @throws InvalidInputException unless {@code out} is N x T and can be written */
    default void requireOutput(Matrix out) {
        requireDense("out", out);
        if (out.segment().isReadOnly()) {
            throw new InvalidInputException(
                    "out is a read-only matrix, such as one that was mapped from a file: expected one that can be written");
        }
    }

    /**
     * Releases what preparing took; idempotent. The items stay open.
     *
     * @throws IllegalStateException if C reads the memory at this moment, for a call of another thread; it can be closed
     *             later
     */
    @Override
    void close();
}
