package io.alphafair.forkjoin;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands the chunks of a range to the calling thread and those of a pool, in ascending order to each. The pool is made for the
 * first range of two chunks. May be shared by threads.
 */
final class Chunks implements AutoCloseable {
    /**
     * Work on elements {@code from .. to-1} by the worker of that number. Implemented by classes and not by lambdas, which
     * take longer to make in a fresh JVM.
     */
    interface Body {
        void run(int worker, long from, long to);
    }

    private static final Helper[] NONE = {};

    private final int parallelism;
    /** Null until it is needed. */
    private ForkJoinPool pool;
    private boolean closed;

    /** @param parallelism threads at work on one range, the calling one included */
    Chunks(int parallelism) {
        this.parallelism = parallelism;
    }

    int parallelism() {
        return parallelism;
    }

    private synchronized ForkJoinPool pool() {
        if (closed) {
            throw new IllegalStateException("the backend is closed: open another one");
        }
        if (pool == null) {
            pool = new ForkJoinPool(parallelism - 1);
        }
        return pool;
    }

    /**
     * Runs {@code body} over {@code 0 .. total-1} in pieces of {@code size} and returns when all have ended, also when
     * one of them failed, with its failure, or the calling thread was interrupted.
     *
     * @throws CancellationException if the calling thread was interrupted, whose interrupt stays set
     * @throws IllegalStateException if there are two pieces and this is closed
     */
    void forEach(long total, long size, Body body) {
        if (work(new Call(total, size, body, true))) {
            throw new CancellationException("interrupted: the call was given up and nothing of it runs any more");
        }
    }

    /**
     * As {@link #forEach}, but an interrupt of the calling thread ends nothing and stays set: for writing a result, which
     * must not be left half written.
     */
    void forEachToTheEnd(long total, long size, Body body) {
        work(new Call(total, size, body, false));
    }

    /** Returns whether an interrupt happened, which is set again. */
    private boolean work(Call call) {
        Helper[] helpers = start(call);
        call.work(0);
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            call.stopIfStoppable();
        }
        for (Helper helper : helpers) {
            interrupted |= join(helper, call);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        call.rethrow();
        return interrupted;
    }

    private Helper[] start(Call call) {
        int count = (int) Math.min(parallelism, call.count) - 1;
        if (count < 1) {
            return NONE;
        }
        Helper[] helpers = new Helper[count];
        for (int helper = 0; helper < helpers.length; helper++) {
            helpers[helper] = new Helper(call, helper + 1);
            helpers[helper].task = pool().submit(helpers[helper]);
        }
        return helpers;
    }

    /**
     * Waits until the helper has ended, whatever happens meanwhile, or makes sure that it never begins; returns whether an
     * interrupt happened.
     */
    private static boolean join(Helper helper, Call call) {
        if (helper.prevent()) {
            return false;
        }
        boolean interrupted = false;
        while (true) {
            try {
                helper.task.get();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                call.stopIfStoppable();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a worker failed outside its chunk", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }

    /**
     * A worker on a thread of the pool. To start a thread takes longer than a small range, and the caller need not wait for a
     * helper that comes too late.
     */
    private static final class Helper implements Runnable {
        private final Call call;
        private final int worker;
        private final AtomicBoolean begun = new AtomicBoolean();
        private ForkJoinTask<?> task;

        Helper(Call call, int worker) {
            this.call = call;
            this.worker = worker;
        }

        @Override
        public void run() {
            if (!begun.getAndSet(true)) {
                call.work(worker);
            }
        }

        /** Makes sure that it never begins; false if it has begun. */
        boolean prevent() {
            return !begun.getAndSet(true);
        }
    }

    /** The state of one call that its workers share. */
    private static final class Call {
        private final long total;
        private final long size;
        private final long count;
        private final Body body;
        /** Whether an interrupt of the calling thread ends it. */
        private final boolean stoppable;
        private final AtomicLong next = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Call(long total, long size, Body body, boolean stoppable) {
            this.total = total;
            this.size = size;
            this.count = total == 0 ? 0 : (total - 1) / size + 1;
            this.body = body;
            this.stoppable = stoppable;
        }

        void work(int worker) {
            try {
                for (long chunk = next.getAndIncrement(); chunk < count; chunk = next.getAndIncrement()) {
                    body.run(worker, chunk * size, Math.min(total, (chunk + 1) * size));
                    // The calling thread's interrupt is the call's; a pool thread's is not ours to look at.
                    if (worker == 0 && Thread.currentThread().isInterrupted()) {
                        stopIfStoppable();
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

        void stopIfStoppable() {
            if (stoppable) {
                stop();
            }
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
