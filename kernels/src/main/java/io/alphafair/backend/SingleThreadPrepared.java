package io.alphafair.backend;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;

/**
 * What every backend that runs on the calling thread shares: one partial over all rows, reused, the plain loop for those that
 * need it, and the dense output.
 */
public abstract class SingleThreadPrepared implements Prepared {
    private final Items items;
    private PartialBest partial;

    protected SingleThreadPrepared(Items items) {
        this.items = items;
    }

    @Override
    public final Items items() {
        return items;
    }

    /** {@link #accumulate(long, long, PartialBest)} by the plain loop, with one division per element. */
    protected final void accumulatePlain(long fromRow, long toRow, PartialBest into) {
        PlainScan.accumulate(items, fromRow, toRow, into);
    }

    @Override
    public final void bestItems(BestItems into) {
        items.groups().requireValid();
        // In a variable, because another thread may close this meanwhile.
        PartialBest own = partial;
        if (own == null || own.tracksRunnerUp() != into.hasRunnerUp()) {
            own = PartialBest.within(items, into.hasRunnerUp());
            partial = own;
        } else {
            own.reset();
        }
        accumulate(0, items.individualCount(), own);
        own.finish(items, into);
    }

    @Override
    public void scatter(BestItems best, double[] byGroup, Matrix out) {
        requireOutput(out);
        DenseOutput.requireFits(best, byGroup, items);
        clear(out, 0, out.size());
        DenseOutput.place(best, byGroup, 0, byGroup.length, out);
    }

    @Override
    public void close() {
        partial = null;
    }
}
