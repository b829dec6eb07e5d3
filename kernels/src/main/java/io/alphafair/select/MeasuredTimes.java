package io.alphafair.select;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Interpolates between the times of a {@link Calibration}. */
final class MeasuredTimes implements TimeModel {
    private record Key(String backend, boolean broadcast) {}

    /** By kind of data within a backend and kind of operands. */
    private final Map<Key, Map<String, TimeSurface>> surfaces = new HashMap<>();
    private final Map<String, Integer> threads = new HashMap<>();

    MeasuredTimes(Calibration calibration) {
        for (Calibration.Series series : calibration.series()) {
            threads.put(series.backend(), series.threads());
            surfaces.computeIfAbsent(new Key(series.backend(), series.broadcast()), key -> new HashMap<>())
                    .computeIfAbsent(series.data(), data -> new TimeSurface())
                    .add(series.t(), series.k(), new TimeCurve(series.nanosByElements()));
        }
    }

    /** The geometric mean over the kinds of data: of two backends it prefers the one with the better mean ratio. */
    @Override
    public OptionalDouble nanos(String backend, Dimensions dimensions, int parallelism) {
        Map<String, TimeSurface> byData = surfaces.get(new Key(backend, dimensions.broadcast()));
        int measured = threads.getOrDefault(backend, 0);
        if (byData == null || measured > 1 && measured != parallelism) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (TimeSurface surface : byData.values()) {
            sum += surface.at(dimensions);
        }
        return OptionalDouble.of(Math.exp(sum / byData.size()));
    }
}
