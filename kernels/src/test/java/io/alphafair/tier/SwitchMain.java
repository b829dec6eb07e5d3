package io.alphafair.tier;

import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import io.alphafair.simd.ScanPath;
import io.alphafair.simd.SimdPrepared;
import java.time.Duration;
import java.util.Arrays;

/** Asks simd again and again until its vectors do the work, and compares every answer with scalar's. */
public final class SwitchMain {
    private static final Duration MOST = Duration.ofMinutes(2);

    private SwitchMain() {
    }

    public static void main(String[] arguments) {
        try (Items items = Problems.make(Shape.UNIFORM, 20_000, 8, 64, 1);
                Backend scalar = Backends.open("scalar");
                Prepared plain = scalar.prepare(items);
                Backend simd = Backends.open("simd");
                SimdPrepared vectors = (SimdPrepared) simd.prepare(items)) {
            double[] expected = answer(plain.bestItems());
            long end = System.nanoTime() + MOST.toNanos();
            BestItems best = vectors.bestItems();
            System.out.println("first by vectors: " + hasScanned(vectors));
            while (vectors.isUndecided() && System.nanoTime() < end) {
                vectors.bestItems(best);
                if (!Arrays.equals(expected, answer(best))) {
                    throw new IllegalStateException("another answer");
                }
            }
            // The last call may have begun before the decision.
            vectors.bestItems(best);
            System.out.println("later by vectors: " + hasScanned(vectors) + ", same "
                    + Arrays.equals(expected, answer(best)));
        }
    }

    private static double[] answer(BestItems best) {
        return best.allocate(Fairness.of(2), 1000).benefitGradient();
    }

    /** Of the vectors' own counts and of what the backend says, which have to agree. */
    private static boolean hasScanned(SimdPrepared prepared) {
        boolean scanned = Arrays.stream(ScanPath.values()).anyMatch(path -> prepared.decisions(path) > 0);
        if (scanned == prepared.ranPlain()) {
            throw new IllegalStateException("ran plain " + prepared.ranPlain() + ", scanned " + scanned);
        }
        return scanned;
    }
}
