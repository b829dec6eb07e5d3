package io.alphafair.forkjoin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Leaves the first work in a JVM to the calling thread. Until the leaf's loop is compiled each thread runs it in the
 * interpreter, while the JVM's compiler needs a processor, too. So a second thread brings little there, and the classes of the
 * pool have to be loaded for it. May be shared by threads.
 */
final class FirstCalls {
    /** Elements that the calling thread reads alone: by then the loop is compiled. */
    static final long ALONE_ELEMENTS = 1 << 20;

    /** Those of this process. */
    static final FirstCalls OF_PROCESS = new FirstCalls(ALONE_ELEMENTS);
    /** All threads work from the first element on: for tests. */
    static final FirstCalls NONE = new FirstCalls(0);

    private final AtomicLong left;

    /** @param elements that the calling thread reads alone, in all calls together */
    FirstCalls(long elements) {
        this.left = new AtomicLong(elements);
    }

    /** How many rows of a call, its first ones, the calling thread should work on alone; they count as read. */
    long rowsAlone(long rows, int itemCount) {
        long elements = left.get();
        if (elements <= 0) {
            return 0;
        }
        long alone = Math.min(rows, (elements - 1) / itemCount + 1);
        left.addAndGet(-alone * itemCount);
        return alone;
    }
}
