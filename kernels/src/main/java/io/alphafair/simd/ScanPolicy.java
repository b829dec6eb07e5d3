package io.alphafair.simd;

/**
 * Chooses how the rows are scanned: the path and the number of rows of each block, and where a sample is taken. A policy
 * has the problem's {@link ScanFacts} and the {@link Tuning}, and does not change. What a scan has learnt is the caller's
 * {@link ScanState}: {@link #start} and {@link #learn} update it, the other methods only read it. So each decision follows
 * from the facts, the tuning and the calls made with that state.
 *
 * <p>At the start nearly every element would pass any filter, and to look at an element costs more than to divide it. In
 * {@code n} elements in random order a group's best ratio changes about {@code log n} times, so most changes happen in the
 * first few: with a sample's thresholds those changes are skipped; without a sample the first elements are divided.
 *
 * <p>Then the smallest threshold of all groups is tried, then each group's own, then the division. A path that lets too
 * many elements pass is replaced by the next one, for longer after each failure. It is tried again on a few rows first,
 * because where it fails nearly every element passes.
 */
final class ScanPolicy {
    private final ScanFacts facts;
    private final Tuning tuning;
    private final ScanPath forced;
    /** How each group's own threshold is applied. */
    private final ScanPath own;
    private final SampleSize sample;
    private final int rowsPerBlock;
    private final int trialRows;
    private final int rowsPerDivision;
    private final int rowsPerLabel;

    /** @param forced the only path to take, or null to choose by the data */
    ScanPolicy(ScanFacts facts, ScanPath forced, Tuning tuning) {
        this.facts = facts;
        this.tuning = tuning;
        this.forced = forced;
        int t = facts.itemCount();
        boolean cached = facts.elements() <= tuning.cachedElements();
        boolean many = facts.groupCount() >= tuning.manyGroups();
        this.own = t == 1 && isFar() ? ScanPath.DIVIDE : ScanPath.OWN;
        this.sample = forced != null || many || t > tuning.blockElements() ? null : SampleSize.of(facts, tuning);
        this.rowsPerBlock = rows(cached ? tuning.cachedBlockElements() : tuning.blockElements());
        this.trialRows = rows(tuning.trialElements());
        this.rowsPerDivision = rows(many ? tuning.blockElements() : tuning.divisionElements());
        this.rowsPerLabel = cached ? tuning.cachedRowsPerLabel() : tuning.rowsPerLabel();
    }

    private boolean isFar() {
        return facts.groupCount() >= tuning.farGroups();
    }

    /** Rows of about so many elements; if they are enough, a number that fills whole pairs of vectors for any T. */
    private int rows(int elements) {
        int rows = Math.max(1, elements / facts.itemCount());
        return rows < facts.pair() ? rows : rows - rows % facts.pair();
    }

    /** The most rows of a block. */
    int rowsPerBlock() {
        return rowsPerBlock;
    }

    /** The most rows of a block on {@link ScanPath#DIVIDE}. */
    int rowsPerDivision() {
        return rowsPerDivision;
    }

    /** Elements between two searches for the smallest threshold, which cost K each. */
    long renewAfter() {
        return (isFar() ? tuning.renewPerFarGroup() : 1) * (long) facts.groupCount();
    }

    /** The size of a sample; null if none is ever taken: for many groups, for rows longer than a block, on a forced path. */
    SampleSize sample() {
        return sample;
    }

    /**
     * Whether {@code rows} rows are worth a sample.
     *
     * @param runnerUp whether the second-best ratios are asked for, which a sample's thresholds would lose
     */
    boolean samples(long rows, boolean runnerUp) {
        return sample != null && !runnerUp && rows >= sample.leastRows();
    }

    /**
     * Sets the state for a scan of {@code rows} rows of which nothing is known.
     *
     * @return whether to take a sample now
     */
    boolean start(ScanState state, long rows, boolean runnerUp) {
        boolean sampled = samples(rows, runnerUp);
        long divided = tuning.startPerGroup() * (long) facts.groupCount();
        boolean tooFewRows = !sampled && sample != null && !runnerUp;
        state.startLeft = sampled ? 0 : tooFewRows ? tuning.fewRowsStartFactor() * divided : divided;
        state.resting = own;
        state.restLeft = 0;
        state.nextRest = tuning.blockElements();
        state.smallestRows = trialRows;
        state.ownRows = rowsPerBlock;
        return sampled;
    }

    /** Whether the next block's path depends on the smallest threshold, so that it should be searched. */
    boolean needsSmallest(ScanState state) {
        return forced == null ? state.startLeft <= 0 && state.restLeft <= 0 : forced == ScanPath.SMALLEST;
    }

    /**
     * The next block's path.
     *
     * @param smallest a lower bound of all thresholds; 0 rejects nothing
     */
    ScanPath path(ScanState state, double smallest) {
        if (forced != null) {
            return forced;
        }
        if (state.startLeft > 0) {
            return ScanPath.DIVIDE;
        }
        if (state.restLeft > 0) {
            return state.resting;
        }
        return smallest > 0 ? ScanPath.SMALLEST : own;
    }

    /** The most rows of the next block, if it takes {@code path}. */
    long rows(ScanState state, ScanPath path) {
        return switch (path) {
            case SMALLEST -> state.smallestRows;
            case OWN -> state.ownRows;
            case DIVIDE -> state.startLeft > 0
                    ? Math.min(rowsPerDivision, (state.startLeft - 1) / facts.itemCount() + 1)
                    : rowsPerDivision;
        };
    }

    /**
     * Updates the state after a block.
     *
     * @param passed how many of its {@code elements} passed the path's filter
     * @return whether each group's own threshold let too much pass: perhaps ratios have risen, and a new sample helps
     */
    boolean learn(ScanState state, ScanPath path, int passed, int elements) {
        if (state.startLeft > 0) {
            state.startLeft -= elements;
            return false;
        }
        if (isTooMuch(path, passed, elements)) {
            state.resting = path == ScanPath.SMALLEST ? own : ScanPath.DIVIDE;
            state.restLeft = state.nextRest;
            state.nextRest = Math.min(2 * state.nextRest, tuning.longestRestElements());
            state.smallestRows = trialRows;
            state.ownRows = path == ScanPath.OWN ? trialRows : state.ownRows;
            return path == ScanPath.OWN;
        }
        switch (path) {
            case SMALLEST -> state.smallestRows = Math.min(2 * state.smallestRows, rowsPerBlock);
            case OWN -> {
                state.restLeft -= elements;
                state.ownRows = Math.min(2 * state.ownRows, rowsPerBlock);
            }
            case DIVIDE -> state.restLeft -= elements;
        }
        return false;
    }

    private boolean isTooMuch(ScanPath path, int passed, int elements) {
        return switch (path) {
            case SMALLEST -> (long) passed * rowsPerLabel * facts.itemCount() > elements;
            case OWN -> passed > elements / tuning.elementsPerPass();
            case DIVIDE -> false;
        };
    }
}
