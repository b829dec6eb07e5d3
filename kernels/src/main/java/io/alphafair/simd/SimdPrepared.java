package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.FirstOffender;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.SingleThreadPrepared;

/**
 * Walks the rows in blocks that fit the first cache and picks each block's {@link ScanPath} by what the last ones let
 * pass: with thresholds from a sample the smallest of them as long as it rejects nearly everything, else each group's
 * own, else the division.
 */
public final class SimdPrepared extends SingleThreadPrepared {
    /** Elements a block: both operands of one fit a first-level cache of 64 KiB together. */
    private static final int BLOCK = 4096;
    /** Where all are in a second-level cache nothing is gained by small blocks, and each has its overhead. */
    private static final int CACHED_BLOCK = 4 * BLOCK;
    /** Elements that fit such a cache, of 1 MiB. */
    private static final int CACHED = 1 << 16;
    /** Elements a group that are divided at the start where no sample is taken. */
    private static final int START = 16;
    /** So many times as many where rows are too few for a sample. */
    private static final int FEW_STARTS = 4;
    /** Elements a group of {@link #FAR_GROUPS} between two searches for the smallest threshold. */
    private static final long RENEW = 16;
    /** So many groups fit no first-level cache. */
    private static final int MANY_GROUPS = 1 << 12;
    /** The thresholds of so many are far enough away that single elements are listed to the end. */
    private static final int FAR_GROUPS = 1 << 14;
    /** Elements of a trial; those that follow double until they are whole. */
    private static final int FIRST = 256;
    /**
     * The smallest threshold is kept while elements pass it in fewer than one row in this many: its label, which no one
     * has read, comes from memory, and that costs as much as some hundred rows.
     */
    private static final int FEW = 512;
    /** The same where labels come from a cache. */
    private static final int CACHED_FEW = 128;
    /** The groups' own thresholds are given up where more than one element in this many passes them. */
    private static final int MANY = 16;
    /** Elements, at most, before a cheaper path is tried again. */
    private static final int LONGEST_REST = 64 * BLOCK;
    /** Elements that are divided before any is offered: with their quotients they fit a first-level cache. */
    private static final int DIVISION = 1024;

    private final ScanPath forced;
    /** How each group's own threshold is applied. */
    private final ScanPath own;
    private final long renewAfter;
    private final BlockScan scan;
    /** Null for many groups, for rows longer than a block, and where a path is forced. */
    private final ThresholdSample sample;
    private final int few;
    private final int rowsPerBlock;
    private final int firstRows;
    private final int rowsPerDivision;
    private final long[] decisions = new long[ScanPath.values().length];

    private double smallest;
    private PartialBest smallestOf;
    private long smallestEpoch;
    private long smallestAt;
    private long elementsSince;
    private long starting;
    private ScanPath resting;
    private long rest;
    private int restLength;
    private int trial;
    private int ownTrial;

    SimdPrepared(Items items, ScanPath forced) {
        super(items);
        this.forced = forced;
        boolean cached = items.individualCount() * items.itemCount() <= CACHED;
        this.few = cached ? CACHED_FEW : FEW;
        this.rowsPerBlock = rows(cached ? CACHED_BLOCK : BLOCK, items.itemCount());
        this.firstRows = rows(FIRST, items.itemCount());
        this.own = items.itemCount() == 1 && items.groupCount() >= FAR_GROUPS
                ? ScanPath.DIVIDE
                : ScanPath.OWN;
        boolean sampled = forced == null && items.groupCount() < MANY_GROUPS && items.itemCount() <= BLOCK;
        this.sample = sampled ? new ThresholdSample(items) : null;
        this.renewAfter = (items.groupCount() >= FAR_GROUPS ? RENEW : 1) * items.groupCount();
        this.rowsPerDivision = rows(items.groupCount() < MANY_GROUPS ? DIVISION : BLOCK, items.itemCount());
        this.scan = new BlockScan(items, rowsPerBlock, rowsPerDivision);
    }

    /** Rows of about so many elements: whole pairs of vectors, whatever T, if they are enough. */
    private static int rows(int elements, int itemCount) {
        int rows = Math.max(1, elements / itemCount);
        return rows < PairLoops.PAIR ? rows : rows - rows % PairLoops.PAIR;
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        if (smallestOf != into || smallestEpoch != into.epoch()) {
            smallestOf = into;
            smallestEpoch = into.epoch();
            smallest = 0;
            smallestAt = -1;
            elementsSince = Long.MAX_VALUE;
        }
        if (into.isEmpty()) {
            start(fromRow, toRow, into);
        }
        scan.begin();
        for (long row = fromRow; row < toRow;) {
            ScanPath path = choose(into);
            int rows = (int) Math.min(rowsFor(path), toRow - row);
            boolean risen = learn(path, block(path, row, rows, into), rows * items().itemCount());
            row += rows;
            if (risen && samples(into)) {
                sample.raise(row, toRow, into);
            }
        }
    }

