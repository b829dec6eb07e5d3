package io.alphafair.bench.gpu;

import io.alphafair.bench.race.Pace;

/**
 * How long a problem is measured.
 *
 * @param pace of the turns by the host's clock
 * @param rounds of the turns by the GPU's clock
 * @param energyMillis how long each way of the GPU runs for its energy to be counted; 0 to leave that out
 */
public record GpuEffort(Pace pace, int rounds, int energyMillis) {
    /** Long enough for a counter that the driver renews every tenth of a second. */
    private static final int COUNTED_MILLIS = 1000;

    /** For a record of times. */
    public static GpuEffort of(int millis) {
        return new GpuEffort(Pace.of(millis), 21, COUNTED_MILLIS);
    }

    /** For a first look. */
    public static GpuEffort trial() {
        return new GpuEffort(Pace.trial(), 9, 0);
    }
}
