package io.alphafair.select;

import static io.alphafair.select.Calibrations.points;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TimeSurfaceTest {
    private static double nanos(TimeSurface surface, long n, int t, int k) {
        return Math.exp(surface.at(new Dimensions(n, t, k, false)));
    }

    private static void assertNear(double expected, double actual) {
        assertEquals(expected, actual, 1e-9 * expected);
    }

    private static TimeSurface one(double... elementsAndNanos) {
        TimeSurface surface = new TimeSurface();
        surface.add(1, 1, new TimeCurve(points(elementsAndNanos)));
        return surface;
    }

    @Test
    void linesBetweenPointsWithLogarithmicAxes() {
        TimeSurface surface = one(100, 50, 10_000, 5000, 1_000_000, 50_000);
        assertNear(50, nanos(surface, 100, 1, 1));
        assertNear(500, nanos(surface, 1000, 1, 1));
        assertNear(5000, nanos(surface, 10_000, 1, 1));
        assertNear(5000 * Math.sqrt(10), nanos(surface, 100_000, 1, 1));
    }

    @Test
    void theNearestLineGoesOnBeyondTheEnds() {
        TimeSurface surface = one(100, 10, 10_000, 100, 1_000_000, 10_000);
        assertNear(Math.sqrt(10), nanos(surface, 10, 1, 1));
        assertNear(1_000_000, nanos(surface, 100_000_000, 1, 1));
    }

    @Test
    void noiseAtAnEndDoesNotGoOn() {
        TimeSurface falling = one(100, 60, 1000, 50);
        assertNear(60, nanos(falling, 1, 1, 1));
        assertNear(50, nanos(falling, 1_000_000, 1, 1));
        TimeSurface steep = one(1000, 1, 10_000, 1000);
        assertNear(10_000, nanos(steep, 100_000, 1, 1));
        assertNear(0.1, nanos(steep, 100, 1, 1));
        assertNear(7, nanos(one(100, 7), 12_345, 1, 1));
    }

    @Test
    void sizesWithEqualLogarithmsGiveALevelLine() {
        assertNear(500, nanos(one(0x1p62, 500, 0x1p62 + 1024, 500), 1000, 1, 1));
    }

    @Test
    void itemsAndGroupsInterpolateToo() {
        TimeSurface surface = new TimeSurface();
        surface.add(1, 1, new TimeCurve(points(1000, 100)));
        surface.add(1, 100, new TimeCurve(points(1000, 1000)));
        surface.add(16, 1, new TimeCurve(points(1000, 400)));
        surface.add(16, 100, new TimeCurve(points(1000, 400)));
        assertNear(100 * Math.sqrt(10), nanos(surface, 1000, 1, 10));
        // In the middle of both: the mean of the logarithms.
        assertNear(Math.sqrt(100 * Math.sqrt(10) * 400), nanos(surface, 250, 4, 10));
        assertNear(400, nanos(surface, 10, 64, 50));
        // 1000 at K = 100 with slope 1/2 goes on.
        assertNear(10_000, nanos(surface, 1000, 1, 10_000));
        assertNear(400, nanos(surface, 100, 16, 10_000));
    }

    @Test
    void aCurveThatBeginsLaterServesSmallerProblemsToo() {
        TimeSurface surface = new TimeSurface();
        surface.add(1, 10, new TimeCurve(points(10, 10, 1000, 1000)));
        surface.add(1, 1000, new TimeCurve(points(1000, 4000, 10_000, 8000)));
        double between = nanos(surface, 100, 1, 100);
        double lower = 100;
        double upper = 4000 * Math.pow(2, -1);
        assertNear(Math.sqrt(lower * upper), between);
    }

    @Test
    void kindsOfDataAreAveragedAndOperandsKeptApart() {
        Calibration calibration = Calibrations.of(List.of(
                new Calibration.Series("one", 1, false, "uniform", 1, 2, points(1000, 100)),
                new Calibration.Series("one", 1, false, "scaled", 1, 2, points(1000, 400)),
                new Calibration.Series("one", 1, true, "uniform", 1, 2, points(1000, 50)),
                new Calibration.Series("two", 2, false, "uniform", 1, 2, points(1000, 70))));
        MeasuredTimes times = new MeasuredTimes(calibration);
        assertNear(200, times.nanos("one", "scalar", new Dimensions(1000, 1, 2, false), 1).orElseThrow());
        assertNear(200, times.nanos("one", "scalar", new Dimensions(1000, 1, 2, false), 2).orElseThrow());
        assertNear(50, times.nanos("one", "scalar", new Dimensions(1000, 1, 2, true), 2).orElseThrow());
        assertNear(70, times.nanos("two", "scalar", new Dimensions(1000, 1, 2, false), 2).orElseThrow());
        OptionalDouble nothing = OptionalDouble.empty();
        assertEquals(nothing, times.nanos("two", "scalar", new Dimensions(1000, 1, 2, false), 1));
        assertEquals(nothing, times.nanos("two", "scalar", new Dimensions(1000, 1, 2, true), 2));
        assertEquals(nothing, times.nanos("three", "scalar", new Dimensions(1000, 1, 2, false), 2));
    }
}
