package io.alphafair.bench.report;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Summaries;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.SampleRuns;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs that were never made, summarised as the engine summarises. */
final class MadeRuns {
    static final Schedule COLD = new Schedule(new Turn.FreshJvm(100), Place.FORK_EACH, 9, 9, 0);
    static final Schedule GRID = Schedule.race(100).at(Place.SHARED_FORK);
    static final Problem LARGE = Problem.of("uniform", 1_000_000, 8, 64);
    /** Rounds of a made race. */
    private static final int ROUNDS = 11;

    private MadeRuns() {
    }

    static NamedRun named(Session... sessions) {
        return new NamedRun("a-run", "Test CPU", run(sessions), Map.of());
    }

    static Run run(Session... sessions) {
        return new Run(SampleRuns.environment(), List.of(sessions), List.of());
    }

    /** The same on another machine. */
    static NamedRun on(String cpu, NamedRun run) {
        Environment own = run.run().environment();
        Machine machine = own.machine();
        return new NamedRun(cpu, cpu,
                new Run(new Environment(own.schema(), own.run(), own.git(),
                        new Machine(cpu, machine.architecture(), machine.cpus(), machine.caches(),
                                machine.memoryBytes(),
                                machine.os(), machine.kernel(), machine.virtualMachine(), machine.frequencyGovernor(),
                                machine.hugePages()),
                        own.jdk(), own.backends(), own.devices()), run.run().sessions(), run.run().leftOut()),
                run.errata());
    }

    /** Samples around a value that differ by that part of it. */
    static double[] around(double value, double part, int count) {
        return IntStream.range(0, count).mapToDouble(at -> value * (1 + part * Math.sin(3 * at + value % 7))).toArray();
    }

    /** A subject whose metrics take these values in every round. */
    static Series raced(String id, Role role, int threads, Map<Metric, Double> values) {
        Map<String, double[][]> samples = new LinkedHashMap<>();
        values.forEach((metric, value) -> samples.put(metric.name(), new double[][]{around(value, 0.02, ROUNDS)}));
        return Summaries.of(new Series(Id.parse(id), role, threads + " threads", threads, Verdict.MATCHED, "", samples,
                List.of(""), Map.of(), List.of()), Schedule.race(1).turn());
    }

    static Series raced(String id, Role role, int threads, double nanos) {
        return raced(id, role, threads, Map.of(Metric.TIME, nanos));
    }

    /** A backend with these times in each fork of JMH. */
    static Series forked(String id, double[]... forks) {
        double[][] bytes = Arrays.stream(forks).map(fork -> fork.clone()).toArray(double[][]::new);
        Arrays.stream(bytes).forEach(fork -> Arrays.fill(fork, 64));
        Map<String, double[][]> samples = new LinkedHashMap<>();
        samples.put(Metric.TIME.name(), forks);
        samples.put(Metric.ALLOCATED.name(), bytes);
        return Summaries.of(new Series(Id.parse(id), Role.BACKEND, "", 1, Verdict.MATCHED, "", samples,
                Collections.nCopies(forks.length, ""), Map.of(), List.of()), Schedule.jmh(1, 1, 1, 1).turn());
    }

    /** So many forks around a time. */
    static Series forked(String id, int forks, double nanos) {
        return forked(id, IntStream.range(0, forks).mapToObj(fork -> around(nanos * (1 + 0.01 * fork), 0.01, 5))
                .toArray(double[][]::new));
    }

    /** The session with the ratios of all pairs in these metrics. */
    static Session session(Question question, Problem problem, Schedule how, Map<String, String> facts,
            List<Metric> compared,
            Series... series) {
        List<Ratio> ratios = new ArrayList<>();
        for (Metric metric : compared) {
            for (Series one : series) {
                Stream.of(series).filter(other -> other != one && Stream.of(one, other)
                        .allMatch(each -> each.isMeasured() && each.of(metric).isPresent()))
                        .forEach(other -> ratios.add(Summaries.ratio(one, other, metric, how.turn())));
            }
        }
        return new Session(question.label(), problem, how, question.metrics(), question.leastBytes(problem),
                List.of(series),
                ratios, facts, "");
    }

    static Session session(Question question, Problem problem, Schedule how, Series... series) {
        return session(question, problem, how, Map.of(), List.of(Metric.TIME), series);
    }

