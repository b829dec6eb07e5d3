package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Many threads that ask one backend at once, each through a {@link Prepared} of its own. Every answer is compared with
 * scalar's.
 */
public final class ManyThreads {
    /** What one thread closes while others ask. */
    public enum Closed {
        ITEMS, PREPARED, BACKEND
    }

    private static final int INTERRUPTED_THREADS = 16;
    /** How many answers and how many interrupts each thread sees at least. */
    private static final int LEAST = 5;
    private static final int ASKING_THREADS = 4;
    /** Calls of each thread while something is being closed, at most. */
    private static final int CALLS_MEANWHILE = 50;
    /** Calls of each thread after something was closed. */
    private static final int CALLS_AFTERWARDS = 3;

    /** A problem that threads share, and scalar's answers. */
    private record Asked(Items items, BestItems best, Selection selection) implements AutoCloseable {
        static Asked of(Items plain) {
            Items items = plain.withCaps(Matrix.copyOf(new double[]{1.5}));
            try (Backend scalar = new ScalarBackend(); Prepared prepared = scalar.prepare(items)) {
                BestItems best = BestItems.withRunnerUp(items.groupCount());
                prepared.bestItems(best);
                return new Asked(items, best, prepared.select());
            }
        }

        /** The argmax, the dense output and the selection. */
        void check(Backend backend) {
            try (Prepared prepared = backend.prepare(items)) {
                BackendContract.check(backend.description(), prepared, best);
                BackendContract.checkDense(backend.description(), prepared, best);
                checkSelection(backend, prepared);
            }
        }

        private void checkSelection(Backend backend, Prepared prepared) {
            assertEquals(selection, prepared.select(), backend.description());
        }

        @Override
        public void close() {
            items.close();
        }
    }

    private ManyThreads() {
    }

    private static List<Asked> problems() {
        return List.of(Asked.of(Problems.make(Shape.UNIFORM, 1501, 5, 7, 1)),
                Asked.of(Problems.make(Shape.TIED, 4000, 1, 60, 2)),
                Asked.of(Problems.make(Shape.SCALED, 100, 67, 3, 3)),
                Asked.of(Items.of(Matrix.copyOf(ascending(900)), Matrix.copyOf(ascending(9), 1, 9),
                        Groups.of(new int[900]))));
    }

    private static double[] ascending(int count) {
        double[] numbers = new double[count];
        for (int place = 0; place < count; place++) {
            numbers[place] = 1 + place;
        }
        return numbers;
    }

