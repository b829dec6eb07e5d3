package io.alphafair.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.Timing;
import io.alphafair.bench.MismatchException;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has to be right before a GPU is timed, with a backend that has no GPU and the faults of one. */
class GpuArmsTest {
    /** What it does. */
    private enum Fault {
        NONE,
        /** It looks at benefits only when all of the problem is copied. */
        STALE,
        /** It copies at each call. */
        PASSING
    }

    private record Fake(Fault fault) implements Backend {
        @Override
        public String name() {
            return GpuReport.BACKEND;
        }

        @Override
        public String description() {
            return fault.toString();
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public Prepared prepare(Items items) {
            return new FakePrepared(items, fault);
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    private static final class FakePrepared implements Prepared {
        private final Items items;
        private final Fault fault;
        private final ScalarBackend scalar = new ScalarBackend();
        private final Prepared prepared;
        private BestItems kept;

        FakePrepared(Items items, Fault fault) {
            this.items = items;
            this.fault = fault;
            this.prepared = scalar.prepare(items);
        }

        @Override
        public Items items() {
            return items;
        }

        @Override
        public void bestItems(BestItems into) {
            if (kept == null || fault != Fault.STALE) {
                kept = prepared.bestItems();
            }
            if (fault == Fault.STALE) {
                // What was found when the problem was copied.
                PartialBest partial = new PartialBest(items.groupCount(), 0, false);
                for (int group = 0; group < items.groupCount(); group++) {
                    partial.offerRatio(group, kept.bestRatio(group), kept.bestRatio(group), 1, kept.winner(group));
                }
                partial.finish(items, into);
            } else {
                prepared.bestItems(into);
            }
        }

        @Override
        public void accumulate(long fromRow, long toRow, PartialBest into) {
            prepared.accumulate(fromRow, toRow, into);
        }

        @Override
        public void scatter(BestItems best, double[] byGroup, Matrix out) {
            prepared.scatter(best, byGroup, out);
        }

        @Override
        public void refresh() {
            kept = null;
        }

        @Override
        public List<Timing> timings() {
            return List.of(new Timing("upload", 0, fault == Fault.PASSING ? 64 : 0), new Timing("kernel", 1e6, 0),
                    new Timing("download", 0, 8));
        }

        @Override
        public void close() {
            prepared.close();
            scalar.close();
        }
    }

    private static Items items() {
        // Costs of one, so that a ratio is a benefit.
        Items items = Problems.make(Shape.UNIFORM, 30, 2, 3, 1);
        for (int row = 0; row < 30; row++) {
            items.cost().set(row, 0, 1);
            items.cost().set(row, 1, 1);
        }
        return items;
    }

    @Test
    void aRightOneHasThreeWaysAndLeavesTheProblemAsItWas() {
        try (Items items = items(); Backend scalar = new ScalarBackend(); Prepared reference = scalar.prepare(items)) {
            BestItems before = reference.bestItems();
            try (GpuArms arms = new GpuArms(new Fake(Fault.NONE), items, "a problem")) {
                assertEquals(before, reference.bestItems());
                arms.call(GpuReport.UPDATE).run();
                assertEquals(0, reference.bestItems().winner(items.groups().label(0)), "the new benefit wins");
                GpuReport.WAYS.forEach(way -> arms.call(way).run());
                assertEquals(before, reference.bestItems());
            }
        }
    }

    @Test
    void oneThatMissesNewBenefitsIsWrong() {
        try (Items items = items()) {
            MismatchException wrong = assertThrows(MismatchException.class,
                    () -> new GpuArms(new Fake(Fault.STALE), items, "a problem"));
            assertTrue(wrong.getMessage().contains("cuda update has another answer"), wrong.getMessage());
        }
    }

    @Test
    void oneThatCopiesAtEachCallHasNoResidentWay() {
        try (Items items = items()) {
            assertEquals("a problem does not fit into the GPU's free memory",
                    assertThrows(IllegalStateException.class,
                            () -> new GpuArms(new Fake(Fault.PASSING), items, "a problem")).getMessage());
        }
    }
}
