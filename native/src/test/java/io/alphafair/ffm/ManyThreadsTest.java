package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.select.Allocator;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.ManyThreads;
import io.alphafair.testing.OpenClose;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads of every kind may share the backend, be interrupted, and find closed what they ask: C reads what is open only. */
@Timeout(300)
class ManyThreadsTest {
    private static final int THREADS = 64;
    private static final int VIRTUAL_THREADS = 1000;
    private static final int CLOSES = 10;

    /** Alone, and in a pool that has fewer threads than ask it. */
    enum Tested {
        ALONE(() -> new NativeBackend(null)), FORKJOIN(() -> new ForkJoinBackend(new NativeBackend(null), 3, 100));

        private final Supplier<Backend> maker;

        Tested(Supplier<Backend> maker) {
            this.maker = maker;
        }
    }

    /** Sixty-four threads ask at once in a JVM that has loaded nothing; prints the answers that there were. */
    static final class FirstAnswersMain {
        private static final int ROWS = 30_000;
        private static final int CALLS = 20;

        private FirstAnswersMain() {
        }

        public static void main(String[] arguments) throws InterruptedException, ExecutionException {
            double[][] benefit = new double[ROWS][1];
            double[][] cost = new double[ROWS][1];
            int[] labels = new int[ROWS];
            for (int row = 0; row < ROWS; row++) {
                benefit[row][0] = 1 + row % 1000;
                cost[row][0] = 1 + row % 7;
                labels[row] = row % 2;
            }
            CountDownLatch begin = new CountDownLatch(1);
            List<Future<String>> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                for (int thread = 0; thread < THREADS; thread++) {
                    answers.add(threads.submit(() -> {
                        begin.await();
                        String first = answer(benefit, cost, labels);
                        for (int call = 1; call < CALLS; call++) {
                            if (!answer(benefit, cost, labels).equals(first)) {
                                return "two answers";
                            }
                        }
                        return first;
                    }));
                }
                begin.countDown();
            }
            List<String> all = new ArrayList<>();
            for (Future<String> answer : answers) {
                all.add(answer.get());
            }
            System.out.println(all.size() + " times " + all.stream().distinct().toList());
        }

        /** Each group has an entry with the benefit 1000 or 999 and the cost 1. */
        private static String answer(double[][] benefit, double[][] cost, int[] labels) {
            Allocation allocation = Allocator.allocate(benefit, cost, labels, Fairness.of(0), 10);
            return allocation.budget(0) + " " + allocation.budget(1);
        }
    }

    @BeforeAll
    static void requireTheLibrary() {
        Natives.require();
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

    /** Memory that was released would end the JVM, or be read. */
    @ParameterizedTest
    @EnumSource
    void whatThreadsAskIsClosed(ManyThreads.Closed closed) throws InterruptedException, ExecutionException {
        for (Tested tested : Tested.values()) {
            for (int close = 0; close < CLOSES; close++) {
                ManyThreads.checkClosing(tested.maker, closed);
            }
        }
    }

    @Test
    @Tag("long")
    void manyThreadsMakeTheFirstCallsOfAProcess() {
        ChildJvm.Result result = ChildJvm.java(List.of("--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), FirstAnswersMain.class.getName()));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals("64 times [0.0 10.0]", result.output().strip());
    }

    @Test
    @Tag("long")
    @Timeout(300)
    void closedBackendsLeaveNothingBehind() {
        OpenClose.check(List.of("forkjoin", "native", "pool", "scalar", "simd"));
    }
}
