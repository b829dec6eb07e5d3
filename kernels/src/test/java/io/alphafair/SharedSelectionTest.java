package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads that ask one selection different questions get the answers that each would get alone. */
class SharedSelectionTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 10;

    @Test
    void threadsMayShareALongSelection() throws InterruptedException, ExecutionException {
        try (Items plain = Problems.make(Shape.UNIFORM, 20_000, 3, 5, 3);
                Matrix cap = Matrix.copyOf(new double[]{1});
                Backend backend = Backends.open("scalar", 1);
                Prepared prepared = backend.prepare(plain.withCaps(cap));
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<CappedAllocation> expected = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                expected.add(prepared.select().allocate(Fairness.of(0.5), budget(thread)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                Selection shared = prepared.select();
                List<Future<CappedAllocation>> found = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    double budget = budget(thread);
                    found.add(threads.submit(() -> shared.allocate(Fairness.of(0.5), budget)));
                }
                for (int thread = 0; thread < THREADS; thread++) {
                    assertSame(expected.get(thread), found.get(thread).get());
                }
            }
        }
    }

    private static double budget(int thread) {
        return 50 * (thread + 1) * (thread + 1);
    }

    private static void assertSame(CappedAllocation expected, CappedAllocation found) {
        assertEquals(expected.objective(), found.objective());
        for (int k = 0; k < expected.groupCount(); k++) {
            assertEquals(expected.budget(k), found.budget(k));
            assertEquals(expected.utility(k), found.utility(k));
            assertEquals(expected.criticalIndex(k), found.criticalIndex(k));
        }
    }
}
