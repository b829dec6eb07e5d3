package io.alphafair.forkjoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.simd.SimdBackend;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ForkJoinBackendTest {
    @Test
    void everyElementIsHandedOutOnceAndInAscendingOrderToEachWorker() {
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            int[] seen = new int[1003];
            long[] last = {-1, -1, -1, -1};
            new Chunks(pool, 4).forEach(seen.length, 10, (worker, from, to) -> {
                assertTrue(from > last[worker], "worker " + worker + " went down");
                last[worker] = from;
                for (int i = (int) from; i < to; i++) {
                    seen[i]++;
                }
            });
            for (int count : seen) {
                assertEquals(1, count);
            }
        }
    }

    @Test
    void aFailureReachesTheCallerAfterEveryWorkerHasStopped() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            AtomicInteger running = new AtomicInteger();
            RuntimeException failure = new ArithmeticException("planned");
            RuntimeException thrown = assertThrows(ArithmeticException.class,
                    () -> new Chunks(pool, 3).forEach(1000, 1, (worker, from, to) -> {
                        running.incrementAndGet();
                        try {
                            if (from == 500) {
                                throw failure;
                            }
                        } finally {
                            running.decrementAndGet();
                        }
                    }));
            assertEquals("planned", thrown.getMessage());
            assertEquals(0, running.get());
        }
    }

    @Test
    void anInterruptedCallEndsLeavesNothingRunningAndKeepsTheInterrupt() throws InterruptedException {
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            AtomicLong done = new AtomicLong();
            AtomicInteger running = new AtomicInteger();
            CountDownLatch started = new CountDownLatch(2);
            boolean[] interrupted = {false};
            Throwable[] thrown = {null};
            Thread caller = new Thread(() -> {
                try {
                    new Chunks(pool, 2).forEach(Long.MAX_VALUE / 2, 1, (worker, from, to) -> {
                        running.incrementAndGet();
                        started.countDown();
                        done.incrementAndGet();
                        running.decrementAndGet();
                    });
                } catch (CancellationException e) {
                    thrown[0] = e;
                }
                interrupted[0] = Thread.currentThread().isInterrupted();
            });
            caller.start();
            started.await();
            caller.interrupt();
            caller.join();
            assertTrue(thrown[0].getMessage().startsWith("interrupted"), thrown[0].toString());
            assertTrue(interrupted[0]);
            assertEquals(0, running.get());
            long after = done.get();
            assertTrue(pool.awaitQuiescence(5, TimeUnit.SECONDS));
            assertEquals(after, done.get());
        }
    }

    @Test
    void anInterruptedBackendWorksAgain() {
        try (Items items = Problems.make(Shape.UNIFORM, 3000, 4, 5, 1);
                var backend = new ForkJoinBackend(new SimdBackend(), 2, 7);
                Prepared prepared = backend.prepare(items)) {
            BestItems expected = prepared.bestItems();
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, prepared::bestItems);
            assertTrue(Thread.interrupted());
            assertEquals(expected, prepared.bestItems());
        }
    }

    @Test
    void threadsShareOneBackend() throws Exception {
        try (var backend = new ForkJoinBackend(new SimdBackend(), 3, 5);
                var scalar = new ScalarBackend();
                ForkJoinPool callers = new ForkJoinPool(4)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int call = 0; call < 16; call++) {
                int seed = call;
                calls.add(callers.submit(() -> {
                    try (Items items = Problems.make(Shape.UNIFORM, 997, 3, 11, seed);
                            Prepared prepared = backend.prepare(items);
                            Prepared reference = scalar.prepare(items)) {
                        for (int repeat = 0; repeat < 50; repeat++) {
                            assertEquals(reference.bestItems(), prepared.bestItems());
                        }
                    }
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }

    @Test
    void closeEndsItsThreadsAndIsIdempotent() throws InterruptedException {
        var backend = new ForkJoinBackend(new SimdBackend(), 2, 1);
        try (Items items = Problems.make(Shape.UNIFORM, 100, 2, 3, 1); Prepared prepared = backend.prepare(items)) {
            prepared.bestItems();
        }
        long before = poolThreads();
        assertTrue(before > 0);
        backend.close();
        backend.close();
        // A pool is closed when its tasks are done; its threads may take a moment longer.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (poolThreads() >= before && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertTrue(poolThreads() < before);
    }

    private static long poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ForkJoinPool-"))
                .count();
    }

    @Test
    void chunksLargerThanTheProblemAreTheProblem() {
        try (Items items = Problems.make(Shape.UNIFORM, 100, 2, 3, 1);
                var backend = new ForkJoinBackend(new SimdBackend(), 2, Long.MAX_VALUE);
                Prepared prepared = backend.prepare(items);
                var scalar = new ScalarBackend();
                Prepared reference = scalar.prepare(items)) {
            assertEquals(reference.bestItems(), prepared.bestItems());
        }
    }

    @Test
    void severalThreadsRefuseMemoryThatIsConfinedToOne() {
        try (Arena arena = Arena.ofConfined();
                Matrix cost = Matrix.view(arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 2), 2, 1);
                Items items = Items.of(Matrix.copyOf(new double[]{3, 4}), cost, Groups.of(new int[]{0, 1}));
                var one = new ForkJoinBackend(new ScalarBackend(), 1);
                var two = new ForkJoinBackend(new ScalarBackend(), 2);
                Prepared prepared = one.prepare(items)) {
            assertEquals(2, prepared.bestItems().bestRatio(1));
            assertConfined("problem", () -> two.prepare(items));
        }
        try (Arena arena = Arena.ofConfined();
                Matrix out = Matrix.view(arena.allocate(100 * 8, 8), 100, 1);
                Items items = Problems.make(Shape.UNIFORM, 100, 1, 3, 1);
                var two = new ForkJoinBackend(new ScalarBackend(), 2);
                Prepared prepared = two.prepare(items)) {
            assertConfined("output", () -> prepared.scatter(prepared.bestItems(), new double[3], out));
        }
    }

    private static void assertConfined(String name, Executable call) {
        assertEquals(
                "the memory of the " + name + " is confined to one thread: expected memory that 2 threads may access; "
                        + "allocate it in Arena.ofShared(), or use one thread",
                assertThrows(InvalidInputException.class, call).getMessage());
    }

    /** What of the leaves was prepared before one fails is closed. */
    @Test
    void aLeafThatFailsLeavesNothingOpen() {
        AtomicInteger open = new AtomicInteger();
        Backend leaf = (Backend) Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[]{Backend.class},
                (backend, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (open.get() == 2) {
                        throw new OutOfMemoryError("planned");
                    }
                    open.incrementAndGet();
                    return Proxy.newProxyInstance(Prepared.class.getClassLoader(), new Class<?>[]{Prepared.class},
                            (prepared, close, none) -> open.decrementAndGet() < 0);
                });
        try (Items items = Problems.make(Shape.UNIFORM, 100, 1, 3, 1); var backend = new ForkJoinBackend(leaf, 3)) {
            assertThrows(OutOfMemoryError.class, () -> backend.prepare(items));
            assertEquals(0, open.get());
        }
    }

    @Test
    void saysWhatRuns() {
        try (var backend = new ForkJoinBackend(new ScalarBackend(), 2)) {
            assertEquals("2 threads, leaf scalar (1 thread, scalar loop)", backend.description());
            assertEquals(2, backend.parallelism());
            assertFalse(backend.name().isEmpty());
            assertSame(ForkJoinBackend.NAME, backend.name());
        }
        assertThrows(IllegalArgumentException.class, () -> new ForkJoinBackend(new ScalarBackend(), 0));
    }
}