    /**
     * Has tasks ask a backend at the same time.
     *
     * @param threads what runs the tasks
     * @param tasks how many there are
     * @param rounds problems per task
     */
    public static void check(Backend backend, ExecutorService threads, int tasks, int rounds)
            throws InterruptedException, ExecutionException {
        List<Asked> problems = problems();
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            int first = task;
            calls.add(threads.submit(() -> {
                begin.await();
                for (int round = 0; round < rounds; round++) {
                    problems.get((first + round) % problems.size()).check(backend);
                }
                return rounds;
            }));
        }
        begin.countDown();
        int answered = 0;
        for (Future<Integer> call : calls) {
            answered += call.get();
        }
        assertEquals(tasks * rounds, answered);
        problems.forEach(Asked::close);
    }

    /**
     * Interrupts threads while they ask, until each of them has seen several interrupts and several answers.
     *
     * @param givesUp whether the backend gives up a call whose thread is interrupted
     */
    public static void checkInterrupts(Backend backend, boolean givesUp)
            throws InterruptedException, ExecutionException {
        try (Asked asked = Asked.of(Problems.make(Shape.ASCENDING, 2000, 5, 7, 1));
                ExecutorService threads = Executors.newFixedThreadPool(INTERRUPTED_THREADS)) {
            List<Thread> asking = new CopyOnWriteArrayList<>();
            List<Future<Integer>> calls = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(INTERRUPTED_THREADS);
            for (int thread = 0; thread < INTERRUPTED_THREADS; thread++) {
                calls.add(threads.submit(() -> {
                    asking.add(Thread.currentThread());
                    begun.countDown();
                    return askUntilInterrupted(backend, asked, givesUp);
                }));
            }
            begun.await();
            // One at a time, so that each has time for answers, too.
            for (int next = 0; !calls.stream().allMatch(Future::isDone); next++) {
                asking.get(next % INTERRUPTED_THREADS).interrupt();
                Thread.sleep(1);
            }
            for (Future<Integer> call : calls) {
                assertEquals(givesUp, call.get() > 0, backend.description());
            }
        }
    }

    /** @return how many calls were given up */
    private static int askUntilInterrupted(Backend backend, Asked asked, boolean givesUp) {
        int answered = 0;
        int interrupted = 0;
        int givenUp = 0;
        try (Prepared prepared = backend.prepare(asked.items)) {
            while (answered < LEAST || interrupted < LEAST || givesUp && givenUp < LEAST) {
                try {
                    if (answered % 2 == 0) {
                        BackendContract.check(backend.description(), prepared, asked.best);
                    } else {
                        asked.checkSelection(backend, prepared);
                    }
                    answered++;
                } catch (CancellationException e) {
                    assertTrue(Thread.currentThread().isInterrupted(), "the interrupt was lost");
                    givenUp++;
                }
                interrupted += Thread.interrupted() ? 1 : 0;
            }
        }
        return givenUp;
    }

    /** Closes something while threads ask; each call gives the right answer or throws {@link IllegalStateException}. */
    public static void checkClosing(Supplier<Backend> maker, Closed closed)
            throws InterruptedException, ExecutionException {
        try (Backend backend = maker.get();
                Asked asked = Asked.of(Problems.make(Shape.UNIFORM, 5000, 5, 7, 1));
                ExecutorService threads = Executors.newFixedThreadPool(ASKING_THREADS)) {
            CountDownLatch answered = new CountDownLatch(ASKING_THREADS);
            CountDownLatch isClosing = new CountDownLatch(1);
            CountDownLatch isClosed = new CountDownLatch(1);
            List<Prepared> prepared = new ArrayList<>();
            List<Future<Integer>> calls = new ArrayList<>();
            for (int thread = 0; thread < ASKING_THREADS; thread++) {
                Prepared own = backend.prepare(asked.items);
                prepared.add(own);
                calls.add(threads.submit(() -> askUntilClosed(own, asked, answered, isClosing, isClosed)));
            }
            answered.await();
            isClosing.countDown();
            try {
                switch (closed) {
                    case ITEMS -> closeOnce(asked);
                    case PREPARED -> prepared.forEach(ManyThreads::closeOnce);
                    case BACKEND -> closeOnce(backend);
                }
            } finally {
                isClosed.countDown();
            }
            for (Future<Integer> call : calls) {
                int refused = call.get();
                assertTrue(closed != Closed.ITEMS || refused == CALLS_AFTERWARDS, () -> backend.description()
                        + " refused " + refused + " of " + CALLS_AFTERWARDS + " calls on memory that was released");
            }
            prepared.forEach(Prepared::close);
        }
    }

    /** @return how many calls were refused that began after the close */
    private static int askUntilClosed(Prepared prepared, Asked asked, CountDownLatch answered,
            CountDownLatch isClosing, CountDownLatch isClosed) throws InterruptedException {
        while (isClosing.getCount() > 0) {
            isRefused(prepared, asked);
            answered.countDown();
        }
        // Not for ever: while some thread is in C at every moment, nothing is closed.
        for (int call = 0; call < CALLS_MEANWHILE && isClosed.getCount() > 0; call++) {
            isRefused(prepared, asked);
        }
        isClosed.await();
        int refused = 0;
        for (int call = 0; call < CALLS_AFTERWARDS; call++) {
            refused += isRefused(prepared, asked) ? 1 : 0;
        }
        return refused;
    }

    private static boolean isRefused(Prepared prepared, Asked asked) {
        try {
            BestItems best = BestItems.withRunnerUp(asked.best.groupCount());
            prepared.bestItems(best);
            assertEquals(asked.best, best);
            return false;
        } catch (IllegalStateException e) {
            // The JVM also interrupts a thread whose memory another one closes.
            Thread.interrupted();
            return true;
        }
    }

    /** As soon as no thread is in C. */
    private static void closeOnce(AutoCloseable open) {
        while (true) {
            try {
                open.close();
                return;
            } catch (IllegalStateException e) {
                assertTrue(e.getMessage().contains("acquired"), e.toString());
                Thread.yield();
            } catch (Exception e) {
                throw new AssertionError("it cannot be closed", e);
            }
        }
    }
}
