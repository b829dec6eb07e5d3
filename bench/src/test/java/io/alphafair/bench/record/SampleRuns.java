package io.alphafair.bench.record;

import io.alphafair.bench.record.Environment.BackendInfo;
import java.util.List;
import java.util.Map;

/** Runs of a machine that does not exist. */
public final class SampleRuns {
    /** The problem of the sample sessions. */
    public static final Problem PROBLEM = Problem.of("uniform", 1000, 8, 4);

    private SampleRuns() {
    }

    /** Where they were made. */
    public static Environment environment() {
        return new Environment(Environment.SCHEMA,
                new Environment.Run("quick", "alphafair bench", "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z", 0,
                        "1.37"),
                header("").git(), header("").machine(),
                new Environment.Jdk("25+36", "Test VM", "Test", List.of("-Xmx1g")),
                List.of(new BackendInfo("scalar", "plain", true, "", "1 thread"),
                        new BackendInfo("simd", "vectors", true, "", "1 thread, 4 doubles"),
                        new BackendInfo("gone", "a device", false, "no device", "")),
                Map.of());
    }

    /** What identifies a run that began then. */
    public static RunFolder.Header header(String start) {
        Machine machine = new Machine("Test(R) CPU @ 3.00GHz", "amd64", 4,
                List.of(new Machine.Cache(1, "Data", "32K", 1)), 8L << 30, "Test OS", "1.0", false, "unknown",
                "never");
        return new RunFolder.Header("2026-01-01-test-cpu-0123456", "quick", "alphafair bench", List.of(),
                new Git("0123456789abcdef0123456789abcdef01234567", false, "", "checkout"), machine, start, 0);
    }

    /** scalar takes 16 µs, simd 8 µs, one is not available, one was wrong. */
    public static Session session() {
        return new Session("bestItems", PROBLEM, Schedule.race(100), List.of(Metric.TIME), 128_000,
                List.of(series("scalar", 16_000), series("simd", 8000),
                        Series.without(Id.parse("gone"), Role.BACKEND, Verdict.UNAVAILABLE, "no device"),
                        Series.without(Id.parse("wrong:b"), Role.BACKEND, Verdict.MISMATCHED, "group 1 differs")),
                List.of(new Ratio(Id.parse("simd"), Id.parse("scalar"), "time", 2, 1.9, 2.1, 3)),
                Map.of("clock", "3 GHz"), "");
    }

    private static Series series(String name, double nanos) {
        return new Series(Id.parse(name), Role.BACKEND, "1 thread", 1, Verdict.MATCHED, "",
                Map.of("time", new double[][]{{nanos, 1.01 * nanos, 0.99 * nanos}}), List.of(""),
                Map.of("time", new Summary(nanos, 0.99 * nanos, 1.01 * nanos, nanos, 1, 3, 0.01, 0, 0,
                        false)),
                List.of());
    }

    /** One session. */
    public static Run run() {
        return new Run(environment(), List.of(session(), Session.without("bestItems", PROBLEM.with("k", "8"),
                Schedule.jmh(2, 1, 4, 100), "it ended with code 1")), List.of("coldStart, uniform"));
    }
}
