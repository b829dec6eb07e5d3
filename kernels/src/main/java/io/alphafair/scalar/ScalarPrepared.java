package io.alphafair.scalar;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.SingleThreadPrepared;

/** Divides every benefit by its cost, all the time. */
final class ScalarPrepared extends SingleThreadPrepared {
    ScalarPrepared(Items items) {
        super(items);
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        accumulatePlain(fromRow, toRow, into);
    }
}
