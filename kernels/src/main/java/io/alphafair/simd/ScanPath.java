package io.alphafair.simd;

/** How a block of elements is compared with the groups' thresholds; chosen block by block from what the data show. */
public enum ScanPath {
    /** Every element with the smallest threshold of all groups: no label is read unless something passes. */
    SMALLEST,
    /** The elements of a row with their group's threshold: for long rows and groups that differ. */
    ROW,
    /** Each element with its group's threshold, gathered: for short rows and groups that differ. */
    ELEMENT,
    /** Every element divided, as the reference does: for the first rows and where most elements pass any filter. */
    DIVIDE
}
