package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.SingleThreadPrepared;
import io.alphafair.tier.Tier;

/** Scans rows with vectors where these have proved faster than the plain loop on this JVM, else with the plain loop. */
public final class SimdPrepared extends SingleThreadPrepared {
    /** Elements that the plain loop scans before the vectors may take over. */
    private static final int PLAIN_ELEMENTS = 1 << 18;

    /** Null where the vectors always run. */
    private final Tier tier;
    private final ScanPath forced;
    private final Prepared plain;
    private final long plainRows;
    /** Made on first use, because that loads the classes of the Vector API. */
    private VectorScan vectors;
    /** Made on first use, for the same reason. */
    private VectorSelection selection;
    private boolean ranPlain;

    /**
     * @param forced the one path of the vectors, which then always run, or null
     * @param plain the plain loop over the same items
     */
    SimdPrepared(Items items, ScanPath forced, Prepared plain, Tier tier) {
        super(items);
        this.tier = forced == null ? tier : null;
        this.forced = forced;
        this.plain = plain;
        this.plainRows = Math.max(1, PLAIN_ELEMENTS / items.itemCount());
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        long row = fromRow;
        for (long until = plainEnd(row, toRow); until > row; until = plainEnd(row, toRow)) {
            plain.accumulate(row, until, into);
            countPlain(until - row);
            row = until;
        }
        ranPlain = row > fromRow;
        if (row < toRow) {
            if (vectors == null) {
                vectors = new VectorScan(items(), forced, Tuning.CHOSEN, Block.arenaFor(items()));
            }
            vectors.scan(row, toRow, into);
        }
    }

    /** The vector loops are those of the group argmax, so that its proof counts. */
    @Override
    public void accumulate(long fromRow, long toRow, PartialSelection into) {
        if (items().steps() != null) {
            ranPlain = false;
            plain.accumulate(fromRow, toRow, into);
            return;
        }
        long row = fromRow;
        for (long until = plainEnd(row, toRow); until > row; until = plainEnd(row, toRow)) {
            plain.accumulate(row, until, into);
            countPlain(until - row);
            row = until;
        }
        ranPlain = row > fromRow;
        if (row < toRow) {
            if (selection == null) {
                selection = new VectorSelection(items(), Block.arenaFor(items()));
            }
            selection.accumulate(row, toRow, into);
        }
    }

    /** Where the next block of the plain loop ends; at its start if the vectors take over. */
    private long plainEnd(long row, long toRow) {
        return tier == null || tier.isFast() ? row : Math.min(row + plainRows, toRow);
    }

    private void countPlain(long rows) {
        if (tier.isDue(rows * items().itemCount())) {
            long n = items().individualCount();
            int t = items().itemCount();
            int k = items().groupCount();
            tier.prove(() -> new ScanProof(n, t, k));
        }
    }

    @Override
    public boolean ranPlain() {
        return ranPlain;
    }

    @Override
    public boolean isUndecided() {
        return ranPlain && tier.isUndecided();
    }

    /** How many new bests, ties and runners-up each path of the vectors has found so far. */
    public long decisions(ScanPath path) {
        return vectors == null ? 0 : vectors.decisions(path);
    }

    /** Those of {@link #decisions} that were found in elements that fill no whole vector. */
    public long tailDecisions() {
        return vectors == null ? 0 : vectors.tailDecisions();
    }

    @Override
    public void close() {
        super.close();
        plain.close();
        if (vectors != null) {
            vectors.close();
        }
        if (selection != null) {
            selection.close();
        }
    }
}