    private long rowsFor(ScanPath path) {
        return switch (path) {
            case SMALLEST -> trial;
            case OWN -> ownTrial;
            case DIVIDE -> starting > 0
                    ? Math.min(rowsPerDivision, (starting - 1) / items().itemCount() + 1)
                    : rowsPerDivision;
        };
    }

    /** Scans one block and returns how many elements passed the path's filter. */
    private int block(ScanPath path, long row, int rows, PartialBest into) {
        long before = into.changes();
        int passed = scan.scan(path, row, rows, smallest, into);
        decisions[path.ordinal()] += into.changes() - before;
        elementsSince += elementsSince > Long.MAX_VALUE / 2 ? 0 : rows * items().itemCount();
        if (scan.sawInvalid()) {
            FirstOffender.note(items(), row, row + rows, into);
        }
        return passed;
    }

    private ScanPath choose(PartialBest into) {
        if (forced == ScanPath.SMALLEST) {
            renewSmallest(into);
        }
        if (forced != null) {
            return forced;
        }
        if (starting > 0) {
            return ScanPath.DIVIDE;
        }
        if (rest > 0) {
            return resting;
        }
        renewSmallest(into);
        // A threshold of 0 rejects nothing: some group has no positive benefit yet.
        return smallest > 0 ? ScanPath.SMALLEST : own;
    }

    /**
     * Nothing is known yet: nearly every element would pass any filter, and to look at it costs more than to divide it. A
     * group's best changes about {@code log} of its elements' number of times, so most changes are over after a few: a
     * sample leaves them out, and few rows are better divided.
     */
    private void start(long fromRow, long toRow, PartialBest into) {
        starting = START * (long) items().groupCount();
        if (samples(into)) {
            starting = sample.raise(fromRow, toRow, into) ? 0 : FEW_STARTS * starting;
        }
        rest = 0;
        restLength = BLOCK;
        trial = firstRows;
        ownTrial = rowsPerBlock;
        scan.forget();
    }

    private boolean samples(PartialBest into) {
        return sample != null && !into.tracksRunnerUp();
    }

    /**
     * A path that let too much pass gives way to the next dearer one, for longer and longer. It is tried again on a few
     * rows first, because where it fails nearly every element passes.
     *
     * @return whether each group's own threshold fails: perhaps ratios have risen since
     */
    private boolean learn(ScanPath path, int passed, int elements) {
        if (starting > 0) {
            starting -= elements;
            return false;
        }
        boolean tooMuch = switch (path) {
            case SMALLEST -> (long) passed * few * items().itemCount() > elements;
            case OWN -> passed > elements / MANY;
            case DIVIDE -> false;
        };
        if (tooMuch) {
            resting = path == ScanPath.SMALLEST ? own : ScanPath.DIVIDE;
            rest = restLength;
            restLength = Math.min(2 * restLength, LONGEST_REST);
            trial = firstRows;
            ownTrial = path == ScanPath.OWN ? firstRows : ownTrial;
            return path == ScanPath.OWN;
        }
        rest -= path == ScanPath.SMALLEST ? 0 : elements;
        if (path == ScanPath.SMALLEST) {
            trial = Math.min(2 * trial, rowsPerBlock);
        } else if (path == ScanPath.OWN) {
            ownTrial = Math.min(2 * ownTrial, rowsPerBlock);
        }
        return false;
    }

    /** Finds the smallest threshold anew if one has risen and enough elements share the cost, K. */
    private void renewSmallest(PartialBest into) {
        double[] thresholds = into.thresholds();
        if (smallestAt == into.changes() || elementsSince < renewAfter) {
            return;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int group = 0; group < thresholds.length; group++) {
            if (thresholds[group] < least && items().groups().groupSize(group) > 0) {
                least = thresholds[group];
            }
        }
        smallest = least;
        smallestAt = into.changes();
        elementsSince = 0;
    }

    /** How many new bests, ties and runners-up each path has found so far. */
    public long decisions(ScanPath path) {
        return decisions[path.ordinal()];
    }

    /** Those of {@link #decisions} that were found in elements that fill no whole vector. */
    public long tailDecisions() {
        return scan.tailDecisions();
    }

    @Override
    public void close() {
        super.close();
        scan.close();
        if (sample != null) {
            sample.close();
        }
    }
}
