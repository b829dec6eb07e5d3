package io.alphafair.bench.gpu;

import io.alphafair.backend.Device;
import io.alphafair.backend.DeviceReading;
import io.alphafair.backend.DeviceState;
import io.alphafair.backend.DeviceTimings;
import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.GpuReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the GPU's own clock and sensors say of its ways: they and the plain reading of as many bytes take turns. */
final class GpuClock {
    private final Device device;
    private final GpuArms ways;
    private final long bytes;
    private final GpuEffort effort;
    private final List<GpuReport.Arm> arms = new ArrayList<>();
    private DeviceState state = DeviceState.UNKNOWN;

    /** Measures. */
    GpuClock(Device device, GpuArms ways, long bytes, GpuEffort effort) {
        this.device = device;
        this.ways = ways;
        this.bytes = bytes;
        this.effort = effort;
        Map<String, List<DeviceTimings>> times = new LinkedHashMap<>();
        GpuReport.WAYS.forEach(way -> times.put(way, new ArrayList<>()));
        double[] ceiling = new double[effort.rounds()];
        try (DeviceReading reading = device.reading(bytes)) {
            for (int round = 0; round < effort.rounds(); round++) {
                for (String way : GpuReport.WAYS) {
                    // The second call finds in the cache what the first has left there, as the reading does.
                    ways.call(way).run();
                    ways.call(way).run();
                    times.get(way).add(ways.prepared().timings().orElseThrow());
                }
                reading.readMillis();
                ceiling[round] = reading.readMillis();
            }
        }
        times.forEach((way, taken) -> arms.add(arm(way, taken, ceiling)));
        double read = MedianInterval.medianOf(ceiling);
        arms.add(new GpuReport.Arm(GpuReport.CEILING, 0, read, 0, 0, 0, gigabytesPerSecond(read), 0, 0, 0, 0));
    }

    private double gigabytesPerSecond(double millis) {
        return bytes / millis / 1e6;
    }

    private GpuReport.Arm arm(String way, List<DeviceTimings> times, double[] ceiling) {
        double kernel = median(times, DeviceTimings::kernelMillis);
        MedianInterval share = new MedianInterval(0, 0, 0);
        if (way.equals(GpuReport.RESIDENT)) {
            double[] shares = new double[ceiling.length];
            for (int round = 0; round < shares.length; round++) {
                shares[round] = ceiling[round] / times.get(round).kernelMillis();
            }
            share = MedianInterval.of(shares);
        }
        DeviceTimings last = times.getLast();
        return new GpuReport.Arm(way, median(times, DeviceTimings::uploadMillis), kernel,
                median(times, DeviceTimings::downloadMillis), last.uploadBytes(), last.downloadBytes(),
                gigabytesPerSecond(kernel), share.median(), share.low(), share.high(), joules(way));
    }

    private static double median(List<DeviceTimings> times, ToDoubleFunction<DeviceTimings> part) {
        return MedianInterval.medianOf(times.stream().mapToDouble(part).toArray());
    }

    /** The energy of a call; 0 if nobody counts it. Looks at the sensors while the GPU is busy. */
    private double joules(String way) {
        Runnable call = ways.call(way);
        call.run();
        DeviceState before = device.state();
        if (way.equals(GpuReport.RESIDENT)) {
            state = before;
        }
        if (effort.energyMillis() == 0 || before.millijoules() == 0) {
            return 0;
        }
        long calls = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < effort.energyMillis() * 1_000_000L;) {
            call.run();
            calls++;
        }
        DeviceState after = device.state();
        if (way.equals(GpuReport.RESIDENT)) {
            state = after;
        }
        return (after.millijoules() - before.millijoules()) / 1e3 / calls;
    }

    /** The ways, then the read ceiling. */
    List<GpuReport.Arm> arms() {
        return arms;
    }

    /** What the sensors said while calls on the resident problem followed each other. */
    DeviceState state() {
        return state;
    }
}
