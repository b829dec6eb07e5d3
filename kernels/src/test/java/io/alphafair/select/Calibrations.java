package io.alphafair.select;

import io.alphafair.select.Calibration.Series;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Made-up calibrations. */
final class Calibrations {
    static final Host HOST = new Host("Test CPU: 2 GHz = slow", 2);

    private Calibrations() {
    }

    static SortedMap<Long, Double> points(double... elementsAndNanos) {
        SortedMap<Long, Double> points = new TreeMap<>();
        for (int place = 0; place < elementsAndNanos.length; place += 2) {
            points.put((long) elementsAndNanos[place], elementsAndNanos[place + 1]);
        }
        return points;
    }

    static Series series(String backend, int threads, SortedMap<Long, Double> points) {
        return new Series(backend, threads, false, "uniform", 1, 2, points);
    }

    static Calibration of(List<Series> series) {
        return new Calibration(HOST, "25.0.1", "0.1", "2026-03-04T05:06:07Z", series);
    }

    /** One that crosses from "single" to "pool" between 1e3 and 1e6 elements. */
    static Calibration crossing() {
        return of(List.of(series("single", 1, points(1000, 500, 1e6, 500_000)),
                series("pool", 2, points(1000, 10_000, 1e6, 250_000))));
    }
}
