package io.alphafair.simd;

/** How a block of elements is compared with the groups' thresholds; chosen block by block from what the data show. */
public enum ScanPath {
    /** Every element with the smallest threshold of all groups: no label is read unless something passes. */
    SMALLEST,
    /** Every element with its own group's threshold: for groups that differ. */
    OWN,
    /** Every element divided: where most would pass any filter, and where the groups fit no near cache. */
    DIVIDE
}
