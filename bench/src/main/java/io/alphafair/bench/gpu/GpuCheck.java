package io.alphafair.bench.gpu;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.Machine;
import io.alphafair.cuda.CudaBackend;
import io.alphafair.cuda.DeviceInfo;
import io.alphafair.select.Backends;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Probes, validates and measures the GPU within a time, and always ends with a record. */
public final class GpuCheck {
    private static final int LAUNCHES = 200;
    private static final int[] ITEMS = {1, 8};
    private static final int[] GROUPS = {1, 64, 1024};

    /**
     * How much is done.
     *
     * @param problems generated problems
     * @param tiedRows rows of the problems of equal entries
     * @param largest elements of the largest problem that is timed
     * @param limit all of it together; half of it is for the generated problems
     */
    public record Effort(long problems, int tiedRows, long largest, Duration limit) {}

    private final Effort effort;
    private final String version;
    private final Consumer<String> said;
    private final long start = System.nanoTime();
    private final List<GpuRecord.Step> steps = new ArrayList<>();
    private final List<DeviceInfo> devices = new ArrayList<>();
    private final List<GpuReport.Problem> problems = new ArrayList<>();

    /**
     * @param version alphafair's
     * @param said takes a line for each step
     */
    public GpuCheck(Effort effort, String version, Consumer<String> said) {
        this.effort = effort;
        this.version = version;
        this.said = said;
    }

    /**
     * Runs the check.
     *
     * @param golden compares the golden cases on a backend with scalar and says how many they are
     */
    public GpuRecord run(GoldenCheck golden) {
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Availability availability = Backends.all().stream()
                .filter(provider -> provider.name().equals(GpuReport.BACKEND))
                .findFirst().map(provider -> provider.availability())
                .orElse(Availability.no("the cuda backend is not in this jar"));
        String device = "";
        String reason = availability.reason();
        if (reason.isEmpty()) {
            try (Backend backend = Backends.open(GpuReport.BACKEND)) {
                device = backend.description();
                said.accept("device      " + device);
                if (backend instanceof CudaBackend cuda) {
                    devices.add(cuda.device().info());
                }
                check(backend, golden);
            } catch (BackendUnavailableException e) {
                reason = e.getMessage();
            } catch (RuntimeException | LinkageError e) {
                // Opening or closing: what was found so far is still worth its record.
                step(steps.isEmpty() ? "open" : "close", () -> {
                    throw new IllegalStateException(e);
                });
            }
        }
        return new GpuRecord(GpuRecord.SCHEMA, version, date, seconds(), Machine.here(), Runtime.version().toString(),
                device, devices, reason, List.copyOf(steps),
                new GpuReport(GpuReport.SCHEMA, problems, GpuCrossovers.of(problems)));
    }

    /** The golden cases on a backend. */
    public interface GoldenCheck {
        /** @throws io.alphafair.bench.MismatchException if an answer differs from scalar's */
        String check(Backend backend);
    }

    private void check(Backend backend, GoldenCheck golden) {
        GpuValidation validation = new GpuValidation(backend);
        step("golden", () -> golden.check(backend));
        step("ties", () -> validation.ties(effort.tiedRows, LAUNCHES));
        step("generated",
                () -> validation.generated(effort.problems, () -> seconds() < effort.limit.toSeconds() / 2.0));
        if (steps.stream().allMatch(GpuRecord.Step::passed)) {
            step("times", () -> times(backend));
        }
    }

    /** The smallest problems of all T and K first, for when the time is up. */
    private String times(Backend backend) {
        int left = 0;
        for (long elements = 10_000; elements <= effort.largest; elements *= 10) {
            for (int t : ITEMS) {
                for (int k : GROUPS) {
                    if (k > elements / t) {
                        continue;
                    }
                    if (seconds() < effort.limit.toSeconds()) {
                        problems.add(GpuRace.run(backend,
                                GpuReport.race("uniform", Math.toIntExact(elements / t), t, k), GpuEffort.trial()));
                    } else {
                        left++;
                    }
                }
            }
        }
        return problems.size() + " problems" + (left == 0 ? "" : ", " + left + " more not: the time was up");
    }

    private void step(String name, Callable<String> check) {
        double before = seconds();
        GpuRecord.Step step;
        try {
            step = new GpuRecord.Step(name, true, check.call(), seconds() - before);
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            step = new GpuRecord.Step(name, false, e.toString().lines().findFirst().orElse(""), seconds() - before);
        }
        steps.add(step);
        said.accept(String.format(java.util.Locale.ROOT, "%-10s  %s: %s, %.1f s", name,
                step.passed() ? "passed" : "FAILED", step.detail(), step.seconds()));
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
