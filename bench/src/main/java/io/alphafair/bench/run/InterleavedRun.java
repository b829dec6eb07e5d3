package io.alphafair.bench.run;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Judge;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.ForkProbe;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.UnfinishedRun;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Another commit and the code that runs now, measured by turns: of each cell a fork of the one, then a fork of the other,
 * and so on, so that the machine's drift hits both alike. Two records come of it.
 */
public final class InterleavedRun {
    /**
     * What is asked for.
     *
     * @param ref names the other commit
     * @param results where records lie
     * @param jmhOptions what followed {@code --}
     * @param command the command line, folders left out
     */
    public record Request(String ref, Profile profile, Path results, List<String> jmhOptions, String command) {}

    /**
     * The records' folders.
     *
     * @param before of the other commit
     * @param after of the code that runs now
     */
    public record Outcome(Path before, Path after) {}

    private final Request request;
    private final Path code;
    private final List<String> build;
    private final Progress progress;
    private final JmhOptions options;
    private final Effort effort;

    /** @throws io.alphafair.InvalidInputException if a JMH option is refused */
    public InterleavedRun(Request request, Progress progress) {
        this(request, Git.codeFolder(), OtherCommit.MAVEN, progress);
    }

    /**
     * @param code a folder in the repository
     * @param build the command that makes the other commit's jar
     */
    InterleavedRun(Request request, Path code, List<String> build, Progress progress) {
        this.request = request;
        this.code = code;
        this.build = build;
        this.progress = progress;
        this.options = new JmhOptions(request.jmhOptions());
        Effort profile = request.profile().effort();
        this.effort = options.effort(profile.withForks(Math.max(profile.forks(), Judge.ENOUGH_FORKS)));
    }

    /**
     * Builds, measures and writes both records; nothing is written unless all of it is measured.
     *
     * @throws io.alphafair.InvalidInputException if the commit, a backend or a benchmark is unknown
     * @throws IOException if the commit cannot be built or measured, or a file not be written
     * @throws RunnerException if JMH cannot run
     */
    public Outcome run() throws IOException, RunnerException {
        List<Cell> cells = options.select(request.profile().cells());
        options.requireSense(cells, false);
        JavaCommand java = options.java();
        BenchRun.requireKnown(cells, ForkProbe.ask(java).backends());
        Machine machine = Machine.here();
        try (OtherCommit other = OtherCommit.build(code, request.ref(), build, progress);
                Side before = new Side(other.git(), java.withClassPath(other.jar().toString()));
                Side after = new Side(Git.ofThisCode(), java)) {
            if (cells.stream().allMatch(cell -> before.without(cell).isPresent())) {
                throw new InvalidInputException("--compare-with " + request.ref() + ": of the " + cells.size()
                        + " cells that commit can run none (" + before.without(cells.getFirst()).orElseThrow().reason()
                        + "); choose others with patterns or -p backend=, or another commit");
            }
            say(before, after, cells.size());
            measure(cells, List.of(before, after), other.log());
            return new Outcome(write(before, machine), write(after, machine));
        }
    }

    private void say(Side before, Side after, int cells) {
        progress.say("before " + before.git().shortSha() + ", after " + after.git().shortSha()
                + (after.git().dirty() ? " with changes that are not committed, which are measured too" : "") + ": "
                + cells + " cells, " + effort.forks() + " forks of each by turns"
                + (effort.forks() < Judge.ENOUGH_FORKS
                        ? "; fewer than " + Judge.ENOUGH_FORKS + " are never more than AMBIGUOUS, -- -f 10 makes it ten"
                        : ""));
    }

    private void measure(List<Cell> cells, List<Side> sides, Path logFile) throws IOException, RunnerException {
        progress.begin(cells.size(), 0);
        try (OutputStream file = Files.newOutputStream(logFile);
                PrintStream log = new PrintStream(file, true, StandardCharsets.UTF_8)) {
            CellRunner runner = new CellRunner(options, effort, log);
            for (Cell cell : cells) {
                progress.started(cell);
                long start = System.nanoTime();
                byTurns(runner, cell, sides);
                List<CellResult> results = sides.stream().map(Side::last).toList();
                progress.finished(cell,
                        results.stream().map(Progress::outcome).collect(Collectors.joining(", then ")),
                        results.stream().anyMatch(result -> result.verdict() != Verdict.MATCHED),
                        Optional.of(Duration.ofNanos(System.nanoTime() - start)));
            }
        } finally {
            progress.end();
        }
    }

    /** What one side cannot do, the other is still measured at: the comparison lists what only one of them has. */
    private void byTurns(CellRunner runner, Cell cell, List<Side> sides) throws RunnerException {
        List<List<CellRunner.Runs>> runs = new ArrayList<>();
        for (Side side : sides) {
            runs.add(new ArrayList<>(side.without(cell).map(CellRunner.Runs::without).stream().toList()));
        }
        for (int fork = 1; fork <= effort.forks(); fork++) {
            for (int place = 0; place < sides.size(); place++) {
                List<CellRunner.Runs> own = runs.get(place);
                if (own.stream().allMatch(run -> run.failed().isEmpty())) {
                    sides.get(place).begin(BenchRun.now());
                    own.add(runner.fork(cell, sides.get(place).classPath()));
                }
            }
        }
        for (int place = 0; place < sides.size(); place++) {
            sides.get(place).keep(CellRunner.merged(cell, runs.get(place)));
        }
    }

    private Path write(Side side, Machine machine) throws IOException {
        UnfinishedRun run = UnfinishedRun.begin(request.results(), BenchRun.header(request.profile(),
                request.jmhOptions(), side.git(), machine, side.begun().orElseGet(BenchRun::now)));
        return BenchRun.finish(run, RunRecord
                .of(BenchRun.environment(run.header(), request.command(), effort, side.fork()), side.results()));
    }
}
