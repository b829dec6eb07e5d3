package io.alphafair.forkjoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a call whose pool is closed meanwhile, or that is made in the midst of another one. */
@Timeout(60)
class ChunksTest {
    private static final int CLOSES = 300;

    @Test
    void noCallReturnsBeforeItsWorkersHaveEndedWhoeverClosesThePool() throws Exception {
        Chunks chunks = new Chunks(2);
        AtomicInteger running = new AtomicInteger();
        CountDownLatch helping = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> caller = threads.submit(() -> {
                chunks.forEach(2, 1, (worker, from, to) -> {
                    if (worker == 0) {
                        awaitUninterrupted(helping);
                        return;
                    }
                    running.incrementAndGet();
                    helping.countDown();
                    linger();
                    running.decrementAndGet();
                });
                return running.get();
            });
            helping.await();
            Future<Boolean> closer = threads.submit(() -> {
                Thread.currentThread().interrupt();
                chunks.close();
                return Thread.interrupted();
            });
            assertEquals(0, caller.get());
            assertEquals(true, closer.get());
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the caller", e);
        }
    }

    /** Long enough for a caller that does not wait to return. */
    private static void linger() {
        long end = System.nanoTime() + 100_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /**
     * The pool may refuse one helper after it has taken another. {@code ForkJoinPool.close()} of JDK 25.0.3 waits for ever in about
     * one of a hundred such closes.
     */
    @Test
    void aCallWhosePoolIsClosedIsRefusedWithOneReasonAndLeavesNothingRunning() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            for (int close = 0; close < CLOSES; close++) {
                Chunks chunks = new Chunks(4);
                AtomicInteger running = new AtomicInteger();
                CountDownLatch begun = new CountDownLatch(1);
                Future<String> caller = threads.submit(() -> callUntilRefused(chunks, running, begun));
                begun.await();
                chunks.close();
                assertEquals("the backend is closed: open another one", caller.get());
            }
        }
    }

    private static String callUntilRefused(Chunks chunks, AtomicInteger running, CountDownLatch begun) {
        while (true) {
            try {
                chunks.forEach(8, 1, (worker, from, to) -> {
                    running.incrementAndGet();
                    begun.countDown();
                    running.decrementAndGet();
                });
            } catch (IllegalStateException e) {
                assertEquals(0, running.get());
                return e.getMessage();
            }
            assertEquals(0, running.get());
        }
    }

    /** Calls within calls need no further threads. */
    @Test
    void aCallMayBeMadeByAWorkerOfAnother() {
        try (Chunks chunks = new Chunks(2)) {
            AtomicInteger done = new AtomicInteger();
            chunks.forEach(10, 1, (outer, from, to) -> chunks.forEach(10, 1,
                    (middle, start, end) -> chunks.forEach(10, 1, (inner, first, last) -> done.incrementAndGet())));
            assertEquals(1000, done.get());
        }
    }

    /** A pool of few threads serves many calls, each of which can do all its work alone. */
    @Test
    void aPoolWithoutAFreeThreadHoldsUpNobody() throws Exception {
        try (Chunks chunks = new Chunks(2); ExecutorService threads = Executors.newFixedThreadPool(1)) {
            CountDownLatch helping = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Future<?> slow = threads.submit(() -> chunks.forEach(2, 1, (worker, from, to) -> {
                if (worker == 0) {
                    awaitUninterrupted(helping);
                } else {
                    helping.countDown();
                    awaitUninterrupted(release);
                }
            }));
            helping.await();
            AtomicInteger done = new AtomicInteger();
            for (int call = 0; call < 10_000; call++) {
                chunks.forEach(2, 1, (worker, from, to) -> done.incrementAndGet());
            }
            assertEquals(20_000, done.get());
            release.countDown();
            assertNull(slow.get());
        }
    }
}
