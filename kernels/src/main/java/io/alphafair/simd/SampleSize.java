package io.alphafair.simd;

/**
 * How much a {@link ThresholdSample} reads.
 *
 * @param runRows neighbouring rows that are read together
 * @param runs how many such runs, at least 2: the first rows and the last
 * @param leastRows a sample of fewer rows is not worth its time
 */
record SampleSize(int runRows, long runs, long leastRows) {
    static SampleSize of(ScanFacts facts, Tuning tuning) {
        int runRows = Math.max(1, tuning.sampleRunElements() / facts.itemCount());
        long elements = tuning.sampleElementsPerGroup() * (long) facts.groupCount();
        long runs = Math.max(2, elements / (runRows * (long) facts.itemCount()));
        return new SampleSize(runRows, runs, tuning.rowsPerSampledRow() * runs * runRows);
    }
}
