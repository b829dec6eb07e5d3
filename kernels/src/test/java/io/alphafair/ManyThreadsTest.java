package io.alphafair;

import io.alphafair.backend.Backend;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.simd.SimdBackend;
import io.alphafair.testing.ManyThreads;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads of every kind may share a backend, be interrupted, and find closed what they ask. */
@Timeout(300)
class ManyThreadsTest {
    private static final int THREADS = 64;
    private static final int VIRTUAL_THREADS = 1000;
    private static final int CLOSES = 10;

    /** The backends of this module; the pool of the last one has fewer threads than ask it. */
    enum Tested {
        SCALAR(ScalarBackend::new), SIMD(SimdBackend::new), FORKJOIN(
                () -> new ForkJoinBackend(new SimdBackend(), 3, 100));

        private final Supplier<Backend> maker;

        Tested(Supplier<Backend> maker) {
            this.maker = maker;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void threadsShareABackend(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            ManyThreads.check(backend, threads, THREADS, 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void virtualThreadsShareABackend(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ManyThreads.check(backend, threads, VIRTUAL_THREADS, 1);
        }
    }

    /** A call from a task of a pool needs no thread of that pool, however few it has. */
    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void tasksOfPoolsShareABackend(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get(); ForkJoinPool one = new ForkJoinPool(1)) {
            ManyThreads.check(backend, ForkJoinPool.commonPool(), THREADS, 1);
            ManyThreads.check(backend, one, THREADS, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void threadsAreInterrupted(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get()) {
            ManyThreads.checkInterrupts(backend, tested == Tested.FORKJOIN);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void whatThreadsAskIsClosed(ManyThreads.Closed closed) throws InterruptedException, ExecutionException {
        for (Tested tested : Tested.values()) {
            for (int close = 0; close < CLOSES; close++) {
                ManyThreads.checkClosing(tested.maker, closed);
            }
        }
    }
}
