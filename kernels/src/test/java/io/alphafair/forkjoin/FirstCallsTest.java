package io.alphafair.forkjoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The calling thread answers the first calls of a JVM alone, and the threads of the pool join it in later or large ones. */
class FirstCallsTest {
    private static final int ROWS = 1000;
    private static final int ITEMS = 4;
    private static final long ELEMENTS = ROWS * ITEMS;

    @Test
    void theFirstRowsAreAloneUntilSoManyElementsWereRead() {
        FirstCalls first = new FirstCalls(100);
        assertEquals(15, first.rowsAlone(15, 4));
        assertEquals(10, first.rowsAlone(15, 4));
        assertEquals(0, first.rowsAlone(15, 4));
        assertEquals(0, FirstCalls.NONE.rowsAlone(1, 1));
    }

    @Test
    void aRowIsNotSplit() {
        FirstCalls first = new FirstCalls(100);
        assertEquals(1, first.rowsAlone(10, 1000));
        assertEquals(0, first.rowsAlone(10, 1000));
    }

    private static Set<Thread> poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ForkJoinPool-"))
                .collect(Collectors.toSet());
    }

    private static ForkJoinBackend backend(long aloneElements) {
        return new ForkJoinBackend(ForkJoinBackend.NAME, new ScalarBackend(), 2, 10, new FirstCalls(aloneElements));
    }

    @Test
    void thePoolStartsWithTheFirstCallThatIsNotAlone() {
        Set<Thread> before = poolThreads();
        try (Items items = Problems.make(Shape.TIED, ROWS, ITEMS, 5, 1);
                var backend = backend(2 * ELEMENTS);
                Prepared prepared = backend.prepare(items)) {
            BestItems expected = BackendContract.expected(items);
            BestItems found = BestItems.withRunnerUp(items.groupCount());
            for (int call = 0; call < 2; call++) {
                prepared.bestItems(found);
                assertEquals(expected, found);
                assertTrue(before.containsAll(poolThreads()));
            }
            prepared.bestItems(found);
            assertEquals(expected, found);
            assertFalse(before.containsAll(poolThreads()));
        }
    }

    /** The calling thread begins, and the others join it in the same call. */
    @Test
    void aLargeProblemStartsThePoolInItsFirstCall() {
        Set<Thread> before = poolThreads();
        try (Items items = Problems.make(Shape.ASCENDING, ROWS, ITEMS, 5, 1);
                var backend = backend(ELEMENTS / 2);
                Prepared prepared = backend.prepare(items)) {
            BestItems found = BestItems.withRunnerUp(items.groupCount());
            prepared.bestItems(found);
            assertEquals(BackendContract.expected(items), found);
            assertFalse(before.containsAll(poolThreads()));
        }
    }

    /** With caps, too, the threads give the bits that the calling thread gives alone. */
    @Test
    void aSelectionIsTheSameAloneAndWithThePool() {
        try (Items items = Problems.make(Shape.SCALED, ROWS, ITEMS, 5, 1)
                .withCaps(Matrix.copyOf(new double[]{2}));
                var alone = backend(Long.MAX_VALUE);
                var both = backend(ELEMENTS / 2);
                var parallel = backend(0);
                Prepared first = alone.prepare(items);
                Prepared middle = both.prepare(items);
                Prepared later = parallel.prepare(items)) {
            Selection expected = later.select();
            assertEquals(expected, first.select());
            assertEquals(expected, middle.select());
        }
    }
}
