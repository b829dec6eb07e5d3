package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.PartialBest;
import io.alphafair.backend.FirstOffender;
import io.alphafair.backend.SingleThreadPrepared;

/**
 * Walks the rows in blocks that fit the first cache and picks each block's {@link ScanPath} by what the last ones let
 * pass: the division at the start, then the smallest threshold as long as it rejects nearly everything, else each
 * group's own, else the division again.
 */
public final class SimdPrepared extends SingleThreadPrepared {
    /** Elements a block: both operands of one fit a first-level cache of 64 KiB together. */
    private static final int BLOCK = 4096;
    /** Where all are in a second-level cache nothing is gained by small blocks, and each has its overhead. */
    private static final int CACHED_BLOCK = 4 * BLOCK;
    /** Elements that fit such a cache, of 1 MiB. */
    private static final int CACHED = 1 << 16;
    /** Elements a group that are divided at the start. */
    private static final int START = 16;
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
    private static final int MANY = 4;
    /** Blocks, at most, before a cheaper path is tried again. */
    private static final int LONGEST_REST = 64;

    private final ScanPath forced;
    /** How this many groups are divided. */
    private final ScanPath dividing;
    /** How each group's own threshold is applied. */
    private final ScanPath own;
    private final long renewAfter;
    private final BlockScan scan;
    private final int few;
    private final int rowsPerBlock;
    private final int firstRows;
    private final long[] decisions = new long[ScanPath.values().length];

    private double smallest;
    private PartialBest smallestOf;
    private long smallestEpoch;
    private long smallestAt;
    private long elementsSince;
    private long starting;
    private ScanPath resting;
    private int rest;
    private int restLength;
    private int trial;

    SimdPrepared(Items items, ScanPath forced) {
        super(items);
        this.forced = forced;
        boolean cached = items.individualCount() * items.itemCount() <= CACHED;
        this.few = cached ? CACHED_FEW : FEW;
        this.rowsPerBlock = rows(cached ? CACHED_BLOCK : BLOCK, items.itemCount());
        this.firstRows = rows(FIRST, items.itemCount());
        this.dividing = forced == null && items.groupCount() >= MANY_GROUPS ? ScanPath.LIST : ScanPath.DIVIDE;
        this.own = dividing == ScanPath.LIST && items.itemCount() == 1 && items.groupCount() >= FAR_GROUPS
                ? ScanPath.LIST
                : ScanPath.OWN;
        this.renewAfter = (items.groupCount() >= FAR_GROUPS ? RENEW : 1) * items.groupCount();
        this.scan = new BlockScan(items, rowsPerBlock, dividing == ScanPath.LIST || forced == ScanPath.LIST);
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
            forget();
        }
        scan.begin();
        for (long row = fromRow; row < toRow;) {
            ScanPath path = choose(into);
            int rows = (int) Math.min(rowsFor(path), toRow - row);
            learn(path, block(path, row, rows, into), rows * items().itemCount());
            row += rows;
        }
    }

    private long rowsFor(ScanPath path) {
        if (starting > 0) {
            return Math.min(rowsPerBlock, (starting - 1) / items().itemCount() + 1);
        }
        return path == ScanPath.SMALLEST ? trial : rowsPerBlock;
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
            return dividing;
        }
        if (rest > 0) {
            return resting;
        }
        renewSmallest(into);
        // A threshold of 0 rejects nothing: some group has no positive benefit yet.
        return smallest > 0 ? ScanPath.SMALLEST : own;
    }

    /**
     * Nothing is known yet: at first nearly every element would pass, which costs more than to divide it. A group's best
     * has changed about {@code log} of its elements' number of times, so most changes are over after a few.
     */
    private void forget() {
        starting = START * (long) items().groupCount();
        rest = 0;
        restLength = 1;
        trial = firstRows;
        scan.forget();
    }

    /**
     * A path that let too much pass gives way to the next dearer one, for longer and longer. The smallest threshold is
     * tried again on a few rows first, because where it fails nearly every element passes.
     */
    private void learn(ScanPath path, int passed, int elements) {
        if (starting > 0) {
            starting -= elements;
            return;
        }
        boolean tooMuch = switch (path) {
            case SMALLEST -> (long) passed * few * items().itemCount() > elements;
            case OWN -> passed > elements / MANY;
            case DIVIDE, LIST -> false;
        };
        if (tooMuch) {
            resting = path == ScanPath.SMALLEST ? own : dividing;
            rest = restLength;
            restLength = Math.min(2 * restLength, LONGEST_REST);
            trial = firstRows;
        } else if (path == ScanPath.SMALLEST) {
            trial = Math.min(2 * trial, rowsPerBlock);
        } else if (rest > 0) {
            rest--;
        }
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
    }
}
