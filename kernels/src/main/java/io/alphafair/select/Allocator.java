package io.alphafair.select;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import java.lang.foreign.MemorySegment;

/**
 * The answer in one line: opens the backend that {@link Chooser#chooseForOne(Items)} chooses, asks it once and closes it. The
 * result needs neither the data nor the backend any more. A caller that asks again and again keeps a {@link Prepared}.
 */
public final class Allocator {
    private Allocator() {
    }

    /**
     * Allocates a budget to N individuals x T items in K groups.
     *
     * @param benefit {@code benefit[individual][item]}, finite and {@code >= 0}; N x T, N x 1, 1 x T or 1 x 1
     * @param cost finite and {@code > 0}; as many rows and columns as the benefits, or 1
     * @param group N labels {@code 0..K-1}, every one of which occurs
     * @param budget finite and positive, in units of cost
     * @throws InvalidInputException if an input is refused
     */
    public static Allocation allocate(double[][] benefit, double[][] cost, int[] group, Fairness fairness,
            double budget) {
        try (Items items = Items.of(benefit, cost, group)) {
            return allocate(items, fairness, budget);
        }
    }

    /** As {@link #allocate(double[][], double[][], int[], Fairness, double)}; the data stay open. */
    public static Allocation allocate(Matrix benefit, Matrix cost, Groups group, Fairness fairness, double budget) {
        return allocate(Items.of(benefit, cost, group), fairness, budget);
    }

    /**
     * As {@link #allocate(double[][], double[][], int[], Fairness, double)} for native memory, which is viewed without a
     * copy and stays its owner's. Confined memory is read by the calling thread only. N is the number of labels. The size of
     * a segment tells whether it is N x T, N x 1, 1 x T or 1 x 1; where N x 1 and 1 x T have the same size it is refused.
     *
     * @param benefit doubles in native byte order, row-major
     * @param cost doubles in native byte order, row-major
     * @param group N 32-bit labels in native byte order
     * @param itemCount T
     */
    public static Allocation allocate(MemorySegment benefit, MemorySegment cost, MemorySegment group, int itemCount,
            Fairness fairness, double budget) {
        try (Groups groups = Groups.view(group)) {
            Matrix benefits = view("benefit", benefit, groups.size(), itemCount);
            Matrix costs = view("cost", cost, groups.size(), itemCount);
            return allocate(benefits, costs, groups, fairness, budget);
        }
    }

    private static Matrix view(String name, MemorySegment segment, long individuals, int items) {
        if (items <= 0) {
            throw new InvalidInputException(items + " items: expected at least 1");
        }
        long size = segment.byteSize() / Double.BYTES;
        boolean column = size == individuals;
        boolean row = size == items;
        if (column && row && individuals > 1) {
            throw new InvalidInputException("the " + name + " segment has " + size + " doubles, which is " + individuals
                    + " x 1 as well as 1 x " + items + ": expected a size that tells them apart; pass Matrix.view, "
                    + "which is given the shape");
        }
        if (column) {
            return Matrix.view(segment, individuals, 1);
        }
        if (row || size == 1) {
            return Matrix.view(segment, 1, row ? items : 1);
        }
        return Matrix.view(segment, individuals, items);
    }

    private static Allocation allocate(Items items, Fairness fairness, double budget) {
        try (Backend backend = Chooser.here().chooseForOne(items).open(); Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems().allocate(fairness, budget);
        }
    }
}
