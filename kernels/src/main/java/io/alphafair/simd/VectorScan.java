package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.FirstOffender;
import io.alphafair.backend.PartialBest;
import java.lang.foreign.Arena;

/** Scans rows block by block with vectors, on the paths and in the sizes that its {@link ScanPolicy} chooses. */
final class VectorScan implements AutoCloseable {
    private final Items items;
    private final ScanPolicy policy;
    private final ScanState state = new ScanState();
    /** What blocks are copied to; null if they are not copied. */
    private final Arena arena;
    private final BlockScan scan;
    private final SmallestThreshold smallest;
    /** Null where the policy takes none. */
    private final ThresholdSample sample;
    private final long[] decisions = new long[ScanPath.values().length];

    /** @param arena for the copies of {@link Block}, closed with this, and also if this cannot be made */
    VectorScan(Items items, ScanPath forced, Tuning tuning, Arena arena) {
        this.items = items;
        this.policy = new ScanPolicy(ScanFacts.of(items), forced, tuning);
        this.smallest = new SmallestThreshold(items.groups(), policy.renewAfter());
        this.arena = arena;
        try {
            this.sample = policy.sample() == null ? null : new ThresholdSample(items, policy.sample(), arena);
            this.scan = new BlockScan(items, policy.rowsPerBlock(), policy.rowsPerDivision(), tuning, arena);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Offers rows {@code fromRow .. toRow-1}. */
    void scan(long fromRow, long toRow, PartialBest into) {
        boolean another = smallest.follow(into);
        if (another || into.isEmpty()) {
            if (policy.start(state, toRow - fromRow, into.tracksRunnerUp())) {
                sample.raise(fromRow, toRow, into);
            }
            scan.forget();
        }
        scan.begin();
        for (long row = fromRow; row < toRow;) {
            if (policy.needsSmallest(state)) {
                smallest.renew();
            }
            ScanPath path = policy.path(state, smallest.value());
            int rows = (int) Math.min(policy.rows(state, path), toRow - row);
            int elements = rows * items.itemCount();
            boolean risen = policy.learn(state, path, block(path, row, rows, into), elements);
            smallest.scanned(elements);
            row += rows;
            if (risen && policy.samples(toRow - row, into.tracksRunnerUp())) {
                sample.raise(row, toRow, into);
            }
        }
    }

    /** Scans one block and returns how many elements passed the path's filter. */
    private int block(ScanPath path, long row, int rows, PartialBest into) {
        long before = into.changes();
        int passed = scan.scan(path, row, rows, smallest.value(), into);
        decisions[path.ordinal()] += into.changes() - before;
        if (scan.sawInvalid()) {
            FirstOffender.note(items, row, row + rows, into);
        }
        return passed;
    }

    /** How many new bests, ties and runners-up each path has found so far. */
    long decisions(ScanPath path) {
        return decisions[path.ordinal()];
    }

    /** Those of {@link #decisions} that were found in elements that fill no whole vector. */
    long tailDecisions() {
        return scan.tailDecisions();
    }

    @Override
    public void close() {
        if (arena != null && arena.scope().isAlive()) {
            arena.close();
        }
    }
}
