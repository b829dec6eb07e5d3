package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.PartialBest;
import io.alphafair.backend.FirstOffender;
import io.alphafair.backend.SingleThreadPrepared;

/**
 * Walks the rows in blocks that fit the first cache and picks each block's {@link ScanPath}: the smallest threshold as
 * long as it rejects nearly every vector, else each group's own.
 */
public final class SimdPrepared extends SingleThreadPrepared {
    /** Elements a block: both operands of one fit a first-level cache of 64 KiB together. */
    private static final int BLOCK = 4096;
    /** The smallest threshold is kept while fewer than one vector in this many lets something pass. */
    private static final int FEW = 16;
    private static final int LONGEST_REST = 64;

    private final ScanPath forced;
    private final BlockScan scan;
    private final int rowsPerBlock;
    private final long[] decisions = new long[ScanPath.values().length];

    private double smallest;
    private int smallestAt;
    private long elementsSince;
    private int rest;
    private int restLength;

    SimdPrepared(Items items, ScanPath forced) {
        super(items);
        this.forced = forced;
        this.rowsPerBlock = Math.max(1, BLOCK / items.itemCount());
        this.scan = new BlockScan(items, rowsPerBlock);
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        smallest = 0;
        smallestAt = -1;
        elementsSince = Long.MAX_VALUE;
        if (into.changes() == 0) {
            // Nothing is known yet, so the smallest threshold would reject nothing.
            rest = 1;
            restLength = 1;
        }
        for (long row = fromRow; row < toRow; row += rowsPerBlock) {
            block(row, (int) Math.min(rowsPerBlock, toRow - row), into);
        }
    }

    private void block(long row, int rows, PartialBest into) {
        int before = into.changes();
        ScanPath path = forced == null ? choose(into) : forced;
        if (path == ScanPath.SMALLEST) {
            renewSmallest(into);
        }
        int passed = scan.scan(path, row, rows, smallest, into);
        decisions[path.ordinal()] += into.changes() - before;
        int elements = rows * items().itemCount();
        elementsSince += elementsSince > Long.MAX_VALUE / 2 ? 0 : elements;
        if (path == ScanPath.SMALLEST && passed > elements / BlockScan.LANES / FEW) {
            rest = restLength;
            restLength = Math.min(2 * restLength, LONGEST_REST);
        }
        if (scan.sawInvalid()) {
            FirstOffender.note(items(), row, row + rows, into);
        }
    }

    private ScanPath choose(PartialBest into) {
        if (rest > 0) {
            rest--;
            return items().itemCount() >= BlockScan.LANES ? ScanPath.ROW : ScanPath.ELEMENT;
        }
        return ScanPath.SMALLEST;
    }

    /** Finds the smallest threshold anew if one has risen and enough elements share the cost, K. */
    private void renewSmallest(PartialBest into) {
        double[] thresholds = into.thresholds();
        if (smallestAt == into.changes() || elementsSince < thresholds.length) {
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
