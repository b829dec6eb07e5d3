package io.alphafair.backend;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many rows a plain loop gets at a time. A JVM compiles a method after some 100 calls, but a loop within one call only after
 * 60,000 rounds in the interpreter, and until then a round takes 100 times as long. So the first blocks of a process are
 * short, and the next ones grow with what has been read. May be shared by threads.
 */
final class PlainBlocks {
    /** Elements of the first blocks. */
    private static final int LEAST_ELEMENTS = 16;
    /** A block has at most one of so many parts of the elements that were read before. */
    private static final int PARTS = 64;
    /** Elements of a block in the end: after each the fast loop may take over. */
    private static final int MOST_ELEMENTS = 1 << 18;

    private final AtomicLong read = new AtomicLong();

    /** Rows of the next block: at least one. */
    long rows(int itemCount) {
        long elements = Math.clamp(read.get() / PARTS, LEAST_ELEMENTS, MOST_ELEMENTS);
        return Math.max(1, elements / itemCount);
    }

    /** Counts elements that the plain loop has read. */
    void count(long elements) {
        read.addAndGet(elements);
    }
}
