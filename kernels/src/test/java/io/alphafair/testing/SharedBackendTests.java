package io.alphafair.testing;

import io.alphafair.backend.Backend;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads of every kind may share a backend, be interrupted, and find closed what they ask; for the backends of a module. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SharedBackendTests {
    private static final int THREADS = 64;
    private static final int VIRTUAL_THREADS = 1000;
    private static final int CLOSES = 10;

    /**
     * A backend.
     *
     * @param maker opens it
     * @param givesUp whether it gives up a call whose thread is interrupted
     */
    public record Tested(String name, Supplier<Backend> maker, boolean givesUp) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The backends; of those with a pool one has fewer threads than ask it. */
    protected abstract Stream<Tested> tested();

    @ParameterizedTest
    @MethodSource("tested")
    @Tag("long")
    void threadsShareABackend(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            ManyThreads.check(backend, threads, THREADS, 8);
        }
    }

    @ParameterizedTest
    @MethodSource("tested")
    @Tag("long")
    void virtualThreadsShareABackend(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ManyThreads.check(backend, threads, VIRTUAL_THREADS, 1);
        }
    }

    /** A call from a task of a pool needs no thread of that pool, however few it has. */
    @ParameterizedTest
    @MethodSource("tested")
    @Tag("long")
    void tasksOfPoolsShareABackend(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get(); ForkJoinPool one = new ForkJoinPool(1)) {
            ManyThreads.check(backend, ForkJoinPool.commonPool(), THREADS, 1);
            ManyThreads.check(backend, one, THREADS, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("tested")
    @Tag("long")
    void threadsAreInterrupted(Tested tested) throws InterruptedException, ExecutionException {
        try (Backend backend = tested.maker.get()) {
            ManyThreads.checkInterrupts(backend, tested.givesUp);
        }
    }

    /** Closes what threads ask, several times for each backend. */
    protected final void checkClosing(ManyThreads.Closed closed) throws InterruptedException, ExecutionException {
        for (Tested tested : tested().toList()) {
            for (int close = 0; close < CLOSES; close++) {
                ManyThreads.checkClosing(tested.maker, closed);
            }
        }
    }
}
