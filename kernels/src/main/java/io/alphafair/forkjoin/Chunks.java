package io.alphafair.forkjoin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Hands the chunks of a range to the calling thread and the pool's, in ascending order to each. */
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
     * one of them failed, with its failure, or the calling thread was interrupted.
     *
     * @throws CancellationException if the calling thread was interrupted, whose interrupt stays set
     */
    void forEach(long total, long size, Body body) {
        Call call = new Call(total, size, body);
        List<ForkJoinTask<?>> helpers = new ArrayList<>();
        for (int worker = 1; worker < Math.min(parallelism, call.count); worker++) {
            int number = worker;
            helpers.add(pool.submit(() -> call.work(number)));
        }
        call.work(0);
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            call.stop();
        }
        for (ForkJoinTask<?> helper : helpers) {
            interrupted |= join(helper, call);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        call.rethrow();
        if (interrupted) {
            throw new CancellationException("interrupted: the call was given up and nothing of it runs any more");
        }
    }

    /** Waits until the helper has ended, whatever happens meanwhile; returns whether an interrupt did. */
    private static boolean join(ForkJoinTask<?> helper, Call call) {
        boolean interrupted = false;
        while (true) {
            try {
                helper.get();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                call.stop();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a worker failed outside its chunk", e);
            }
        }
    }

    /** The state of one call that its workers share. */
    private static final class Call {
        private final long total;
        private final long size;
        private final long count;
        private final Body body;
        private final AtomicLong next = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Call(long total, long size, Body body) {
            this.total = total;
            this.size = size;
            this.count = total == 0 ? 0 : (total - 1) / size + 1;
            this.body = body;
        }

        void work(int worker) {
            try {
                for (long chunk = next.getAndIncrement(); chunk < count; chunk = next.getAndIncrement()) {
                    body.run(worker, chunk * size, Math.min(total, (chunk + 1) * size));
                    // The calling thread's interrupt is the call's; a pool thread's is not ours to look at.
                    if (worker == 0 && Thread.currentThread().isInterrupted()) {
                        stop();
                    }
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                stop();
            }
        }

        /** No worker takes another chunk. */
        void stop() {
            next.set(count);
        }

        void rethrow() {
            Throwable first = failure.get();
            if (first instanceof Error error) {
                throw error;
            }
            if (first != null) {
                throw (RuntimeException) first;
            }
        }
    }
}
