package io.alphafair.forkjoin;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.PartialBest;
import io.alphafair.backend.Backend;
import io.alphafair.backend.DenseOutput;
import io.alphafair.backend.Prepared;

/** A leaf and a partial result for each worker; which rows a worker takes does not show in the merged result. */
final class ForkJoinPrepared implements Prepared {
    /** Groups whose winners one worker writes at a time. */
    private static final int PLACES = 1 << 14;
    /** Groups that one worker merges at a time. */
    private static final int MERGED = 1 << 14;
    /** Elements that one worker clears at a time: long ranges are written without being read first. */
    private static final long CLEARED = 1 << 21;

    private final Items items;
    private final Chunks chunks;
    private final long chunkRows;
    private final Prepared[] leaves;
    private final PartialBest[] partials;

    ForkJoinPrepared(Items items, Backend leaf, Chunks chunks, long chunkRows) {
        this.items = items;
        this.chunks = chunks;
        this.chunkRows = Math.min(chunkRows, items.individualCount());
        this.leaves = new Prepared[chunks.parallelism()];
        this.partials = new PartialBest[leaves.length];
        for (int worker = 0; worker < leaves.length; worker++) {
            leaves[worker] = leaf.prepare(items);
        }
    }

    @Override
    public Items items() {
        return items;
    }

    @Override
    public void bestItems(BestItems into) {
        items.groups().requireValid();
        refresh(0, into.hasRunnerUp());
        run(0, items.individualCount());
        mergeInto(partials[0], 1);
        partials[0].finish(items, into);
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        refresh(into.rowOffset(), into.tracksRunnerUp());
        run(fromRow, toRow);
        mergeInto(into, 0);
    }

    private void run(long fromRow, long toRow) {
        chunks.forEach(toRow - fromRow, chunkRows,
                (worker, from, to) -> leaves[worker].accumulate(fromRow + from, fromRow + to, partials[worker]));
    }

    /** Empties each worker's own partial; made on first use. */
    private void refresh(long rowOffset, boolean runnerUp) {
        for (int worker = 0; worker < partials.length; worker++) {
            PartialBest partial = partials[worker];
            if (partial == null || partial.rowOffset() != rowOffset || partial.tracksRunnerUp() != runnerUp) {
                partials[worker] = new PartialBest(items.groupCount(), rowOffset, runnerUp);
            } else {
                partial.reset();
            }
        }
    }

    /** Each worker merges other groups, so that the threads share the O(K) of a large K. */
    private void mergeInto(PartialBest into, int firstWorker) {
        for (int worker = firstWorker; worker < partials.length; worker++) {
            into.mergeOffender(partials[worker]);
        }
        chunks.forEach(into.groupCount(), MERGED, (ignored, from, to) -> {
            for (int worker = firstWorker; worker < partials.length; worker++) {
                into.mergeGroups(partials[worker], (int) from, (int) to);
            }
        });
    }

    @Override
    public void scatter(BestItems best, double[] byGroup, Matrix out) {
        requireDense("out", out);
        DenseOutput.requireFits(best, byGroup, items);
        chunks.forEach(out.size(), CLEARED,
                (worker, from, to) -> DenseOutput.clear(out, from, to));
        chunks.forEach(byGroup.length, PLACES,
                (worker, from, to) -> DenseOutput.place(best, byGroup, (int) from, (int) to, out));
    }

    @Override
    public void close() {
        for (Prepared leaf : leaves) {
            leaf.close();
        }
    }
}
