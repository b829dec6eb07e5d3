package io.alphafair.cuda;

import io.alphafair.backend.Timing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Adds up what one call copies and how long its parts take. */
final class Meter {
    /** What a stopwatch times. */
    enum Part {
        UPLOAD, KERNEL, DOWNLOAD
    }

    private final double[] millis = new double[Part.values().length];
    private final long[] bytes = new long[Part.values().length];

    void reset() {
        Arrays.fill(millis, 0);
        Arrays.fill(bytes, 0);
    }

    void add(Part part, double elapsed) {
        millis[part.ordinal()] += elapsed;
    }

    void count(Part part, long copied) {
        bytes[part.ordinal()] += copied;
    }

    double millis(Part part) {
        return millis[part.ordinal()];
    }

    /** One for each part, in their order. */
    List<Timing> timings() {
        return Arrays.stream(Part.values()).map(part -> new Timing(part.name().toLowerCase(Locale.ROOT),
                millis[part.ordinal()] * 1e6, bytes[part.ordinal()])).toList();
    }
}
