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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ForkJoinBackendTest {
    @Test
    void everyElementIsHandedOutOnceAndInAscendingOrderToEachWorker() {
        try (Chunks chunks = new Chunks(4)) {
            int[] seen = new int[1003];
            long[] last = {-1, -1, -1, -1};
            chunks.forEach(seen.length, 10, (worker, from, to) -> {
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
        try (Chunks chunks = new Chunks(3)) {
            AtomicInteger running = new AtomicInteger();
            RuntimeException failure = new ArithmeticException("planned");
            RuntimeException thrown = assertThrows(ArithmeticException.class,
                    () -> chunks.forEach(1000, 1, (worker, from, to) -> {
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
        Chunks chunks = new Chunks(2);
        AtomicLong done = new AtomicLong();
        AtomicInteger running = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(2);
        boolean[] interrupted = {false};
        Throwable[] thrown = {null};
        Thread caller = new Thread(() -> {
            try {
                chunks.forEach(Long.MAX_VALUE / 2, 1, (worker, from, to) -> {
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
        chunks.close();
        assertEquals(after, done.get());
    }

    @Test
    void whatRunsToTheEndKeepsAnInterruptAndDoesAll() {
        try (Chunks chunks = new Chunks(2)) {
            AtomicInteger done = new AtomicInteger();
            Thread.currentThread().interrupt();
            chunks.forEachToTheEnd(100, 1, (worker, from, to) -> done.incrementAndGet());
            assertTrue(Thread.interrupted());
            assertEquals(100, done.get());
        }
    }

    /** An interrupt at any time leaves the old winners or the new ones, and does not get lost. */
    @Test
    void anInterruptLeavesNoMixedResult() throws InterruptedException {
        int groups = 1 << 17;
        int[] labels = new int[groups];
        Arrays.setAll(labels, row -> row);
        double[] ones = new double[groups];
        Arrays.fill(ones, 1);
        double[] twos = new double[groups];
        Arrays.fill(twos, 2);
        try (Items items = Items.of(ones, ones, labels);
                var backend = new ForkJoinBackend(new ScalarBackend(), 2);
                Prepared prepared = backend.prepare(items)) {
            BestItems old = prepared.bestItems();
            items.refill(twos, ones, labels);
            BestItems fresh = prepared.bestItems();
            for (int round = 0; round < 5; round++) {
                BestItems into = BestItems.forGroups(groups);
                items.refill(ones, ones, labels);
                prepared.bestItems(into);
                items.refill(twos, ones, labels);
                boolean[] state = new boolean[2];
                Thread caller = new Thread(() -> {
                    try {
                        prepared.bestItems(into);
                    } catch (CancellationException e) {
                        state[0] = true;
                    }
                    state[1] = Thread.currentThread().isInterrupted();
                });
                caller.start();
                // Until the first groups are written, or the call has ended.
                while (caller.isAlive() && into.bestRatio(0) == 1) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
                caller.join();
                assertTrue(state[1] || !state[0]);
                assertEquals(state[0] ? old : fresh, into);
            }
        }
    }

    @Test
    void aHelperThatComesTooLateIsNotWaitedFor() throws InterruptedException {
        try (Chunks chunks = new Chunks(2)) {
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Thread other = new Thread(() -> chunks.forEach(2, 1, (worker, from, to) -> {
                if (worker == 0) {
                    await(busy);
                } else {
                    busy.countDown();
                    await(release);
                }
            }));
            other.start();
            busy.await();
            List<Integer> workers = new ArrayList<>();
            chunks.forEach(3, 1, (worker, from, to) -> workers.add(worker));
            assertEquals(List.of(0, 0, 0), workers);
            release.countDown();
            other.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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
        int before = poolThreads().size();
        assertTrue(before > 0);
        backend.close();
        backend.close();
        // A pool is closed when its tasks are done; its threads may take a moment longer.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (poolThreads().size() >= before && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertTrue(poolThreads().size() < before);
    }

    @Test
    void aProblemOfOneChunkNeedsNoThreads() {
        Set<Thread> before = poolThreads();
        try (Items one = Problems.make(Shape.UNIFORM, 5, 2, 3, 1);
                Items two = Problems.make(Shape.UNIFORM, 6, 2, 3, 1);
                var backend = new ForkJoinBackend(new ScalarBackend(), 2, 5);
                Prepared small = backend.prepare(one);
                Prepared large = backend.prepare(two)) {
            small.bestItems();
            assertTrue(before.containsAll(poolThreads()));
            large.bestItems();
            assertFalse(before.containsAll(poolThreads()));
        }
    }

    @Test
    void aClosedBackendStartsNoThreads() {
        var backend = new ForkJoinBackend(new ScalarBackend(), 2, 1);
        try (Items items = Problems.make(Shape.UNIFORM, 100, 2, 3, 1); Prepared prepared = backend.prepare(items)) {
            backend.close();
            assertThrows(IllegalStateException.class, prepared::bestItems);
        }
    }

    private static Set<Thread> poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ForkJoinPool-"))
                .collect(Collectors.toSet());
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
        try (Items items = Problems.make(Shape.UNIFORM, 100, 1, 3, 1); var backend = new ForkJoinBackend(leaf, 3, 1)) {
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
