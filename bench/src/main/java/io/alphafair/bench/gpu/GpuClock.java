package io.alphafair.bench.gpu;

import io.alphafair.backend.Timing;
import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.cuda.Device;
import io.alphafair.cuda.DeviceReading;
import io.alphafair.cuda.DeviceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the GPU's own clock and sensors say of its ways: they and the plain reading of as many bytes take turns. */
final class GpuClock {
    /** The places of the backend's timings. */
    private static final int UPLOAD = 0;
    private static final int KERNEL = 1;
    private static final int DOWNLOAD = 2;

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
        Map<String, List<List<Timing>>> times = new LinkedHashMap<>();
        GpuReport.WAYS.forEach(way -> times.put(way, new ArrayList<>()));
        double[] ceiling = new double[effort.rounds()];
        try (DeviceReading reading = device.reading(bytes)) {
            for (int round = 0; round < effort.rounds(); round++) {
                for (String way : GpuReport.WAYS) {
                    // The second call finds in the cache what the first has left there, as the reading does.
                    ways.call(way).run();
                    ways.call(way).run();
                    times.get(way).add(ways.prepared().timings());
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

    private GpuReport.Arm arm(String way, List<List<Timing>> times, double[] ceiling) {
        double kernel = medianMillis(times, KERNEL);
        MedianInterval share = new MedianInterval(0, 0, 0);
        if (way.equals(GpuReport.RESIDENT)) {
            double[] shares = new double[ceiling.length];
            for (int round = 0; round < shares.length; round++) {
                shares[round] = ceiling[round] / millis(times.get(round), KERNEL);
            }
            share = MedianInterval.of(shares);
        }
        List<Timing> last = times.getLast();
        return new GpuReport.Arm(way, medianMillis(times, UPLOAD), kernel,
                medianMillis(times, DOWNLOAD), last.get(UPLOAD).bytes(), last.get(DOWNLOAD).bytes(),
                gigabytesPerSecond(kernel), share.median(), share.low(), share.high(), joules(way));
    }

    private static double medianMillis(List<List<Timing>> times, int part) {
        return MedianInterval.medianOf(times.stream().mapToDouble(timings -> millis(timings, part)).toArray());
    }

    private static double millis(List<Timing> timings, int part) {
        return timings.get(part).nanos() / 1e6;
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
