package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.PlainFirstPrepared;
import io.alphafair.tier.Tier;

/** Scans rows with vectors where these have proved faster than the plain loop on this JVM, else with the plain loop. */
public final class SimdPrepared extends PlainFirstPrepared {
    /** Null where the vectors always run. */
    private final Tier tier;
    private final ScanPath forced;
    /** Made on first use, because that loads the classes of the Vector API. */
    private VectorScan vectors;
    /** Made on first use, for the same reason. */
    private VectorSelection selection;

    /** @param forced the one path of the vectors, which then always run, or null */
    SimdPrepared(Items items, ScanPath forced, Tier tier) {
        super(items);
        this.tier = forced == null ? tier : null;
        this.forced = forced;
    }

    @Override
    protected boolean isFast() {
        return (tier == null || tier.isFast()) && SimdBackend.hasVectors();
    }

    @Override
    protected boolean mayBecomeFast() {
        return tier != null && tier.isUndecided();
    }

    @Override
    protected void countPlain(long elements) {
        if (tier != null && tier.isDue(elements)) {
            long n = items().individualCount();
            int t = items().itemCount();
            int k = items().groupCount();
            tier.prove(() -> SimdBackend.hasVectors() ? new ScanProof(n, t, k) : null);
        }
    }

    @Override
    protected void scan(long fromRow, long toRow, PartialBest into) {
        if (vectors == null) {
            vectors = new VectorScan(items(), forced, Tuning.CHOSEN, Block.arenaFor(items()));
        }
        vectors.scan(fromRow, toRow, into);
    }

    /** The vector loops are those of the group argmax, so that its proof counts. */
    @Override
    protected void scan(long fromRow, long toRow, PartialSelection into) {
        if (selection == null) {
            selection = new VectorSelection(items(), Block.arenaFor(items()));
        }
        selection.accumulate(fromRow, toRow, into);
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
        if (vectors != null) {
            vectors.close();
        }
        if (selection != null) {
            selection.close();
        }
    }
}
