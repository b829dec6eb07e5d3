package io.alphafair.cuda;

import java.util.List;

/**
 * What a device's sensors say at one moment. What a device does not tell is 0.
 *
 * @param celsius its temperature
 * @param clockMegahertz the multiprocessors' clock
 * @param memoryClockMegahertz the memory's clock
 * @param millijoules the energy it has taken since its driver was loaded
 * @param throttling why its clocks are below the highest, as in {@code power cap}; empty if nothing holds them back
 */
public record DeviceState(int celsius, int clockMegahertz, int memoryClockMegahertz, long millijoules,
        List<String> throttling) {
    /** Of a device without sensors. */
    public static final DeviceState UNKNOWN = new DeviceState(0, 0, 0, 0, List.of());
}
