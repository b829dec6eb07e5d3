package io.alphafair.backend;

import io.alphafair.CappedAllocation;
import io.alphafair.FundedEntry;
import io.alphafair.InvalidInputException;
import io.alphafair.Matrix;
import java.util.function.ToDoubleFunction;

/** Dense N x T outputs of an allocation with caps. */
final class DenseCapped {
    private DenseCapped() {
    }

    /** Clears the matrix and writes one value per funded entry. */
    static void fill(Prepared prepared, CappedAllocation allocation, Matrix out, ToDoubleFunction<FundedEntry> value) {
        requireFits(prepared, allocation);
        prepared.requireOutput(out);
        prepared.clear(out, 0, out.size());
        for (FundedEntry entry : allocation.funded()) {
            out.set(entry.row(), entry.item(), value.applyAsDouble(entry));
        }
    }

    /** dL/d dose at each group's critical entry; 0 for a group without one. */
    static double[] atCritical(Prepared prepared, CappedAllocation allocation, Matrix upstream) {
        requireFits(prepared, allocation);
        prepared.requireDense("upstream", upstream);
        int itemCount = prepared.items().itemCount();
        double[] values = new double[allocation.groupCount()];
        for (int k = 0; k < values.length; k++) {
            long index = allocation.criticalIndex(k);
            values[k] = index < 0 ? 0 : upstream.get(index / itemCount, index % itemCount);
        }
        return values;
    }

    private static void requireFits(Prepared prepared, CappedAllocation allocation) {
        if (allocation.individualCount() != prepared.items().individualCount()
                || allocation.itemCount() != prepared.items().itemCount()) {
            throw new InvalidInputException("the allocation is of " + allocation.individualCount() + " individuals x "
                    + allocation.itemCount() + " items: expected one of this problem, "
                    + prepared.items().individualCount() + " x " + prepared.items().itemCount());
        }
    }
}
