package io.alphafair.simd;

/** How a block of elements is compared with the groups' thresholds; chosen block by block from what the data show. */
public enum ScanPath {
    /** Every element with the smallest threshold of all groups: no label is read unless something passes. */
    SMALLEST,
    /** The elements of a row with their group's threshold: for long rows and groups that differ. */
    ROW,
    /** Each element with its group's threshold, spread beforehand: for short rows and groups that differ. */
    ELEMENT
}
