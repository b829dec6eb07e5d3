package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records of runs that were never made, as folders. */
public final class RecordFiles {
    private RecordFiles() {
    }

    /** Writes a record's files. */
    public static Path write(Path folder, RunRecord record) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : record.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    /** The sample environment on another processor, of another commit and day. */
    public static Environment environment(String cpu, String sha, String start) {
        Environment sample = Samples.environment();
        Machine machine = sample.machine();
        Environment.Run run = sample.run();
        return new Environment(Environment.SCHEMA,
                new Environment.Run(run.profile(), run.command(), start, start, 0, run.parallelism(), run.forks(),
                        run.warmups(), run.warmupMillis(), run.iterations(), run.iterationMillis(), run.jmh()),
                new Git(sha, false, "", "checkout"),
                new Machine(cpu, machine.architecture(), machine.cpus(), machine.caches(), machine.memoryBytes(),
                        machine.os(), machine.kernel(), machine.virtualMachine(), machine.frequencyGovernor(),
                        machine.hugePages()),
                sample.jdk(), sample.vectorBits(), sample.backends(), sample.devices());
    }

    /** A cell of the group argmax. */
    public static Cell cell(String backend, int n, int t, int k) {
        return Cell.of(Question.BEST_ITEMS, Cell.BACKEND, backend, "shape", "uniform", "n", n, "t", t, "k", k);
    }

    /** A measured cell with these times of a call. */
    public static CellResult measured(Cell cell, double[][] nanos, double bytes) {
        List<List<Double>> times = new ArrayList<>();
        List<List<Double>> allocated = new ArrayList<>();
        double sum = 0;
        int count = 0;
        for (double[] fork : nanos) {
            List<Double> iterations = new ArrayList<>();
            for (double each : fork) {
                iterations.add(each);
                sum += each;
                count++;
            }
            times.add(iterations);
            allocated.add(iterations.stream().map(each -> bytes).toList());
        }
        JsonNode jmh = Json.parse(Json.text(Map.of("jmhVersion", "1.37", "benchmark", cell.benchmark(), "mode", "avgt",
                "threads", 1, "forks", nanos.length, "params", cell.params(), "primaryMetric",
                Map.of("score", sum / count, "scoreError", 1, "scoreUnit", "ns/op", "rawData", times),
                "secondaryMetrics", Map.of(RunRecord.ALLOCATED,
                        Map.of("score", bytes, "scoreError", 0, "scoreUnit", "B/op", "rawData", allocated)))));
        return CellResult.measured(cell, jmh);
    }

    /** A run of every backend on so many sizes: noise of 1 % from fork to fork, and times that long. */
    public static RunRecord run(Environment environment, int sizes, int forks, double times, long seed) {
        Random random = new Random(seed);
        List<CellResult> results = new ArrayList<>();
        for (int size = 1; size <= sizes; size++) {
            for (String backend : List.of("scalar", "simd")) {
                double base = times * 1000 * size * (backend.equals("simd") ? 1 : 3);
                double[][] nanos = new double[forks][5];
                for (double[] fork : nanos) {
                    double level = base * Math.exp(0.01 * random.nextGaussian());
                    for (int iteration = 0; iteration < fork.length; iteration++) {
                        fork[iteration] = level * Math.exp(0.005 * random.nextGaussian());
                    }
                }
                results.add(measured(cell(backend, 1000 * size, 8, 16), nanos, 100_000));
            }
        }
        return RunRecord.of(environment, results);
    }
}
