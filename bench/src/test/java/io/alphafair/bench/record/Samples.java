package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.Question;
import io.alphafair.bench.race.RaceKind;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.cuda.DeviceInfo;
import io.alphafair.cuda.DeviceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A record of a machine that does not exist. */
public final class Samples {
    private Samples() {
    }

    public static Environment environment() {
        return new Environment(Environment.SCHEMA,
                new Environment.Run("quick", "alphafair bench", "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z", 0, 4, 2,
                        8, 100, 5, 100, "1.37"),
                header("").git(), header("").machine(),
                new Environment.Jdk("25+36", "Test VM", "Test", List.of("-Xmx1g")), 256,
                List.of(new BackendInfo("scalar", "plain", true, "", "1 thread"),
                        new BackendInfo("simd", "vectors", true, "", "1 thread, 4 doubles"),
                        new BackendInfo("gone", "a device", false, "no device", "")),
                List.of());
    }

    /** A GPU. */
    public static DeviceInfo device() {
        return new DeviceInfo(0, "Test GPU", "9.0", 132, 1980, 2619, 5120, true, 80L << 30, 50 << 20, "12.4",
                "550.54.15", 321.5, "");
    }

    /** The sample record with a GPU that overtakes simd at N = 1000, and a problem that failed. */
    public static RunRecord recordWithGpu() {
        Environment cpu = environment();
        Environment environment = new Environment(cpu.schema(), cpu.run(), cpu.git(), cpu.machine(), cpu.jdk(),
                cpu.vectorBits(), cpu.backends(), List.of(device()));
        return RunRecord.of(environment, results()).withGpu(Optional.of(gpu()));
    }

    private static GpuReport gpu() {
        return new GpuReport(GpuReport.SCHEMA,
                List.of(gpuProblem(500, 20_000, 10_000), gpuProblem(2000, 25_000, 50_000),
                        new GpuReport.Problem(RaceResult.without(GpuReport.race("uniform", 4000, 8, 4),
                                "cuda did not match"), List.of(), DeviceState.UNKNOWN)),
                List.of(new GpuReport.Crossover(GpuReport.RESIDENT, "simd", "uniform", 8, 4, 1000, 900, 1100, 500,
                        2000),
                        new GpuReport.Crossover(GpuReport.TRANSFER, "simd", "uniform", 8, 4, 0, 0, 0, 500, 2000)));
    }

    private static GpuReport.Problem gpuProblem(int n, double gpuNanos, double cpuNanos) {
        long bytes = Question.BEST_ITEMS.bytes(n, 8);
        List<RaceResult.Arm> raced = new ArrayList<>();
        List<RaceResult.Paired> paired = new ArrayList<>();
        List<GpuReport.Arm> arms = new ArrayList<>();
        raced.add(new RaceResult.Arm("simd", "1 thread", "", bytes, cpuNanos, 1,
                List.of((long) cpuNanos, (long) cpuNanos)));
        for (String way : GpuReport.WAYS) {
            double nanos = gpuNanos * (1 + 2 * GpuReport.WAYS.indexOf(way));
            raced.add(new RaceResult.Arm(way, "Test GPU", "", bytes, nanos, 2,
                    List.of((long) (2 * nanos), (long) (2 * nanos))));
            double ratio = cpuNanos / nanos;
            paired.add(new RaceResult.Paired(way, "simd", ratio, 0.9 * ratio, 1.1 * ratio));
            boolean resident = way.equals(GpuReport.RESIDENT);
            arms.add(new GpuReport.Arm(way, resident ? 0 : 0.01, 0.012, 0.002, resident ? 0 : n * 64L, 144,
                    bytes / 12_000.0, resident ? 0.95 : 0, resident ? 0.94 : 0, resident ? 0.96 : 0, 0.004));
        }
        arms.add(new GpuReport.Arm(GpuReport.CEILING, 0, 0.0114, 0, 0, 0, bytes / 11_400.0, 0, 0, 0, 0));
        return new GpuReport.Problem(new RaceResult(GpuReport.race("uniform", n, 8, 4), "", raced, paired), arms,
                new DeviceState(61, 1755, 2619, 5_000_000, List.of("power cap")));
    }

    static UnfinishedRun.Header header(String start) {
        Machine machine = new Machine("Test(R) CPU @ 3.00GHz", "amd64", 4,
                List.of(new Machine.Cache(1, "Data", "32K", 1)), 8L << 30, "Test OS", "1.0", false, "unknown",
                "never");
        return new UnfinishedRun.Header("2026-01-01-test-cpu-0123456", "quick", List.of(),
                new Git("0123456789abcdef0123456789abcdef01234567", false, "", "checkout"), machine, start, 0);
    }

