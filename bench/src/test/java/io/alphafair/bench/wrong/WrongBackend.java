package io.alphafair.bench.wrong;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;

/** Scalar with a fault: it does not look at the last row, or leaves the dense output uncleared. */
public final class WrongBackend implements Backend {
    /** What it does wrong. */
    public enum Fault {
        LAST_ROW_MISSED, DENSE_NOT_CLEARED
    }

    private final Backend scalar = new ScalarBackend();
    private final Fault fault;

    public WrongBackend(Fault fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return "wrong";
    }

    @Override
    public String description() {
        return "wrong on purpose: " + fault;
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public Prepared prepare(Items items) {
        Prepared right = scalar.prepare(items);
        return new Prepared() {
            @Override
            public Items items() {
                return items;
            }

            @Override
            public void bestItems(BestItems into) {
                PartialBest partial = new PartialBest(items.groupCount());
                accumulate(0, items.individualCount() - (fault == Fault.LAST_ROW_MISSED ? 1 : 0), partial);
                partial.finish(items, into);
            }

            @Override
            public void accumulate(long fromRow, long toRow, PartialBest into) {
                right.accumulate(fromRow, toRow, into);
            }

            @Override
            public void scatter(BestItems best, double[] byGroup, Matrix out) {
                if (fault == Fault.DENSE_NOT_CLEARED) {
                    for (int group = 0; group < byGroup.length; group++) {
                        out.set(best.winnerRow(group), best.winnerItem(group), byGroup[group]);
                    }
                } else {
                    right.scatter(best, byGroup, out);
                }
            }

            @Override
            public void close() {
                right.close();
            }
        };
    }

    @Override
    public void close() {
        scalar.close();
    }
}
