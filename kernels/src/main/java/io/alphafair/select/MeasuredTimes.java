package io.alphafair.select;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Interpolates between the times of a {@link Calibration}. */
final class MeasuredTimes implements TimeModel {
    /** What one backend takes, by kind of data. */
    private static final class Times {
        private final int threads;
        private final Map<String, TimeSurface> full = new TreeMap<>();
        private final Map<String, TimeSurface> broadcast = new TreeMap<>();

        Times(int threads) {
            this.threads = threads;
        }

        Map<String, TimeSurface> of(boolean broadcasting) {
            return broadcasting ? broadcast : full;
        }
    }

    private final Map<String, Times> byBackend = new HashMap<>();

    MeasuredTimes(Calibration calibration) {
        for (Calibration.Series series : calibration.series()) {
            Times times = byBackend.get(series.backend());
            if (times == null) {
                times = new Times(series.threads());
                byBackend.put(series.backend(), times);
            }
            Map<String, TimeSurface> byData = times.of(series.broadcast());
            TimeSurface surface = byData.get(series.data());
            if (surface == null) {
                surface = new TimeSurface();
                byData.put(series.data(), surface);
            }
            surface.add(series.t(), series.k(), new TimeCurve(series.nanosByElements()));
        }
    }

    /**
     * The geometric mean over the kinds of data: of two backends it prefers the one with the better mean ratio. Where the
     * native backend was measured, the pool was measured with it as its leaf; with another leaf its time is not known.
     */
    @Override
    public OptionalDouble nanos(String backend, String leaf, Dimensions dimensions, int parallelism) {
        if (backend.equals(POOL) && byBackend.containsKey(LOADED) && !leaf.equals(LOADED)) {
            return OptionalDouble.empty();
        }
        Times times = byBackend.get(backend);
        if (times == null || times.threads > 1 && times.threads != parallelism
                || times.of(dimensions.broadcast()).isEmpty()) {
            return OptionalDouble.empty();
        }
        Map<String, TimeSurface> byData = times.of(dimensions.broadcast());
        double sum = 0;
        for (TimeSurface surface : byData.values()) {
            sum += surface.at(dimensions);
        }
        return OptionalDouble.of(Math.exp(sum / byData.size()));
    }
}
