package io.alphafair.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.cuda.DeviceState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuCrossoversTest {
    /** A problem whose resident way is that many times as fast as simd, give or take a tenth. */
    private static GpuReport.Problem problem(int n, int t, double ratio) {
        return new GpuReport.Problem(new RaceResult(GpuReport.race("uniform", n, t, 4), "", List.of(),
                List.of(new RaceResult.Paired(GpuReport.RESIDENT, "simd", ratio, ratio / 1.1, ratio * 1.1))),
                List.of(), DeviceState.UNKNOWN);
    }

    private static GpuReport.Crossover of(double... ratios) {
        List<GpuReport.Problem> problems = new ArrayList<>();
        int n = 100;
        for (double ratio : ratios) {
            problems.add(problem(n, 8, ratio));
            n *= 10;
        }
        List<GpuReport.Crossover> found = GpuCrossovers.of(problems);
        assertEquals(1, found.size());
        return found.getFirst();
    }

    @Test
    void itLiesBetweenTheSizesThatItLiesBetween() {
        GpuReport.Crossover found = of(0.01, 0.1, 10, 100);
        // From 0.1 to 10 the logarithms meet 0 halfway between 1,000 and 10,000.
        assertEquals(1000 * Math.sqrt(10), found.n(), 1e-9);
        double decades = Math.log(1.1) / Math.log(100);
        assertEquals(found.n() * Math.pow(10, -decades), found.low(), 1e-9);
        assertEquals(found.n() * Math.pow(10, decades), found.high(), 1e-9);
        assertEquals(List.of(100L, 100_000L), List.of(found.smallest(), found.largest()));
    }

    @Test
    void alwaysNeverAndOnceMore() {
        assertEquals(100, of(2, 3, 4).n());
        assertEquals(0, of(0.2, 0.3, 0.4).n());
        assertEquals(0, of(2, 3, 1).n(), "not faster at the largest");
        assertTrue(of(2, 0.5, 2).n() > 1000, "only the last rise counts");
        GpuReport.Crossover unsure = of(0.5, 1.05);
        assertTrue(unsure.n() > 100 && unsure.low() < unsure.n(), unsure.toString());
        assertEquals(0, unsure.high(), "not surely faster at the largest");
    }

    @Test
    void eachTHasItsOwnAndWhatFailedHasNone() {
        List<GpuReport.Problem> problems = new ArrayList<>(
                List.of(problem(100, 8, 0.5), problem(1000, 8, 2), problem(100, 1, 3)));
        problems.add(new GpuReport.Problem(
                RaceResult.without(GpuReport.race("uniform", 100_000, 8, 4), "out of memory"), List.of(),
                DeviceState.UNKNOWN));
        List<GpuReport.Crossover> found = GpuCrossovers.of(problems);
        assertEquals(List.of(1, 8), found.stream().map(GpuReport.Crossover::t).toList());
        assertEquals(1000, found.getLast().largest());
    }
}
