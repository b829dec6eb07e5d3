package io.alphafair.simd;

/**
 * For how many rows the thresholds are taken as they stand, before they are fetched again: few while they still rise,
 * many when they have settled.
 *
 * @param leastRows the smallest number of rows; all numbers are multiples of it
 * @param mostRows the largest number of rows
 * @param elementsPerSettledPass the thresholds have settled while fewer than one element in this number passes
 */
record FetchPolicy(int leastRows, int mostRows, int elementsPerSettledPass) {
    /**
     * For the paths that read each group's own threshold.
     *
     * @param together rows that are scanned together, for instance because they fill whole pairs of vectors
     * @param fetches whether a row's threshold is fetched into a list, before the loop
     */
    static FetchPolicy of(ScanFacts facts, int rowsPerBlock, int together, boolean fetches, Tuning tuning) {
        int settling = Math.min(facts.pair(), tuning.settlingElements() / facts.itemCount());
        int leastRows = Math.max(1, settling / together) * together;
        int mostRows = fetches ? tuning.fetchElements() / facts.itemCount() : rowsPerBlock;
        return new FetchPolicy(leastRows, Math.max(1, mostRows / leastRows) * leastRows,
                tuning.elementsPerSettledPass());
    }

    /** The same for thresholds that do not rise. */
    FetchPolicy settled() {
        return new FetchPolicy(mostRows, mostRows, 0);
    }

    /** The number of rows that follow {@code rows} rows, of whose {@code elements} elements {@code passed} passed. */
    int next(int rows, int passed, int elements) {
        return passed * elementsPerSettledPass < elements
                ? Math.min(2 * rows, mostRows)
                : Math.max(rows / 2 / leastRows, 1) * leastRows;
    }
}
