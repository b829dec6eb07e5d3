package io.alphafair.backend;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;

/**
 * A way to run the two passes over N x T data: the group argmax that reads and the dense output that writes. Everything
 * between is shared code.
 *
 * <p><b>Equality.</b> For the same {@link Items} every backend fills a {@link io.alphafair.BestItems} with the same bits,
 * whatever its lane width, parallelism, chunking, device or schedule, and refuses the same entry.
 *
 * <p>A backend may be shared by threads; a {@link Prepared} serves one call at a time.
 */
public interface Backend extends AutoCloseable {
    /** The name it was asked for by: {@code simd}, or {@code forkjoin:simd} where a variant was named. */
    String name();

    /** What really runs here, in one line: lane width, threads, device. */
    String description();

    /** How many threads work on one call. */
    int parallelism();

    /**
     * Makes {@code items} ready for this backend; they must stay open as long as the result is used.
     *
     * @throws InvalidInputException if several threads would access them and they are {@linkplain Items#isConfined()
     *             confined} to one
     */
    Prepared prepare(Items items);

    /** Ends threads and releases devices; idempotent. What was prepared must be closed before. */
    @Override
    void close();
}