    /** N = 1000: simd is wrong and gone is absent; N = 2000: simd is twice as fast as scalar. */
    public static List<CellResult> results() {
        return List.of(measured("scalar", 1000, 16_000),
                CellResult.without(cell("simd", 1000), Verdict.MISMATCHED, "simd did not match scalar on a | b"),
                CellResult.without(cell("gone", 1000), Verdict.UNAVAILABLE, "no device"),
                measured("scalar", 2000, 32_000), measured("simd", 2000, 16_000));
    }

    public static RunRecord record() {
        return RunRecord.of(environment(), results());
    }

    /** A race in which simd is at 90 % of the ceiling and C is missing, and one that failed. */
    public static List<RaceResult> races() {
        return List.of(
                new RaceResult(RaceKind.READ.on("uniform", 1000, 8, 4), "",
                        List.of(new RaceResult.Arm("ceiling-1", "2 streams", "", 132_000, 3000, 2,
                                List.of(6000L, 6002L)),
                                new RaceResult.Arm("simd", "1 thread", "", 132_000, 3300, 1, List.of(3300L, 3301L)),
                                new RaceResult.Arm("native-1", "", "no | cc", 0, 0, 0, List.of())),
                        List.of(new RaceResult.Paired("simd", "ceiling-1", 0.9, 0.875, 0.9251))),
                RaceResult.without(RaceKind.WRITE.on("uniform", 1000, 8, 4), "simd did not match"));
    }

    /** The same with races. */
    public static RunRecord recordWithRaces() {
        return record().withRaces(races());
    }

    /** The sample record with a peer that was measured beside two backends, and one that is not there. */
    public static RunRecord recordWithPeers() {
        Map<String, String> workload = Map.of("shape", "uniform", "n", "2000", "t", "8", "k", "4");
        return record().withPeers(new Peers(Peers.SCHEMA, 200, List.of(
                new Peers.Row("numpy best", "in blocks", workload, Verdict.MATCHED, "", 1,
                        Map.of("python", "3.11", "numpy", "2.4"),
                        List.of(new Peers.Against("forkjoin", 2, List.of(3000.0, 2000.0, 4000.0),
                                List.of(1000.0, 1000.0, 1000.0), 3, 2, 4),
                                new Peers.Against("simd", 1, List.of(3000.0, 2000.0, 4000.0),
                                        List.of(2000.0, 2000.0, 2000.0), 1.5, 1, 2))),
                new Peers.Row("torch", "scatter_reduce", workload, Verdict.UNAVAILABLE, "python3 has no torch", 0,
                        Map.of(), List.of()))));
    }

    /** The sample record with what auto cost on one problem. */
    public static RunRecord recordWithAuto() {
        return record().withAuto(Optional.of(new RegretReport(RegretReport.SCHEMA, "", "calibrated on 2026-01-02",
                250_000, 800, List.of(new RegretReport.Cell("uniform", 10, 3, 2, Map.of("simd", 120.0, "scalar", 100.0),
                        new RegretReport.Pick("simd", 90, "scalar", 0.2, 0.1, 0.3),
                        new RegretReport.Pick("scalar", 90, "scalar", 0, 0, 0))))));
    }

    private static Cell cell(String backend, int n) {
        return Cell.of(Question.BEST_ITEMS, Cell.BACKEND, backend, "shape", "uniform", "n", n, "t", 8, "k", 4);
    }

    private static CellResult measured(String backend, int n, double nanos) {
        Cell cell = cell(backend, n);
        JsonNode jmh = Json.parse(String.format(Locale.ROOT, """
                {"jmhVersion": "1.37", "benchmark": "%s", "mode": "avgt", "forks": 2,
                 "params": {"backend": "%s", "shape": "uniform", "n": "%d", "t": "8", "k": "4"},
                 "primaryMetric": {"score": %s, "scoreError": 160.0, "scoreUnit": "ns/op",
                                   "rawData": [[%s, %s], [%s, %s]]},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.001, "scoreError": "NaN"}}}
                """, cell.benchmark(), backend, n, nanos, nanos, 1.01 * nanos, 0.99 * nanos, nanos));
        return CellResult.measured(cell, jmh);
    }
}
