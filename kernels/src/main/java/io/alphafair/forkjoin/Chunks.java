package io.alphafair.forkjoin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicLong;

/** Hands the chunks {@code 0 .. count-1} of a range to the calling thread and the pool's, in ascending order to each. */
final class Chunks {
    /** Work on elements {@code from .. to-1} by the worker of that number. */
    interface Body {
        void run(int worker, long from, long to);
    }

    private final ForkJoinPool pool;
    private final int parallelism;

    /** @param pool of {@code parallelism - 1} threads; null for 1 */
    Chunks(ForkJoinPool pool, int parallelism) {
        this.pool = pool;
        this.parallelism = parallelism;
    }

    int parallelism() {
        return parallelism;
    }

    /**
     * Runs {@code body} over {@code 0 .. total-1} in pieces of {@code size} and returns when all have ended, also when
     * one of them failed or the calling thread was interrupted.
     *
     * @throws CancellationException if the calling thread was interrupted, whose interrupt stays set
     */
    void forEach(long total, long size, Body body) {
        long count = (total + size - 1) / size;
        AtomicLong next = new AtomicLong();
        List<ForkJoinTask<?>> helpers = new ArrayList<>();
        for (int worker = 1; worker < Math.min(parallelism, count); worker++) {
            int number = worker;
            helpers.add(pool.submit(() -> work(number, total, size, count, next, body)));
        }
        Throwable failure = null;
        try {
            work(0, total, size, count, next, body);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        if (failure != null || Thread.currentThread().isInterrupted()) {
            stop(next, count);
        }
        failure = joinAll(helpers, next, count, failure);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted: the call was given up and nothing of it runs any more");
        }
    }

    private static void work(int worker, long total, long size, long count, AtomicLong next, Body body) {
        for (long chunk = next.getAndIncrement(); chunk < count; chunk = next.getAndIncrement()) {
            body.run(worker, chunk * size, Math.min(total, (chunk + 1) * size));
            if (worker == 0 && Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** No worker takes another chunk. */
    private static void stop(AtomicLong next, long count) {
        next.set(count);
    }

    /** Waits for every helper, whatever happens meanwhile, and returns the first failure. */
    private static Throwable joinAll(List<ForkJoinTask<?>> helpers, AtomicLong next, long count, Throwable first) {
        Throwable failure = first;
        boolean interrupted = false;
        for (ForkJoinTask<?> helper : helpers) {
            boolean done = false;
            while (!done) {
                try {
                    helper.get();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop(next, count);
                } catch (ExecutionException e) {
                    done = true;
                    stop(next, count);
                    failure = failure == null ? unwrap(e) : failure;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    /** What the body threw; the pool wraps it once or twice. */
    private static Throwable unwrap(ExecutionException e) {
        Throwable cause = e;
        while (cause.getCause() != null && (cause instanceof ExecutionException
                || cause.getClass() == RuntimeException.class)) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException || cause instanceof Error
                ? cause
                : new IllegalStateException("a worker failed: " + cause, cause);
    }
}
