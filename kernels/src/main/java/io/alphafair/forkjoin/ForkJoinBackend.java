package io.alphafair.forkjoin;

import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/**
 * Splits the rows into chunks that the calling thread and the threads of a pool of its own take in turn, each with a
 * leaf backend; the partial results merge to the same bits in any order.
 *
 * <p>May be shared by threads; their calls then share the pool.
 */
public final class ForkJoinBackend implements Backend {
    static final String NAME = "forkjoin";
    /** Elements per chunk by default: 2 MiB of benefits and costs, long enough to hide the cost of handing it out. */
    private static final long CHUNK_ELEMENTS = 1 << 17;

    private final String name;
    private final Backend leaf;
    private final long chunkRows;
    private final Chunks chunks;
    private final FirstCalls firstCalls;

    /** @param parallelism threads at work on one call, the calling one included; at least 1 */
    public ForkJoinBackend(Backend leaf, int parallelism) {
        this(leaf, parallelism, 0);
    }

    /**
     * A backend for tests.
     *
     * @param leaf what each thread runs; closed with this backend
     * @param chunkRows rows per chunk, in the first calls too, or 0 to choose by the problem; the result is the same
     */
    public ForkJoinBackend(Backend leaf, int parallelism, long chunkRows) {
        this(NAME, leaf, parallelism, chunkRows);
    }

    ForkJoinBackend(String name, Backend leaf, int parallelism, long chunkRows) {
        this(name, leaf, parallelism, chunkRows, chunkRows > 0 ? FirstCalls.NONE : FirstCalls.OF_PROCESS);
    }

    ForkJoinBackend(String name, Backend leaf, int parallelism, long chunkRows, FirstCalls firstCalls) {
        if (parallelism < 1 || chunkRows < 0) {
            throw new IllegalArgumentException("parallelism " + parallelism + ", rows per chunk " + chunkRows
                    + ": expected parallelism >= 1 and rows >= 0");
        }
        this.name = name;
        this.leaf = leaf;
        this.chunkRows = chunkRows;
        this.firstCalls = firstCalls;
        this.chunks = new Chunks(parallelism);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return parallelism() + (parallelism() == 1 ? " thread" : " threads") + ", leaf " + leaf.name() + " ("
                + leaf.description() + ")";
    }

    @Override
    public int parallelism() {
        return chunks.parallelism();
    }

    @Override
    public Prepared prepare(Items items) {
        long rows = chunkRows > 0 ? chunkRows : Math.max(1, CHUNK_ELEMENTS / items.itemCount());
        return new ForkJoinPrepared(items, leaf, chunks, rows, firstCalls);
    }

    @Override
    public void close() {
        chunks.close();
        leaf.close();
    }
}
