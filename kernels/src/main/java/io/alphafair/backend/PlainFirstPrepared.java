package io.alphafair.backend;

import io.alphafair.Items;

/**
 * A problem on the calling thread whose passes begin with the plain loop, until the backend's fast loops can take over in this
 * JVM. Both give the same bits, so that a pass may change from one to the other at any row.
 */
public abstract class PlainFirstPrepared extends SingleThreadPrepared {
    /** Those of this process, for each plain loop. */
    private static final PlainBlocks ARGMAX = new PlainBlocks();
    private static final PlainBlocks SELECTION = new PlainBlocks();

    private boolean ranPlain;

    protected PlainFirstPrepared(Items items) {
        super(items);
    }

    /** Whether the fast loops can do the work from here on. It is asked before each block of rows. */
    protected abstract boolean isFast();

    /** Whether {@link #isFast} may become true. */
    protected abstract boolean mayBecomeFast();

    /** Counts elements that the plain loop has read. */
    protected abstract void countPlain(long elements);

    /** The group argmax of some rows by the fast loop. */
    protected abstract void scan(long fromRow, long toRow, PartialBest into);

    /** The selection of some rows by the fast loop. */
    protected abstract void scan(long fromRow, long toRow, PartialSelection into);

    @Override
    public final void accumulate(long fromRow, long toRow, PartialBest into) {
        long row = fromRow;
        while (row < toRow && !isFast()) {
            long until = Math.min(row + ARGMAX.rows(items().itemCount()), toRow);
            accumulatePlain(row, until, into);
            long elements = (until - row) * items().itemCount();
            ARGMAX.count(elements);
            countPlain(elements);
            row = until;
        }
        ranPlain = row > fromRow;
        if (row < toRow) {
            scan(row, toRow, into);
        }
    }

    /** Steps are made row by row where they are needed, which no fast loop does. */
    @Override
    public final void accumulate(long fromRow, long toRow, PartialSelection into) {
        if (items().steps() != null) {
            ranPlain = false;
            super.accumulate(fromRow, toRow, into);
            return;
        }
        long row = fromRow;
        while (row < toRow && !isFast()) {
            long until = Math.min(row + SELECTION.rows(items().itemCount()), toRow);
            super.accumulate(row, until, into);
            long elements = (until - row) * items().itemCount();
            SELECTION.count(elements);
            countPlain(elements);
            row = until;
        }
        ranPlain = row > fromRow;
        if (row < toRow) {
            scan(row, toRow, into);
        }
    }

    @Override
    public final void accumulateRuns(long[] firstRows, int runRows, PartialSelection into) {
        for (long firstRow : firstRows) {
            accumulate(firstRow, firstRow + runRows, into);
        }
    }

    @Override
    public final boolean ranPlain() {
        return ranPlain;
    }

    @Override
    public final boolean isUndecided() {
        return ranPlain && mayBecomeFast();
    }
}
