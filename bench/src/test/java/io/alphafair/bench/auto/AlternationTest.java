package io.alphafair.bench.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlternationTest {
    private final List<Integer> calls = new ArrayList<>();
    private long now;

    private Runnable arm(int number, long nanos) {
        return () -> {
            calls.add(number);
            now += nanos;
        };
    }

    private PairedTimes measure(Effort effort, Runnable... arms) {
        return new Alternation(effort, () -> now).measure(List.of(arms));
    }

    @Test
    void theOrderRotatesAndEveryRoundHasEveryArm() {
        PairedTimes times = measure(new Effort(0, 1, 4, 4, 0), arm(0, 10), arm(1, 20), arm(2, 30));
        assertEquals(List.of(0, 1, 2, /* warm */ 0, 1, 2, 1, 2, 0, 2, 0, 1, 0, 1, 2), calls);
        assertArrayEquals(new double[]{20, 20, 20, 20}, times.nanos()[1]);
    }

    @Test
    void shortCallsAreTimedInBurstsAndLongOnesAlone() {
        PairedTimes times = measure(new Effort(0, 1000, 1, 1, 0), arm(0, 100), arm(1, 5000));
        assertEquals(1 + 10 + 1 + 1, calls.size());
        assertEquals(100, times.median(0));
        assertEquals(5000, times.median(1));
    }

    @Test
    void roundsEndWithTheTimeButNotBeforeTheLeast() {
        assertEquals(5, measure(new Effort(0, 1, 2, 9, 4500), arm(0, 1000)).nanos()[0].length);
        assertEquals(3, measure(new Effort(0, 1, 3, 9, 100), arm(0, 1000)).nanos()[0].length);
        assertEquals(9, measure(new Effort(0, 1, 3, 9, 1_000_000), arm(0, 1000)).nanos()[0].length);
    }

    @Test
    void anArmFarBehindTakesPartInTheLeastRoundsOnly() {
        PairedTimes times = measure(new Effort(0, 1, 2, 6, 1_000_000), arm(0, 100), arm(1, 301), arm(2, 300));
        assertEquals(6, times.nanos()[0].length);
        assertEquals(2, times.nanos()[1].length);
        assertEquals(6, times.nanos()[2].length);
        assertEquals(3.01, times.ratio(1, 0).median(), 1e-12);
    }

    @Test
    void warmingUpTakesItsTime() {
        measure(new Effort(1000, 1, 1, 1, 0), arm(0, 300));
        assertEquals(4 + 1, calls.size());
    }

    @Test
    void aRatioIsTheMedianOfPairsNotTheRatioOfMedians() {
        PairedTimes times = new PairedTimes(new double[][]{{1, 20, 300}, {2, 30, 900}});
        assertEquals(2, times.ratio(1, 0).median());
        assertEquals(1.5, times.ratio(1, 0).low());
        assertEquals(3, times.ratio(1, 0).high());
        assertEquals(0, times.fastest());
        assertEquals(25, new PairedTimes(new double[][]{{20, 30}}).median(0));
    }
}
