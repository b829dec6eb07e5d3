package io.alphafair.forkjoin;

import io.alphafair.BestItems;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.DenseOutput;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.PartialSelection;
import io.alphafair.backend.Prepared;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A leaf and a partial result for each worker that there can be a chunk for; which rows a worker takes does not show in the
 * merged result.
 */
final class ForkJoinPrepared implements Prepared {
    /** Groups whose winners one worker writes at a time. */
    private static final int PLACES = 1 << 14;
    /** Groups that one worker merges and finishes at a time. */
    private static final int GROUPS = 1 << 14;
    /** Runs of a sample that one worker reads at least: some 10 us. */
    private static final long RUNS = 16;
    /** Elements that a worker clears at least: only far past the caches is a range written without being read first. */
    private static final long CLEARED = 1 << 23;

    private final Items items;
    private final Chunks chunks;
    private final long chunkRows;
    private final FirstCalls firstCalls;
    private final Prepared[] leaves;
    /** Made on first use. */
    private final PartialBest[] partials;
    private final boolean[] used;
    /** Whether the partials are those of whole calls, not of parts. */
    private boolean within;

    ForkJoinPrepared(Items items, Backend leaf, Chunks chunks, long chunkRows, FirstCalls firstCalls) {
        this.items = items;
        this.chunks = chunks;
        this.chunkRows = Math.min(chunkRows, items.individualCount());
        this.firstCalls = firstCalls;
        long chunkCount = (items.individualCount() - 1) / this.chunkRows + 1;
        this.leaves = new Prepared[(int) Math.min(chunks.parallelism(), chunkCount)];
        this.partials = new PartialBest[leaves.length];
        this.used = new boolean[leaves.length];
        requireShared("problem", items.isConfined());
        try {
            for (int worker = 0; worker < leaves.length; worker++) {
                leaves[worker] = leaf.prepare(items);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void requireShared(String name, boolean confined) {
        if (confined && chunks.parallelism() > 1) {
            throw new InvalidInputException("the memory of the " + name
                    + " is confined to one thread: expected memory that "
                    + chunks.parallelism() + " threads may access; allocate it in Arena.ofShared(), or use one thread");
        }
    }

    @Override
    public Items items() {
        return items;
    }

    @Override
    public void bestItems(BestItems into) {
        items.groups().requireValid();
        if (partials[0] == null || !within || partials[0].tracksRunnerUp() != into.hasRunnerUp()) {
            makePartials(PartialBest.within(items, into.hasRunnerUp()));
            within = true;
        }
        run(0, items.individualCount());
        int first = 0;
        while (!used[first]) {
            first++;
        }
        PartialBest best = partials[first];
        mergeOffenders(best, first + 1);
        best.begin(items, into);
        int others = first + 1;
        chunks.forEachToTheEnd(into.groupCount(), GROUPS, new Chunks.Body() {
            @Override
            public void run(int worker, long from, long to) {
                mergeGroups(best, others, (int) from, (int) to);
                best.finishGroups(items, into, (int) from, (int) to);
            }
        });
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        if (partials[0] == null || !partials[0].isLike(into)) {
            makePartials(into.another());
            within = false;
        }
        run(fromRow, toRow);
        mergeOffenders(into, 0);
        chunks.forEachToTheEnd(into.groupCount(), GROUPS,
                (ignored, from, to) -> mergeGroups(into, 0, (int) from, (int) to));
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialSelection into) {
        long alone = firstCalls.rowsAlone(toRow - fromRow, items.itemCount());
        inParts(toRow - fromRow, chunkRows, alone, into, new Part() {
            @Override
            public void run(Prepared leaf, long from, long to, PartialSelection part) {
                leaf.accumulate(fromRow + from, fromRow + to, part);
            }
        });
    }

    @Override
    public void accumulateRuns(long[] firstRows, int runRows, PartialSelection into) {
        // No more parts than there are leaves, of which a problem of few rows has fewer than there are threads.
        inParts(firstRows.length, Math.max(RUNS, (firstRows.length - 1) / leaves.length + 1), 0, into, new Part() {
            @Override
            public void run(Prepared leaf, long from, long to, PartialSelection part) {
                leaf.accumulateRuns(Arrays.copyOfRange(firstRows, (int) from, (int) to), runRows, part);
            }
        });
    }

    /** What one worker does at a time for a selection: {@code from .. to-1} of its rows or runs. */
    private interface Part {
        void run(Prepared leaf, long from, long to, PartialSelection part);
    }

    /** The calling thread's worker offers to {@code into} itself, the others to partials of their own. */
    private void inParts(long total, long size, long alone, PartialSelection into, Part part) {
        PartialSelection[] parts = new PartialSelection[leaves.length];
        Arrays.fill(used, false);
        forEachChunk(total, size, alone, new Chunks.Body() {
            @Override
            public void run(int worker, long from, long to) {
                if (!used[worker]) {
                    parts[worker] = worker == 0 ? into : into.another();
                    used[worker] = true;
                }
                part.run(leaves[worker], from, to, parts[worker]);
            }
        });
        for (int worker = 1; worker < parts.length; worker++) {
            if (used[worker]) {
                into.merge(parts[worker]);
                parts[worker].release();
            }
        }
    }

    @Override
    public boolean ranPlain() {
        return any(Prepared::ranPlain);
    }

    @Override
    public boolean isUndecided() {
        return any(Prepared::isUndecided);
    }

    /** Of the leaves of the last call. */
    private boolean any(Predicate<Prepared> state) {
        return IntStream.range(0, leaves.length).anyMatch(worker -> used[worker] && state.test(leaves[worker]));
    }

    /**
     * Hands out {@code 0 .. total-1} in chunks of a size, after the first ones have been done by the calling thread alone.
     *
     * @param alone how many the calling thread does alone; 0 for none
     */
    private void forEachChunk(long total, long size, long alone, Chunks.Body body) {
        if (alone > 0) {
            chunks.forEach(alone, alone, body);
        }
        if (alone < total) {
            chunks.forEach(total - alone, size, new Chunks.Body() {
                @Override
                public void run(int worker, long from, long to) {
                    body.run(worker, alone + from, alone + to);
                }
            });
        }
    }

    private void makePartials(PartialBest first) {
        partials[0] = first;
        for (int worker = 1; worker < partials.length; worker++) {
            partials[worker] = first.another();
        }
    }

    /** Each worker empties its own partial before its first chunk; where there was none, the partial is not used. */
    private void run(long fromRow, long toRow) {
        Arrays.fill(used, false);
        long alone = firstCalls.rowsAlone(toRow - fromRow, items.itemCount());
        forEachChunk(toRow - fromRow, chunkRows, alone, new Chunks.Body() {
            @Override
            public void run(int worker, long from, long to) {
                if (!used[worker]) {
                    partials[worker].reset();
                    used[worker] = true;
                }
                leaves[worker].accumulate(fromRow + from, fromRow + to, partials[worker]);
            }
        });
    }

    private void mergeOffenders(PartialBest into, int firstWorker) {
        for (int worker = firstWorker; worker < partials.length; worker++) {
            if (used[worker]) {
                into.mergeOffender(partials[worker]);
            }
        }
    }

    /** Each worker merges other groups, so that the threads share the O(K) of a large K. */
    private void mergeGroups(PartialBest into, int firstWorker, int from, int to) {
        for (int worker = firstWorker; worker < partials.length; worker++) {
            if (used[worker]) {
                into.mergeGroups(partials[worker], from, to);
            }
        }
    }

    @Override
    public void scatter(BestItems best, double[] byGroup, Matrix out) {
        requireOutput(out);
        requireShared("output", out.isConfined());
        DenseOutput.requireFits(best, byGroup, items);
        chunks.forEach(out.size(), Math.max(CLEARED, (out.size() - 1) / leaves.length + 1),
                (worker, from, to) -> leaves[worker].clear(out, from, to));
        chunks.forEach(byGroup.length, PLACES,
                (worker, from, to) -> DenseOutput.place(best, byGroup, (int) from, (int) to, out));
    }

    @Override
    public void close() {
        for (Prepared leaf : leaves) {
            // A leaf that could not be made is null.
            if (leaf != null) {
                leaf.close();
            }
        }
    }
}
