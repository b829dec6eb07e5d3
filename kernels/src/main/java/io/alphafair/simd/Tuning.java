package io.alphafair.simd;

/**
 * The constants by which {@link ScanPolicy}, {@link FetchPolicy} and {@link SampleSize} decide. They change the time of a
 * scan and never its result. They were chosen by trial on one machine. Where a value was measured against others the text
 * says so and quotes the row of {@code kernels/PERFORMANCE.md}; the others were not varied alone.
 *
 * @param blockElements elements per block: benefits and costs of one block fit a first-level cache of 64 KiB
 * @param cachedBlockElements elements per block where the whole problem is in the second-level cache: small blocks save
 *        no memory traffic there, and each has an overhead ("blocks of 16,384 elements")
 * @param cachedElements elements of the largest problem that counts as in the second-level cache, of 1 MiB
 * @param startPerGroup elements per group that are divided at the start, when no sample is taken; 64 and 256 were no
 *        faster ("longer division at the start")
 * @param fewRowsStartFactor multiplier for {@code startPerGroup} when there are too few rows for a sample
 * @param manyGroups number of groups whose thresholds fill a first-level cache of 32 KiB; no sample is taken from here on
 * @param farGroups number of groups from which T = 1 is divided and listed to the end and not filtered (1.11 times as
 *        fast at 16,384 groups, 1.27 at 65,536, 0.91 at 4,096)
 * @param renewPerFarGroup elements per group between two searches for the smallest threshold, from {@code farGroups} on;
 *        1 below ("the smallest threshold searched every 16 K elements")
 * @param trialElements elements of the first block after a start or a failure; the following blocks double
 * @param rowsPerLabel the smallest threshold is kept while fewer than one row in this number has an element that passes:
 *        the label of such a row comes from memory and costs as much as some hundred rows ("the smallest threshold only
 *        while less than a row in 512 passes")
 * @param cachedRowsPerLabel the same where the labels are in a cache
 * @param elementsPerPass the groups' own thresholds are given up where more than one element in this number passes ("from
 *        one element in 16, not 4")
 * @param longestRestElements most elements that are scanned on a dearer path before the cheaper one is tried again
 * @param divisionElements elements that are divided before any is offered; with their quotients they fit a first-level
 *        cache
 * @param fetchElements most elements for whose rows the thresholds are fetched together: with 4,096 memory idles meanwhile,
 *        5 to 20 % slower ("thresholds of all rows of a block fetched at once")
 * @param settlingElements elements, about, for which the thresholds are fetched together while they still rise
 *        ("thresholds fetched anew after few rows while they rise")
 * @param elementsPerSettledPass the thresholds have settled while fewer than one element in this number passes
 * @param longRowPairs rows of this many pairs of vectors and more are scanned each on its own, with two vectors at the end
 *        that overlap the ones before; that costs less than a permutation per vector
 * @param sampleElementsPerGroup elements per group in the sample; 32 and 64 cost what they save
 * @param sampleRunElements neighbouring elements, about, that are sampled together; 32 and 64 are no faster
 * @param rowsPerSampledRow the sample is at most one row in this number
 */
record Tuning(int blockElements, int cachedBlockElements, int cachedElements, int startPerGroup, int fewRowsStartFactor,
        int manyGroups, int farGroups, int renewPerFarGroup, int trialElements, int rowsPerLabel,
        int cachedRowsPerLabel, int elementsPerPass, int longestRestElements, int divisionElements,
        int fetchElements, int settlingElements, int elementsPerSettledPass, int longRowPairs,
        int sampleElementsPerGroup, int sampleRunElements, int rowsPerSampledRow) {
    /** The values in use. */
    static final Tuning CHOSEN = new Tuning(
            /* blockElements */ 1 << 12,
            /* cachedBlockElements */ 1 << 14,
            /* cachedElements */ 1 << 16,
            /* startPerGroup */ 16,
            /* fewRowsStartFactor */ 4,
            /* manyGroups */ 1 << 12,
            /* farGroups */ 1 << 14,
            /* renewPerFarGroup */ 16,
            /* trialElements */ 256,
            /* rowsPerLabel */ 512,
            /* cachedRowsPerLabel */ 128,
            /* elementsPerPass */ 16,
            /* longestRestElements */ 1 << 18,
            /* divisionElements */ 1024,
            /* fetchElements */ 1024,
            /* settlingElements */ 128,
            /* elementsPerSettledPass */ 64,
            /* longRowPairs */ 4,
            /* sampleElementsPerGroup */ 16,
            /* sampleRunElements */ 128,
            /* rowsPerSampledRow */ 4);
}
