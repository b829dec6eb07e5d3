package io.alphafair.simd;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.tier.Tier;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The scan with vectors against the plain one, on generated problems with the T and K of the problem that asked and a part
 * of its rows: one of equal groups, which is compared by time, and others that make the scan take its other
 * paths, so that these are compiled too.
 */
final class ScanProof implements Tier.Proof {
    /** Elements of a problem, about: enough for a sample, few enough for a second-level cache. */
    private static final int ELEMENTS = 1 << 14;
    /**
     * With fewer per group all elements would be divided, and the filters would be compiled only when the problem that asked
     * runs them: its first call with vectors then took as long as 25 to 120 plain ones.
     */
    private static final int ELEMENTS_PER_GROUP = 80;
    /** Even of many groups. */
    private static final int MOST_ELEMENTS = 1 << 18;
    private static final int ROWS_PER_GROUP = 2;
    private static final int MOST_ITEMS = 1 << 16;
    private static final long SEED = 1;

    /** One problem, scanned both ways. */
    private static final class Pair implements AutoCloseable {
        final Items items;
        final Prepared plain;
        final VectorScan vectors;
        final PartialBest expected;
        final PartialBest found;

        Pair(Shape shape, int n, int t, int k) {
            items = Problems.make(shape, n, t, k, SEED);
            plain = new ScalarBackend().prepare(items);
            vectors = new VectorScan(items, null, Tuning.CHOSEN, Block.arenaFor(items));
            expected = PartialBest.within(items, false);
            found = PartialBest.within(items, false);
        }

        void plain() {
            expected.reset();
            plain.accumulate(0, items.individualCount(), expected);
        }

        void fast() {
            found.reset();
            vectors.scan(0, items.individualCount(), found);
        }

        @Override
        public void close() {
            plain.close();
            vectors.close();
            items.close();
        }
    }

    private final Pair timed;
    private final Pair[] others;

    ScanProof(long individuals, int items, int groups) {
        int t = Math.min(items, MOST_ITEMS);
        long elements = Math.clamp((long) ELEMENTS_PER_GROUP * groups, ELEMENTS, MOST_ELEMENTS);
        int n = (int) Math.min(individuals, Math.max(elements / t + 1, (long) ROWS_PER_GROUP * groups));
        // Of more groups than individuals most are absent.
        int k = Math.min(groups, n);
        timed = new Pair(Shape.UNIFORM, n, t, k);
        others = new Pair[]{new Pair(Shape.SCALED, n, t, k), new Pair(Shape.ASCENDING, n, t, k)};
    }

    @Override
    public void plain() {
        timed.plain();
    }

    @Override
    public void fast() {
        timed.fast();
    }

    @Override
    public void runOthers() {
        for (Pair pair : others) {
            pair.fast();
        }
    }

    /** How many new bests the filters have found so far. */
    long filtered() {
        return Stream.concat(Stream.of(timed), Arrays.stream(others)).map(pair -> pair.vectors)
                .mapToLong(scan -> scan.decisions(ScanPath.SMALLEST) + scan.decisions(ScanPath.OWN)).sum();
    }

    @Override
    public boolean isSame() {
        timed.plain();
        timed.fast();
        boolean same = timed.expected.holdsSameAs(timed.found);
        for (Pair pair : others) {
            pair.plain();
            pair.fast();
            same &= pair.expected.holdsSameAs(pair.found);
        }
        return same;
    }

    @Override
    public void close() {
        timed.close();
        for (Pair pair : others) {
            pair.close();
        }
    }
}
