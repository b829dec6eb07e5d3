package io.alphafair.bench.run;

import io.alphafair.backend.UnknownBackendException;
import io.alphafair.bench.Question;
import io.alphafair.bench.auto.RegretReport;
import io.alphafair.bench.auto.RegretTable;
import io.alphafair.bench.peer.external.JavaCommand;
import io.alphafair.bench.peer.external.PeerRun;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.ForkProbe;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.RecordFolder;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.UnfinishedRun;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.MarkdownTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Version;

/** A run from its first cell, or the first that is missing, to its record. */
public final class BenchRun {
    /**
     * What is asked for.
     *
     * @param resume whether to go on with a run that was killed
     * @param peers whether what people use is measured too, after the cells
     * @param results where records lie
     * @param jmhOptions what followed {@code --}
     * @param command the command line, folders left out
     */
    public record Request(Profile profile, boolean resume, boolean peers, Path results, List<String> jmhOptions,
            String command) {}

    /**
     * What came of it.
     *
     * @param folder the record
     * @param measured how many cells and peers have a time
     * @param mismatched how many have none because the answer was wrong
     * @param failed how many ended without one
     * @param unavailable how many have none because the backend or peer cannot run here
     * @param raced how many races have a result
     * @param notRaced how many races ended without one
     */
    public record Outcome(Path folder, long measured, long mismatched, long failed, long unavailable, long raced,
            long notRaced) {}

    private final Request request;
    private final Progress progress;
    private final JmhOptions options;
    private final Effort effort;

    /** @throws io.alphafair.InvalidInputException if a JMH option is refused */
    public BenchRun(Request request, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.options = new JmhOptions(request.jmhOptions());
        this.effort = options.effort(request.profile().effort());
    }

    /**
     * Measures what is not measured yet and writes the record.
     *
     * @throws io.alphafair.InvalidInputException if a backend or benchmark is unknown or there is nothing to resume
     * @throws IOException if a file cannot be written
     * @throws RunnerException if JMH cannot run; what is finished stays for {@code resume}
     */
    public Outcome run() throws IOException, RunnerException {
        List<Cell> cells = options.select(request.profile().cells());
        List<Cell> races = options.select(request.profile().races());
        options.requireSense(Stream.concat(cells.stream(), races.stream()).toList());
        ForkProbe.Answer fork = ForkProbe.ask(options.forkJvm(), options.forkFlags());
        requireKnown(cells, fork.backends());
        UnfinishedRun run = open();
        progress.say("run " + run.folder().getFileName() + ": " + cells.size() + " cells, " + races.size()
                + " races; the forks' output goes to its "
                + run.log().getFileName());
        List<RaceResult> raced = new RaceSection(options, progress, request.profile().raceMillis()).run(run, races);
        List<CellResult> results = measure(run, cells, fork.backends());
        Peers peers = request.peers()
                ? PeerRun.ofAll(new JavaCommand(options.forkJvm(), options.forkFlags()), progress::say)
                        .run(PeerRun.PROBLEMS)
                : Peers.NONE;
        Optional<RegretReport> auto = new AutoSection(options, progress).run(run, request.profile());
        Environment environment = environment(run.header(), fork);
        RunRecord record = RunRecord.of(environment, results).withRaces(raced).withPeers(peers);
        Map<String, String> rendered = new HashMap<>();
        rendered.put(MarkdownTable.FILE, MarkdownTable.of(record) + auto.map(RegretTable::of).orElse(""));
        auto.ifPresent(report -> rendered.put(RegretReport.FILE, Json.text(report)));
        Path folder = RecordFolder.finish(run, record, rendered);
        List<Verdict> verdicts = Stream.concat(results.stream().map(CellResult::verdict),
                peers.rows().stream().map(Peers.Row::verdict)).toList();
        long finished = raced.stream().filter(result -> result.reason().isEmpty()).count();
        long failed = auto.filter(report -> !report.failure().isEmpty()).isPresent() ? 1 : 0;
        return new Outcome(folder, count(verdicts, Verdict.MATCHED), count(verdicts, Verdict.MISMATCHED),
                count(verdicts, Verdict.FAILED) + failed, count(verdicts, Verdict.UNAVAILABLE), finished,
                raced.size() - finished);
    }

    private static void requireKnown(List<Cell> cells, List<BackendInfo> backends) {
        List<String> known = backends.stream().map(BackendInfo::name).toList();
        for (Cell cell : cells) {
            boolean peer = Question.of(cell.benchmark()).stream()
                    .anyMatch(question -> question.peers().contains(cell.backend()));
            if (!peer && !known.contains(cell.backend())) {
                throw new UnknownBackendException(cell.backend(), known);
            }
        }
    }

    private UnfinishedRun open() throws IOException {
        Instant now = now();
        Git git = Git.ofThisCode();
        Machine machine = Machine.here();
        UnfinishedRun.Header header = new UnfinishedRun.Header(
                now.atOffset(ZoneOffset.UTC).toLocalDate() + "-" + machine.slug() + "-" + git.shortSha(),
                request.profile().label(), request.jmhOptions(), git, machine, now.toString(), 0);
        return request.resume()
                ? UnfinishedRun.resume(request.results(), header)
                : UnfinishedRun.begin(request.results(), header);
    }

    private List<CellResult> measure(UnfinishedRun run, List<Cell> cells, List<BackendInfo> backends)
            throws IOException, RunnerException {
        Map<Cell, CellResult> kept = new HashMap<>();
        for (Cell cell : cells) {
            run.find(cell).ifPresent(result -> kept.put(cell, result));
        }
        progress.begin(cells.size(), kept.size());
        List<CellResult> results = new ArrayList<>();
        try (OutputStream file = Files.newOutputStream(run.log(), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND); PrintStream log = new PrintStream(file, true, StandardCharsets.UTF_8)) {
            CellRunner runner = new CellRunner(options, effort, log);
            for (Cell cell : cells) {
                CellResult result = kept.get(cell);
                if (result == null) {
                    progress.started(cell);
                    long start = System.nanoTime();
                    Optional<CellResult> without = unavailable(cell, backends);
                    result = without.isPresent() ? without.get() : runner.run(cell);
                    run.keep(result);
                    progress.finished(result, Duration.ofNanos(System.nanoTime() - start));
                }
                results.add(result);
            }
        } finally {
            progress.end();
        }
        return results;
    }

    /** A backend of which the forks' JVM says that it cannot run needs no fork to say so again. */
    private static Optional<CellResult> unavailable(Cell cell, List<BackendInfo> backends) {
        return backends.stream().filter(backend -> backend.name().equals(cell.backend()) && !backend.available())
                .map(backend -> CellResult.without(cell, Verdict.UNAVAILABLE, backend.reason())).findFirst();
    }

    private Environment environment(UnfinishedRun.Header header, ForkProbe.Answer fork) {
        return new Environment(Environment.SCHEMA,
                new Environment.Run(header.profile(), request.command(), header.start(), now().toString(),
                        header.interruptions(), header.machine().cpus(), effort.forks(), effort.warmups(),
                        effort.warmupMillis(), effort.iterations(), effort.millis(), Version.getPlainVersion()),
                header.git(), header.machine(), fork.jdk(), fork.vectorBits(), fork.backends());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static long count(List<Verdict> verdicts, Verdict verdict) {
        return verdicts.stream().filter(each -> each == verdict).count();
    }
}
