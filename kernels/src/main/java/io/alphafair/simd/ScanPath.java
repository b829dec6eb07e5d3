package io.alphafair.simd;

/** How the elements of a block are compared with the groups' thresholds. {@link ScanPolicy} chooses it for each block. */
public enum ScanPath {
    /** Each element is compared with the smallest threshold of all groups. No label is read unless something passes. */
    SMALLEST,
    /** Each element is compared with its own group's threshold. This serves groups that differ. */
    OWN,
    /** Each element is divided. This serves where most would pass any filter, and where thresholds are in a far cache. */
    DIVIDE
}
