package io.alphafair.bench.run;

import io.alphafair.backend.Availability;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.bench.Question;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.ForkProbe;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.RecordFolder;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.UnfinishedRun;
import io.alphafair.bench.record.Validation;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.HtmlReport;
import io.alphafair.bench.report.MarkdownReport;
import io.alphafair.bench.report.MarkdownTable;
import io.alphafair.bench.report.NamedRun;
import io.alphafair.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
     * @throws BackendUnavailableException if the profile is about a GPU and there is none
     * @throws io.alphafair.InvalidInputException if a backend or benchmark is unknown or there is nothing to resume
     * @throws IOException if a file cannot be written
     * @throws RunnerException if JMH cannot run; what is finished stays for {@code resume}
     */
    public Outcome run() throws IOException, RunnerException {
        List<Cell> cells = options.select(request.profile().cells());
        List<Cell> races = options.select(request.profile().races());
        List<Cell> gpuRaces = options.select(request.profile().gpuRaces());
        boolean auto = request.profile().regretGrid().isPresent() && options.includes(AutoSection.NAME);
        boolean peers = request.peers() || request.profile().needsGpu() && options.includes(PeerSection.NAME);
        options.requireSense(Stream.of(cells, races, gpuRaces).flatMap(List::stream).toList(),
                auto || peers && options.includes(PeerSection.NAME));
        JavaCommand java = options.java();
        ForkProbe.Answer fork = ForkProbe.ask(java);
        requireKnown(cells, fork.backends());
        if (request.profile().needsGpu()) {
            requireGpu(fork.backends());
        }
        UnfinishedRun run = open();
        progress.say("run " + run.folder().getFileName() + ": " + (races.size() + gpuRaces.size()) + " races, "
                + cells.size() + " cells" + (peers ? ", peers" : "") + (auto ? ", auto" : "")
                + "; the forks' output goes to its " + run.log().getFileName());
        Optional<GpuReport> gpu = gpuRaces.isEmpty()
                ? Optional.empty()
                : Optional.of(new GpuSection(java, progress, request.profile().raceMillis()).run(run, gpuRaces));
        List<RaceResult> raced = new RaceSection(java, progress, request.profile().raceMillis()).run(run, races);
        List<CellResult> results = new CellSection(options, effort, progress, fork.backends()).run(run, cells);
        Peers peerRows = peers
                ? new PeerSection(java, progress, request.profile().needsGpu()).run(run)
                : Peers.NONE;
        Optional<RegretReport> regret = auto
                ? Optional.of(new AutoSection(java, progress, request.profile().regretGrid().orElseThrow()).run(run))
                : Optional.empty();
        RunRecord record = RunRecord.of(environment(run.header(), request.command(), effort, fork), results)
                .withRaces(raced).withPeers(peerRows).withAuto(regret).withGpu(gpu);
        return outcome(finish(run, record), record);
    }

    /** The record with all that is rendered from it, in its place. */
    static Path finish(UnfinishedRun run, RunRecord record) throws IOException {
        Report report = Report
                .of(List.of(new NamedRun(run.header().name(), run.header().machine().cpu(), record)));
        return RecordFolder.finish(run, record, Map.of(MarkdownTable.FILE, MarkdownTable.of(record),
                MarkdownReport.FILE, report.markdown(), HtmlReport.FILE, report.html()));
    }

    private static Outcome outcome(Path folder, RunRecord record) {
        List<Verdict> verdicts = Stream.concat(record.validation().skipped().stream().map(Validation.Skipped::verdict),
                record.peers().rows().stream().map(Peers.Row::verdict)).toList();
        List<RaceResult> races = Stream.concat(record.races().stream(),
                record.gpu().stream().flatMap(report -> report.problems().stream()).map(GpuReport.Problem::race))
                .toList();
        long raced = races.stream().filter(result -> result.reason().isEmpty()).count();
        long failed = record.auto().filter(report -> !report.failure().isEmpty()).isPresent() ? 1 : 0;
        return new Outcome(folder, record.jmh().size() + count(verdicts, Verdict.MATCHED),
                count(verdicts, Verdict.MISMATCHED),
                count(verdicts, Verdict.FAILED) + failed, count(verdicts, Verdict.UNAVAILABLE), raced,
                races.size() - raced);
    }

    static void requireKnown(List<Cell> cells, List<BackendInfo> backends) {
        List<String> known = backends.stream().map(BackendInfo::name).toList();
        for (Cell cell : cells) {
            if (!isPeer(cell) && !known.contains(cell.backend())) {
                throw new UnknownBackendException(cell.backend(), known);
            }
        }
    }

    /** Whether what it measures is no backend, as a solver. */
    static boolean isPeer(Cell cell) {
        return Question.of(cell.benchmark()).stream()
                .anyMatch(question -> question.peers().contains(cell.backend()));
    }

    private static void requireGpu(List<BackendInfo> backends) {
        BackendInfo gpu = backends.stream().filter(backend -> backend.name().equals(GpuReport.BACKEND)).findFirst()
                .orElseThrow(() -> new UnknownBackendException(GpuReport.BACKEND,
                        backends.stream().map(BackendInfo::name).toList()));
        if (!gpu.available()) {
            throw new BackendUnavailableException(gpu.name(), Availability.no(gpu.reason()));
        }
    }

    private UnfinishedRun open() throws IOException {
        Instant now = now();
        Git git = Git.ofThisCode();
        Machine machine = Machine.here();
        UnfinishedRun.Header header = header(request.profile(), request.jmhOptions(), git, machine, now);
        return request.resume()
                ? UnfinishedRun.resume(request.results(), header)
                : UnfinishedRun.begin(request.results(), header);
    }

    static UnfinishedRun.Header header(Profile profile, List<String> jmhOptions, Git git, Machine machine,
            Instant start) {
        return new UnfinishedRun.Header(
                start.atOffset(ZoneOffset.UTC).toLocalDate() + "-" + machine.slug() + "-" + git.shortSha(),
                profile.label(), jmhOptions, git, machine, start.toString(), 0);
    }

    static Environment environment(UnfinishedRun.Header header, String command, Effort effort, ForkProbe.Answer fork) {
        return new Environment(Environment.SCHEMA,
                new Environment.Run(header.profile(), command, header.start(), now().toString(),
                        header.interruptions(), header.machine().cpus(), effort.forks(), effort.warmups(),
                        effort.warmupMillis(), effort.iterations(), effort.millis(), Version.getPlainVersion()),
                header.git(), header.machine(), fork.jdk(), fork.vectorBits(), fork.backends(), fork.devices());
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static long count(List<Verdict> verdicts, Verdict verdict) {
        return verdicts.stream().filter(each -> each == verdict).count();
    }
}
