package io.alphafair.ffm;

/** How the C loops compare elements with thresholds, as {@code alphafair.h} numbers it; all but the first are for tests. */
enum ScanPath {
    /** As the data suggest. */
    ANY,
    /** Each element with the smallest threshold of all groups. */
    SMALLEST,
    /** Each element with its own group's threshold. */
    OWN,
    /** Each element is divided. */
    DIVIDE
}
