package io.alphafair.simd;

import io.alphafair.Items;

/**
 * What a {@link ScanPolicy} has to know of the problem and of the machine.
 *
 * @param rows N
 * @param itemCount T
 * @param groupCount K
 * @param pair elements of two vectors
 */
record ScanFacts(long rows, int itemCount, int groupCount, int pair) {
    static ScanFacts of(Items items) {
        return new ScanFacts(items.individualCount(), items.itemCount(), items.groupCount(), DoubleIntFilter.PAIR);
    }

    /** N times T. */
    long elements() {
        return rows * itemCount;
    }
}