    /** A GPU that pays from some N on if the problem is on it, and never if all of it is uploaded. */
    static Run gpu() {
        List<Session> sessions = new ArrayList<>();
        for (long n : new long[]{1000, 10_000, 100_000}) {
            double scale = n / 1000.0;
            sessions.add(session(Question.BEST_ITEMS, Problem.of("uniform", n, 8, 64), Schedule.race(100),
                    Map.of("cuda:resident clock", "1755 MHz", "cuda:resident throttling", "power cap"),
                    List.of(Metric.TIME, Metric.KERNEL),
                    onDevice("cuda:resident", 12_000 + 300 * scale, 0, 300 * scale),
                    onDevice("cuda:update", 16_000 + 1500 * scale, 1200 * scale, 300 * scale),
                    onDevice("cuda:upload", 20_000 + 5000 * scale, 4000 * scale, 300 * scale),
                    raced("cuda:read-ceiling", Role.CEILING, 1, Map.of(Metric.KERNEL, 270 * scale)),
                    raced("scalar", Role.BACKEND, 1, 24_000 * scale), raced("simd", Role.BACKEND, 1, 4000 * scale)));
        }
        sessions.add(Session.without("bestItems", Problem.of("uniform", 1_000_000, 8, 64), Schedule.race(100),
                "cuda: out of memory"));
        return run(sessions.toArray(Session[]::new));
    }

    private static Series onDevice(String id, double nanos, double upload, double kernel) {
        Map<Metric, Double> values = new LinkedHashMap<>();
        values.put(Metric.TIME, nanos);
        if (upload > 0) {
            values.put(Metric.UPLOAD, upload);
        }
        values.put(Metric.KERNEL, kernel);
        values.put(Metric.DOWNLOAD, 2000.0);
        values.put(Metric.ENERGY, nanos * 1e-7);
        return raced(id, Role.BACKEND, 1, values);
    }

    /** A session of every kind. */
    static Run everything() {
        List<Session> sessions = new ArrayList<>(gpu().sessions());
        for (long n : new long[]{1000, 1_000_000}) {
            sessions.add(session(Question.BEST_ITEMS, LARGE.with("n", Long.toString(n)), Schedule.jmh(5, 1, 5, 100),
                    forked("scalar", 5, 4.0 * n * 8), forked("simd", 5, 0.8 * n * 8),
                    Series.without(Id.parse("gone"), Role.BACKEND, Verdict.UNAVAILABLE, "no device"),
                    Series.without(Id.parse("wrong"), Role.BACKEND, Verdict.MISMATCHED, "group 1 differs")));
        }
        sessions.add(session(Question.BEST_ITEMS, LARGE, Schedule.race(100), raced("floor:1", Role.CEILING, 1, 3e6),
                raced("floor:all", Role.CEILING, 2, 2e6), raced("scalar", Role.BACKEND, 1, 30e6),
                raced("simd", Role.BACKEND, 1, 4e6), raced("many", Role.BACKEND, 2, 2.5e6),
                raced("native:1", Role.PEER, 1, 3.5e6)));
        sessions.add(session(Question.BEST_ITEMS, LARGE, Schedule.race(100).at(Place.FORK_EACH),
                raced("numpy best", Role.PEER, 1, 12e6), raced("simd", Role.BACKEND, 1, 4e6),
                Series.without(Id.parse("duckdb"), Role.PEER, Verdict.UNAVAILABLE, "not installed")));
        sessions.add(session(Question.BEST_ITEMS, LARGE, GRID, Regret.facts("scalar", 1, "simd", 2, "a calibration"),
                List.of(Metric.TIME), raced("scalar", Role.BACKEND, 1, 30e6), raced("simd", Role.BACKEND, 1, 4e6)));
        sessions.add(session(Question.CHOOSE, LARGE, GRID, raced("auto:choose", Role.CHOOSER, 1, 1800)));
        sessions.add(session(Question.COLD_START, LARGE, COLD, Map.of(), List.of(Metric.FIRST), cold("scalar", 140e6),
                cold("simd", 250e6)));
        sessions.add(session(Question.WHOLE_PROCESS, LARGE,
                new Schedule(new Turn.WholeProcess(), Place.FORK_EACH, 9, 9, 0),
                raced("scalar", Role.BACKEND, 0, 500e6),
                raced("simd", Role.BACKEND, 0, 700e6), raced("auto", Role.BACKEND, 0, 550e6)));
        return new Run(SampleRuns.environment(), sessions, List.of("batch, uniform"));
    }

    private static Series cold(String id, double nanos) {
        Map<Metric, Double> values = new LinkedHashMap<>();
        values.put(Metric.FIRST, nanos);
        values.put(Metric.TENTH, nanos / 20);
        values.put(Metric.HUNDREDTH, nanos / 100);
        values.put(Metric.HUNDRED, nanos * 3);
        return raced(id, Role.BACKEND, 1, values);
    }
}
