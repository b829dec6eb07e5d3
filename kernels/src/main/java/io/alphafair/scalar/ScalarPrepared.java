package io.alphafair.scalar;

import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.SingleThreadPrepared;

/** The plain loop, which is the reference, from the first call to the last. */
final class ScalarPrepared extends SingleThreadPrepared {
    ScalarPrepared(Items items) {
        super(items);
    }

    @Override
    public void accumulate(long fromRow, long toRow, PartialBest into) {
        accumulatePlain(fromRow, toRow, into);
    }
}
