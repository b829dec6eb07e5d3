package io.alphafair.cuda;

import io.alphafair.backend.DeviceTimings;

/** Adds up what one call copies and how long its parts take. */
final class Meter {
    /** What a stopwatch times. */
    enum Part {
        UPLOAD, KERNEL, DOWNLOAD
    }

    private final double[] millis = new double[Part.values().length];
    private final long[] bytes = new long[Part.values().length];

    void reset() {
        java.util.Arrays.fill(millis, 0);
        java.util.Arrays.fill(bytes, 0);
    }

    void add(Part part, double elapsed) {
        millis[part.ordinal()] += elapsed;
    }

    void count(Part part, long copied) {
        bytes[part.ordinal()] += copied;
    }

    DeviceTimings timings() {
        return new DeviceTimings(millis[Part.UPLOAD.ordinal()], millis[Part.KERNEL.ordinal()],
                millis[Part.DOWNLOAD.ordinal()], bytes[Part.UPLOAD.ordinal()], bytes[Part.DOWNLOAD.ordinal()]);
    }
}
