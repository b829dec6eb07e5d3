package io.alphafair.bench.gpu;

import io.alphafair.bench.record.Machine;
import java.util.List;

/**
 * What {@code gpu-check} found, for sending back. Holds no host name, user name or path.
 *
 * @param schema the version of this layout
 * @param version alphafair's
 * @param date when it began, UTC, ISO 8601
 * @param device what runs there; empty if the backend cannot run
 * @param reason why it cannot; empty if it can
 * @param steps what was checked, in order; after one that failed the rest is still tried
 * @param times what was measured; none unless every check passed
 * @param crossovers where the GPU overtakes each CPU backend
 */
public record GpuRecord(int schema, String version, String date, double seconds, Machine machine, String jdk,
        String device, String reason, List<Step> steps, List<Time> times, List<Crossover> crossovers) {
    /** The version of the layout that this code writes. */
    public static final int SCHEMA = 1;

    /**
     * A check.
     *
     * @param detail how much was checked, or what was wrong
     */
    public record Step(String name, boolean passed, String detail, double seconds) {}

    /**
     * How a group argmax of N x T in K groups is asked for.
     *
     * @param way {@code resident}: the problem is on the device; {@code transfer}: all of it is copied first; {@code update}:
     *            new benefits are copied, costs and labels are there. On a CPU only {@code resident}
     * @param millis median of the calls, by the host's clock
     * @param kernelMillis of the last call, by the device's clock, as are the copies; 0 on a CPU
     * @param gigabytesPerSecond benefits, costs and labels by {@code millis}
     */
    public record Time(String backend, String way, long n, int t, int k, double millis, double kernelMillis,
            double uploadMillis, double downloadMillis, double gigabytesPerSecond) {}

    /**
     * The smallest measured N from which on the GPU is faster, at every larger one too.
     *
     * @param n 0 if there is none
     */
    public record Crossover(String way, String cpuBackend, int t, int k, long n) {}

    /** Whether it can run and everything was right. */
    public boolean allRight() {
        return reason.isEmpty() && steps.stream().allMatch(Step::passed);
    }
}
