package io.alphafair.bench.compare;

import io.alphafair.bench.measure.Summaries;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.SampleRuns;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of JMH that were never made: scalar and simd on problems of growing size. */
public final class SampleCells {
    private SampleCells() {
    }

    /**
     * A run.
     *
     * @param sha the commit
     * @param start when it began
     * @param times how many times as long every cell takes
     */
    public static Run run(String cpu, String sha, String start, int sizes, int forks, double times, long seed) {
        SimulatedRuns random = new SimulatedRuns(seed, forks, 0.01, 0);
        List<Session> sessions = new ArrayList<>();
        for (int size = 1; size <= sizes; size++) {
            List<Series> series = new ArrayList<>();
            for (String name : List.of("scalar", "simd")) {
                series.add(series(name, samples(random, 1e4 * size * times, forks),
                        new ArrayList<>(Collections.nCopies(forks, ""))));
            }
            sessions.add(session(problem(size), series));
        }
        return new Run(environment(cpu, sha, start), sessions, List.of());
    }

    static Problem problem(int size) {
        return Problem.of("uniform", 1000L * size, 8, 64);
    }

    static Map<String, double[][]> samples(SimulatedRuns random, double nanos, int forks) {
        double[][] bytes = new double[forks][];
        java.util.Arrays.setAll(bytes, fork -> new double[]{24, 24, 24, 24, 24});
        Map<String, double[][]> samples = new LinkedHashMap<>();
        samples.put(Metric.TIME.name(), random.run(nanos));
        samples.put(Metric.ALLOCATED.name(), bytes);
        return samples;
    }

    static Series series(String name, Map<String, double[][]> samples, List<String> unsettled) {
        return Summaries.of(new Series(Id.parse(name), Role.BACKEND, "1 thread", 1, Verdict.MATCHED, "", samples,
                unsettled, Map.of(), List.of()), Schedule.jmh(1, 1, 5, 100).turn());
    }

    static Session session(Problem problem, List<Series> series) {
        return new Session("bestItems", problem, Schedule.jmh(1, 1, 5, 100), List.of(Metric.TIME, Metric.ALLOCATED),
                problem.elements() * 16, series, List.of(), Map.of(), "");
    }

    static Environment environment(String cpu, String sha, String start) {
        Environment sample = SampleRuns.environment();
        Machine machine = sample.machine();
        Environment.Run run = sample.run();
        return new Environment(sample.schema(),
                new Environment.Run(run.profile(), run.command(), start, start, 0, run.jmh()),
                new Git(sha, false, "", "checkout"),
                new Machine(cpu, machine.architecture(), machine.cpus(), machine.caches(), machine.memoryBytes(),
                        machine.os(), machine.kernel(), machine.virtualMachine(), machine.frequencyGovernor(),
                        machine.hugePages()),
                sample.jdk(), sample.backends(), sample.devices());
    }

    /** Writes a record of that name. */
    public static Path write(Path results, String name, Run run) throws IOException {
        Environment environment = run.environment();
        return RunFolder.begin(results, new RunFolder.Header(name, environment.run().profile(), "",
                List.of(), environment.git(), environment.machine(), environment.run().start(), 0))
                .finish(run, Map.of());
    }
}
