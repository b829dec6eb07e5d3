package io.alphafair.bench.subject;

import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Forks;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import io.alphafair.select.Backends;
import io.alphafair.select.Calibration;
import io.alphafair.select.Host;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Measures every backend over a grid of problems on this machine, in this JVM, within a time after the warm-ups. */
public final class Calibrator {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long BYTES_PER_ELEMENT = 2 * Double.BYTES;

    private final AutoGrid grid;
    private final Duration limit;
    private final Consumer<String> progress;
    private int leftOut;

    /** @param progress hears one line, without a line feed, every now and then */
    public Calibrator(Consumer<String> progress) {
        this(AutoGrid.calibration(), LIMIT, progress);
    }

    /** @param limit of the measurements without the warm-ups, after which the largest problems are left out */
    Calibrator(AutoGrid grid, Duration limit, Consumer<String> progress) {
        this.grid = grid;
        this.limit = limit;
        this.progress = progress;
    }

    /** Measures the backends on the problems that fit into so many bytes; a wrong answer is an exception. */
    public Calibration run(List<Id> ids, String version, long memory) {
        List<Session> sessions = new ArrayList<>();
        List<Backend> kept = open(ids);
        try (Engine engine = new Engine(Forks.none(), line -> {})) {
            for (Problem problem : grid.warmUps()) {
                progress.accept("warming up: " + problem);
                measure(engine, problem, ids, grid.warming());
            }
            long start = System.nanoTime();
            for (Problem problem : grid.problems()) {
                if (problem.elements() * BYTES_PER_ELEMENT > memory
                        || System.nanoTime() - start > limit.toNanos()) {
                    leftOut++;
                    continue;
                }
                progress.accept(
                        "measuring " + (sessions.size() + 1) + " of " + grid.problems().size() + ": " + problem);
                sessions.add(measure(engine, problem, ids, grid.measuring()));
            }
        } finally {
            kept.forEach(Backend::close);
        }
        return of(sessions, Host.here(), version, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** A device whose backend stays open is opened again at once. */
    private static List<Backend> open(List<Id> ids) {
        List<Backend> open = new ArrayList<>();
        for (Id id : ids) {
            try {
                open.add(Backends.open(id.path()));
            } catch (BackendUnavailableException e) {
                // It has no times, and its sessions say why.
                continue;
            }
        }
        return open;
    }

    private static Session measure(Engine engine, Problem problem, List<Id> ids, Schedule how) {
        List<Subject> subjects = ids.stream().map(Subjects.ofThisCode()::find).toList();
        Session session = engine.run(Question.BEST_ITEMS, problem, subjects, how);
        for (Series series : session.series()) {
            if (series.verdict() == Verdict.MISMATCHED) {
                throw new IllegalStateException(
                        series.subject() + " " + series.verdict().text() + " on " + problem + ": "
                                + series.reason());
            }
        }
        return session;
    }

    /** How many problems were left out because they were too large for the time or the memory. */
    public int leftOut() {
        return leftOut;
    }

    private record Line(String backend, int threads, boolean broadcast, String data, int t, int k) {}

    /** What {@code auto} can choose by: the median time of each backend on each problem; the date is ISO 8601. */
    public static Calibration of(List<Session> sessions, Host host, String version, String date) {
        Map<Line, SortedMap<Long, Double>> times = new LinkedHashMap<>();
        for (Session session : sessions) {
            Problem problem = session.problem();
            for (Series series : session.series()) {
                if (series.role() == Role.BACKEND && series.isMeasured()) {
                    times.computeIfAbsent(
                            new Line(series.subject().path(), series.threads(), AutoGrid.isBroadcast(problem),
                                    problem.shape(), problem.t(), problem.k()),
                            line -> new TreeMap<>())
                            .put(problem.elements(), series.of(Metric.TIME).orElseThrow().median());
                }
            }
        }
        return new Calibration(host, Runtime.version().toString(), version, date, times.entrySet().stream()
                .map(entry -> new Calibration.Series(entry.getKey().backend(), entry.getKey().threads(),
                        entry.getKey().broadcast(), entry.getKey().data(), entry.getKey().t(), entry.getKey().k(),
                        entry.getValue()))
                .toList());
    }
}
