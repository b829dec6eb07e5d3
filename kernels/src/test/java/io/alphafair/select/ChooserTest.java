package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Availability;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChooserTest {
    private static final BackendProvider SINGLE = FakeProvider.here("single");
    private static final BackendProvider POOL = FakeProvider.here("pool");
    private static final Crossovers CROSSING = Crossovers.of(Calibrations.crossing());

    private static Choice choose(Crossovers crossovers, long n, int parallelism, BackendProvider... providers) {
        return Chooser.of(crossovers, List.of(providers)).choose(new Dimensions(n, 1, 2, false), parallelism);
    }

    @Test
    void theSmallestPredictedTimeWins() {
        assertEquals(SINGLE, choose(CROSSING, 2000, 2, POOL, SINGLE).provider());
        assertEquals(POOL, choose(CROSSING, 900_000, 2, SINGLE, POOL).provider());
        assertEquals(250_000, choose(CROSSING, 1_000_000, 2, SINGLE, POOL).predictedNanos().orElseThrow(), 1e-6);
    }

    @Test
    void ofTimesThatAreAsGoodTheFirstRegisteredWins() {
        Crossovers close = Crossovers.of(Calibrations.of(List.of(
                Calibrations.series("single", 1, Calibrations.points(1000, 102)),
                Calibrations.series("pool", 2, Calibrations.points(1000, 100)),
                Calibrations.series("slow", 1, Calibrations.points(1000, 104)))));
        assertEquals(SINGLE, choose(close, 1000, 2, FakeProvider.here("slow"), SINGLE, POOL).provider());
        assertEquals(POOL, choose(close, 1000, 2, FakeProvider.here("slow"), POOL, SINGLE).provider());
    }

    @Test
    void explainTellsTimesTheirOriginAndEveryRejection() {
        Choice choice = choose(CROSSING, 1_000_000, 2, SINGLE, new FakeProvider("gpu", Availability.no("no device")),
                POOL, FakeProvider.here("stranger"));
        assertEquals("auto chose pool for 1000000 x 1, K = 2: predicted pool 250 µs, single 500 µs "
                + "(calibrated on 2026-03-04); rejected gpu: no device; stranger: no time is known for it with 2 threads",
                choice.explain());
        assertTrue(choice.explain(1_234_567).startsWith(
                "auto chose pool for 1000000 x 1, K = 2: observed 1.23 ms, predicted pool 250 µs, single 500 µs ("),
                choice.explain(1_234_567));
    }

    @Test
    void theNextBestIsTakenIfTheBestCannotRun() {
        Choice choice = choose(CROSSING, 1_000_000, 2, SINGLE, new FakeProvider("pool", Availability.no("off")));
        assertEquals("auto chose single for 1000000 x 1, K = 2: predicted single 500 µs (calibrated on 2026-03-04); "
                + "rejected pool: off", choice.explain());
    }

    @Test
    void oneThreadTakesTheMeasuredTimesOfOneThread() {
        assertEquals("auto chose single for 1000000 x 1, K = 2: predicted single 500 µs (calibrated on 2026-03-04); "
                + "rejected pool: no time is known for it with 1 thread",
                choose(CROSSING, 1_000_000, 1, SINGLE, POOL)
                        .explain());
    }

    @Test
    void timesOfOtherThreadCountsAreNotCompared() {
        Choice choice = choose(CROSSING, 1_000_000, 8, SINGLE, FakeProvider.here("scalar"));
        assertEquals("scalar", choice.provider().name());
        assertTrue(choice.explain().contains("(built-in model: the calibration is of 2 threads, not 8)"),
                choice.explain());
    }

    @Test
    void withoutAnyTimeTheFirstThatRunsIsTaken() {
        Choice choice = choose(Crossovers.builtIn("none here"), 10, 2, new FakeProvider("a", Availability.no("off")),
                FakeProvider.here("b"), FakeProvider.here("c"));
        assertEquals("b", choice.provider().name());
        assertEquals(
                "auto chose b for 10 x 1, K = 2: the first that runs, no time is known (built-in model: none here; "
                        + "'alphafair doctor --calibrate' measures this machine); rejected a: off; b: no time is known for it "
                        + "with 2 threads; c: no time is known for it with 2 threads",
                choice.explain());
    }

    @Test
    void nothingThatRunsIsAnError() {
        assertThrows(BackendUnavailableException.class,
                () -> choose(CROSSING, 10, 2, new FakeProvider("single", Availability.no("off"))));
        assertThrows(IllegalStateException.class, () -> choose(CROSSING, 10, 2));
        assertThrows(InvalidInputException.class, () -> choose(CROSSING, 10, 0, SINGLE));
    }

    @Test
    void theBuiltInModelSharesLargeProblemsOnly() {
        List<BackendProvider> providers = List.of(FakeProvider.here("scalar"), FakeProvider.here("simd"),
                FakeProvider.here("forkjoin"));
        Chooser chooser = Chooser.of(Crossovers.builtIn("none"), providers);
        assertEquals("forkjoin",
                chooser.choose(new Dimensions(10_000_000, 8, 64, false), 2).provider().name());
        assertTrue(!"forkjoin".equals(chooser.choose(new Dimensions(10_000_000, 8, 64, false), 1).provider().name()));
        assertTrue(!"forkjoin".equals(chooser.choose(new Dimensions(100, 1, 2, false), 64).provider().name()));
    }

    @Test
    void dimensionsTellWhetherAnOperandIsBroadcast() {
        assertEquals(new Dimensions(3, 2, 2, false), of(Matrix.allocate(3, 2), Matrix.allocate(3, 2)));
        assertEquals(new Dimensions(3, 2, 2, true), of(Matrix.allocate(3, 2), Matrix.allocate(1, 2)));
        assertEquals(new Dimensions(3, 2, 2, true), of(Matrix.allocate(3, 1), Matrix.allocate(1, 2)));
        assertEquals(new Dimensions(3, 1, 2, false), of(Matrix.allocate(3, 1), Matrix.allocate(3, 1)));
    }

    private static Dimensions of(Matrix benefit, Matrix cost) {
        try (Items items = Items.of(benefit, cost, Groups.of(new int[]{0, 1, 0}))) {
            return Dimensions.of(items);
        }
    }
}
