package io.alphafair.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.select.Allocator;
import io.alphafair.testing.ChildJvm;
import io.alphafair.testing.ManyThreads;
import io.alphafair.testing.OpenClose;
import io.alphafair.testing.SharedBackendTests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C reads what is open only. */
class ManyThreadsTest extends SharedBackendTests {
    private static final int THREADS = 64;

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

    @Override
    protected Stream<Tested> tested() {
        return Stream.of(new Tested("native", () -> new NativeBackend(null), false),
                new Tested("forkjoin", () -> new ForkJoinBackend(new NativeBackend(null), 3, 100), true));
    }

    /** Memory that was released would end the JVM, or be read. */
    @ParameterizedTest
    @EnumSource
    void whatThreadsAskIsClosed(ManyThreads.Closed closed) throws InterruptedException, ExecutionException {
        checkClosing(closed);
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
    void closedBackendsLeaveNothingBehind() {
        OpenClose.check(List.of("forkjoin", "native", "pool", "scalar", "simd"));
    }
}
