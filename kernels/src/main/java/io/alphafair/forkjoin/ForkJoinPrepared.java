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
        PartialBest all = fresh(0, 0, into.hasRunnerUp());
        for (int worker = 1; worker < partials.length; worker++) {
            fresh(worker, 0, into.hasRunnerUp());
        }
        run(0, items.individualCount());
        mergeInto(all, 1);
        all.finish(items, into);
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        for (int worker = 0; worker < partials.length; worker++) {
            fresh(worker, into.rowOffset(), into.tracksRunnerUp());
        }
        run(fromRow, toRow);
        mergeInto(into, 0);
    }

    private void run(long fromRow, long toRow) {
        chunks.forEach(toRow - fromRow, chunkRows,
                (worker, from, to) -> leaves[worker].accumulate(fromRow + from, fromRow + to, partials[worker]));
    }

    /** The worker's own partial, emptied; made on first use. */
    private PartialBest fresh(int worker, long rowOffset, boolean runnerUp) {
        PartialBest partial = partials[worker];
        if (partial == null || partial.rowOffset() != rowOffset || partial.tracksRunnerUp() != runnerUp) {
            partial = new PartialBest(items.groupCount(), rowOffset, runnerUp);
            partials[worker] = partial;
        } else {
            partial.reset();
        }
        return partial;
    }

    private void mergeInto(PartialBest into, int firstWorker) {
        for (int worker = firstWorker; worker < partials.length; worker++) {
            into.merge(partials[worker]);
        }
    }

    @Override
    public void scatter(BestItems best, double[] byGroup, Matrix out) {
        requireDense("out", out);
        DenseOutput.requireFits(best, byGroup, items);
        chunks.forEach(out.size(), chunkRows * items.itemCount(),
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
