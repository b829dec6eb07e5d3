package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From when on C runs, and that the answer is the same before and after. */
@Timeout(60)
class LinkingTest {
    private static final long LARGE_ELEMENTS = 1 << 20;

    private final CountDownLatch mayLink = new CountDownLatch(1);
    private final AtomicInteger linked = new AtomicInteger();

    private Linking timed() {
        return new Linking(() -> {
            try {
                mayLink.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            linked.incrementAndGet();
        }, "timed", LARGE_ELEMENTS);
    }

    private static void await(Linking linking) {
        while (!linking.isDone()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void linkingBeginsOnceThereIsEnoughWork() {
        Linking linking = timed();
        mayLink.countDown();
        linking.worked(Linking.BEGIN_ELEMENTS / 2);
        assertFalse(linking.hasBegun());
        assertTrue(linking.isUndecided());
        linking.worked(Linking.BEGIN_ELEMENTS / 2);
        linking.worked(Linking.BEGIN_ELEMENTS);
        await(linking);
        assertFalse(linking.isUndecided());
        assertEquals(1, linked.get());
    }

    /** A call counts besides its elements, so that many calls on few elements have C linked, too. */
    @Test
    void linkingBeginsAfterManyCalls() {
        Linking linking = timed();
        mayLink.countDown();
        for (long call = 0; call < Linking.BEGIN_ELEMENTS; call++) {
            linking.worked(0);
        }
        await(linking);
    }

    /** The next call runs into the error. */
    @Test
    void anErrorEndsLinking() {
        Linking linking = new Linking(() -> {
            throw new IllegalStateException("expected by this test");
        }, "timed", LARGE_ELEMENTS);
        linking.worked(Linking.BEGIN_ELEMENTS);
        await(linking);
        assertFalse(linking.isUndecided());
    }

    @Test
    void modesThatWaitForNothing() {
        Linking always = new Linking(linked::incrementAndGet, "always", LARGE_ELEMENTS);
        assertTrue(always.isDone());
        Linking never = new Linking(linked::incrementAndGet, "never", LARGE_ELEMENTS);
        never.worked(Linking.BEGIN_ELEMENTS);
        assertFalse(never.isDone());
        assertFalse(never.isUndecided());
        assertEquals(0, linked.get());
        assertThrows(IllegalStateException.class,
                () -> new Linking(linked::incrementAndGet, "sometimes", LARGE_ELEMENTS));
    }

    @Test
    void thePlainLoopAnswersUntilCIsLinked() {
        Natives.require();
        Linking linking = timed();
        try (Items items = Problems.make(Shape.TIED, 3000, 5, 7, 11);
                Prepared prepared = new NativeBackend(Variant.BASELINE, ScanPath.ANY, Natives.FAR_ELEMENTS, linking)
                        .prepare(items)) {
            BestItems expected = BackendContract.expected(items);
            BestItems best = BestItems.withRunnerUp(items.groupCount());
            prepared.bestItems(best);
            assertEquals(expected, best);
            assertTrue(prepared.ranPlain());
            assertTrue(prepared.isUndecided());
            linking.worked(Linking.BEGIN_ELEMENTS);
            mayLink.countDown();
            await(linking);
            prepared.bestItems(best);
            assertEquals(expected, best);
            assertFalse(prepared.ranPlain());
            assertFalse(prepared.isUndecided());
        }
    }

    /** A large problem pays for linking, so that its first call already runs in C; and never if that is forbidden. */
    @Test
    void aLargeProblemLinksInItsFirstCall() {
        Natives.require();
        int rows = (int) (LARGE_ELEMENTS / 4);
        mayLink.countDown();
        Linking never = new Linking(linked::incrementAndGet, "never", LARGE_ELEMENTS);
        Linking linking = timed();
        try (Items items = Problems.make(Shape.UNIFORM, rows, 4, 7, 11);
                Prepared plain = new NativeBackend(Variant.BASELINE, ScanPath.ANY, Natives.FAR_ELEMENTS, never)
                        .prepare(items);
                Prepared prepared = new NativeBackend(Variant.BASELINE, ScanPath.ANY, Natives.FAR_ELEMENTS, linking)
                        .prepare(items)) {
            BestItems expected = plain.bestItems();
            assertTrue(plain.ranPlain());
            assertEquals(0, linked.get());
            assertEquals(expected, prepared.bestItems());
            assertFalse(prepared.ranPlain());
            assertEquals(1, linked.get());
        }
    }

    /** The rows of one answer, the first ones by the plain loop and the others by C. */
    @Test
    void cGoesOnWhereThePlainLoopStopped() {
        Natives.require();
        for (Shape shape : Shape.values()) {
            Linking linking = timed();
            try (Items items = Problems.make(shape, 3000, 3, 7, 11);
                    Prepared prepared = new NativeBackend(Variant.BASELINE, ScanPath.ANY, Natives.FAR_ELEMENTS,
                            linking).prepare(items)) {
                PartialBest partial = PartialBest.within(items, true);
                prepared.accumulate(0, 1000, partial);
                assertTrue(prepared.ranPlain());
                linking.worked(Linking.BEGIN_ELEMENTS);
                mayLink.countDown();
                await(linking);
                prepared.accumulate(1000, 3000, partial);
                assertFalse(prepared.ranPlain());
                BestItems best = BestItems.withRunnerUp(items.groupCount());
                partial.finish(items, best);
                assertEquals(BackendContract.expected(items), best, shape.toString());
            }
        }
    }
}
