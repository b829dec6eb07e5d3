package io.alphafair.bench.run;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.compare.Judge;
import io.alphafair.bench.measure.Probe;
import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.process.OtherCommit;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.subject.Subjects;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Another commit and the code that runs now, measured by turns: for each cell first a fork of the one, then one of the other,
 * and so on, so that changes of the machine's speed affect both alike. Two records come of it.
 */
public final class InterleavedRun {
    /** Warm-up of each fork, by JMH alone: other commits may know no settling, and both sides must be treated alike. */
    private static final int WARMUP_MILLIS = 3000;

    /**
     * The records.
     *
     * @param before of the other commit
     * @param after of the code that runs now
     */
    public record Outcome(BenchRun.Outcome before, BenchRun.Outcome after) {}

    private final BenchRun.Request request;
    private final String ref;
    private final Path code;
    private final List<String> build;
    private final Progress progress;
    private final BenchRun own;

    /**
     * @param ref names the other commit
     * @throws InvalidInputException if a JMH option is refused
     */
    public InterleavedRun(BenchRun.Request request, String ref, Progress progress) {
        this(request, ref, Git.codeFolder(), OtherCommit.maven(Git.codeFolder()), progress);
    }

    /**
     * @param code a folder in the repository
     * @param build the command that makes the other commit's jar
     */
    InterleavedRun(BenchRun.Request request, String ref, Path code, List<String> build, Progress progress) {
        this.request = request;
        this.ref = ref;
        this.code = code;
        this.build = build;
        this.progress = progress;
        this.own = new BenchRun(request, progress);
    }

    /**
     * Builds, measures and writes both records.
     *
     * @param rendered makes further files of a record by name, from its run
     * @throws InvalidInputException if the commit, a backend or a benchmark is unknown
     * @throws IOException if the commit cannot be built, or a file cannot be written
     */
    public Outcome run(Function<Run, Map<String, String>> rendered) throws IOException {
        List<Planned> cells = own.select(request.profile().plan(false, request.own()).stream()
                .filter(planned -> planned.how().turn() instanceof Turn.JmhFork).map(InterleavedRun::withEnoughEffort)
                .toList());
        Probe probe = own.probe();
        if (!request.resume()) {
            own.requireTime(cells.stream().map(cell -> ofBoth(cell, ref)).toList());
        }
        Git now = Git.ofThisCode();
        progress.say("building " + ref + " in a temporary worktree");
        try (OtherCommit other = OtherCommit.build(code, ref, build, progress::passing)) {
            progress.end();
            progress.say("before " + other.name() + ", after " + now.shortSha()
                    + (now.dirty() ? " with changes that are not committed, which are measured too" : "") + ": "
                    + cells.size() + (cells.size() == 1 ? " problem" : " problems")
                    + ", forks of both commits by turns");
            List<Planned> plan = cells.stream().map(cell -> ofBoth(cell, other.name())).toList();
            RunFolder folder = own.folder(plan, List.of("--compare-with " + other.sha()), now, probe);
            try (FileChannel _ = folder.lock()) {
                Run both = own.measure(plan, new Subjects(Map.of(other.name(), own.sideOf(other.jar(), other.name()))),
                        probe, folder);
                return write(folder, both, other, rendered);
            }
        }
    }

    /** Forks for a verdict, and enough warm-up; options still win. */
    static Planned withEnoughEffort(Planned cell) {
        Turn.JmhFork turn = (Turn.JmhFork) cell.how().turn();
        int forks = Math.max(cell.how().leastRounds(), Judge.ENOUGH_FORKS);
        int warmups = Math.max(turn.warmups(), Math.ceilDiv(WARMUP_MILLIS, turn.warmupMillis()));
        return new Planned(cell.question(), cell.problem(), cell.subjects(),
                new Schedule(new Turn.JmhFork(warmups, turn.warmupMillis(), turn.iterations(), turn.millis(), 0),
                        cell.how().place(), forks, forks, cell.how().limitMillis()));
    }

    private static Planned ofBoth(Planned cell, String commit) {
        List<Id> both = cell.subjects().stream().flatMap(id -> Stream.of(id.at(commit), id)).toList();
        return new Planned(cell.question(), cell.problem(), both, cell.how());
    }

    private Outcome write(RunFolder folder, Run both, OtherCommit other, Function<Run, Map<String, String>> rendered)
            throws IOException {
        Git git = new Git(other.sha(), false, "", "checkout");
        Run before = ofCommit(both, other.name(), git);
        Run after = ofCommit(both, "", folder.header().git());
        RunFolder earlier = RunFolder.begin(request.results(),
                own.header(List.of(), git));
        return new Outcome(new BenchRun.Outcome(earlier.finish(before, rendered.apply(before)), before),
                new BenchRun.Outcome(folder.finish(after, rendered.apply(after)), after));
    }

    /** What one commit did, under its subjects' plain names. */
    private static Run ofCommit(Run both, String commit, Git git) {
        List<Session> sessions = new ArrayList<>();
        for (Session session : both.sessions()) {
            List<Series> series = session.series().stream().filter(own -> own.subject().commit().equals(commit))
                    .map(own -> own.as(own.subject().at(""))).toList();
            sessions.add(session.with(series, session.ratios().stream()
                    .filter(ratio -> ratio.subject().commit().equals(commit) && ratio.against().commit().equals(commit))
                    .map(ratio -> ratio.as(ratio.subject().at(""), ratio.against().at(""))).toList()));
        }
        Environment environment = both.environment();
        return new Run(new Environment(environment.schema(), environment.run(), git, environment.machine(),
                environment.jdk(), commit.isEmpty() ? environment.backends() : backends(sessions, environment),
                environment.devices()), sessions, both.leftOut());
    }

    /** What the forks of another commit have told of its backends. */
    private static List<BackendInfo> backends(List<Session> sessions, Environment now) {
        List<BackendInfo> backends = new ArrayList<>();
        for (BackendInfo info : now.backends()) {
            sessions.stream().flatMap(session -> session.series().stream())
                    .filter(series -> series.subject().name().equals(info.name()))
                    .min(Comparator.comparing(Series::verdict)).ifPresent(best -> {
                        boolean ran = best.verdict() == Verdict.MATCHED;
                        backends.add(new BackendInfo(info.name(), info.summary(), ran, best.reason(),
                                ran ? best.what() : ""));
                    });
        }
        return backends;
    }
}
