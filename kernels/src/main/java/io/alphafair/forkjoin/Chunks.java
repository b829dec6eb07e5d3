package io.alphafair.forkjoin;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
    private static final long LOOK_AGAIN_MILLIS = 10;

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
            throw closed(null);
        }
        if (pool == null) {
            pool = new ForkJoinPool(parallelism - 1);
        }
        return pool;
    }

    private static IllegalStateException closed(RejectedExecutionException cause) {
        return new IllegalStateException("the backend is closed: open another one", cause);
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
        Helper[] helpers = helpers(call);
        try {
            for (Helper helper : helpers) {
                start(helper);
            }
        } catch (RuntimeException | Error e) {
            // A helper that was started before may be at work, and is waited for below.
            call.fail(e);
        }
        call.work(0);
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            call.stopIfStoppable();
        }
        for (Helper helper : helpers) {
            interrupted |= helper.join();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        call.rethrow();
        return interrupted;
    }

    private Helper[] helpers(Call call) {
        int count = (int) Math.min(parallelism, call.count) - 1;
        if (count < 1) {
            return NONE;
        }
        Helper[] helpers = new Helper[count];
        for (int helper = 0; helper < helpers.length; helper++) {
            helpers[helper] = new Helper(call, helper + 1);
        }
        return helpers;
    }

    private void start(Helper helper) {
        ForkJoinPool threads = pool();
        try {
            threads.execute(helper);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile; else the pool is full.
            throw threads.isShutdown() ? closed(e) : e;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            end(pool);
        }
    }

    /**
     * Waits until the pool's threads have ended what they do, also if the calling thread is interrupted. The pool of JDK 25
     * overlooks now and then that it has nothing left to do, if it refuses a task at that moment, and its own
     * {@code close()} then waits for ever. It looks again when it is shut down again.
     */
    private static void end(ForkJoinPool pool) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            pool.shutdown();
            try {
                ended = pool.awaitTermination(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
        private final CountDownLatch ended = new CountDownLatch(1);

        Helper(Call call, int worker) {
            this.call = call;
            this.worker = worker;
        }

        @Override
        public void run() {
            if (!begun.getAndSet(true)) {
                try {
                    call.work(worker);
                } finally {
                    ended.countDown();
                }
            }
        }

        /**
         * Waits until it has ended, whatever happens meanwhile, or makes sure that it never begins; returns whether an
         * interrupt happened. It does not ask the pool, which may call a task cancelled when it is shut down.
         */
        boolean join() {
            if (!begun.getAndSet(true)) {
                return false;
            }
            boolean interrupted = false;
            while (true) {
                try {
                    ended.await();
                    return interrupted;
                } catch (InterruptedException e) {
                    interrupted = true;
                    call.stopIfStoppable();
                }
            }
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
                fail(e);
            }
        }

        /** The first failure is that of the call. */
        void fail(Throwable e) {
            failure.compareAndSet(null, e);
            stop();
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
