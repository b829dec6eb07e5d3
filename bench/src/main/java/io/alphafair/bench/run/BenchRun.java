package io.alphafair.bench.run;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.Availability;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Forks;
import io.alphafair.bench.measure.JmhTaker.Side;
import io.alphafair.bench.measure.Probe;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.plan.JmhOptions;
import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.plan.Selection;
import io.alphafair.bench.process.AtEnd;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.Unit;
import io.alphafair.bench.subject.BackendSubject;
import io.alphafair.bench.subject.Subjects;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.util.Version;

/** A run from its first session, or the first that is missing, to its record. */
public final class BenchRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * What is asked for.
     *
     * @param resume whether to go on with a run that was killed
     * @param peers whether what people use today is measured too
     * @param own a user's data, which are measured first; empty if there are none
     * @param results where records lie
     * @param limit how long it may take; empty if it may take as long as it takes
     * @param jmhOptions what followed {@code --}
     * @param command the command line, folders left out
     */
    public record Request(Profile profile, boolean resume, boolean peers, Optional<Problem> own, Path results,
            Optional<Duration> limit,
            List<String> jmhOptions, String command) {}

    /** A record's folder, and what is in it. */
    public record Outcome(Path folder, Run run) {}

    private final Request request;
    private final Progress progress;
    private final JmhOptions options;
    private final Selection selection;
    private final Budget budget;
    /** Subjects that cannot run here, with their reason: lines of progress repeat the subject only. */
    private final Set<String> absent = new HashSet<>();

    /** @throws InvalidInputException if a JMH option is refused */
    public BenchRun(Request request, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.options = new JmhOptions(request.jmhOptions());
        this.selection = new Selection(options);
        this.budget = new Budget(request.limit(), System::nanoTime);
    }

    /**
     * Measures what is not measured yet and writes the record. What stops every measurement is found before anything is
     * written.
     *
     * @param rendered makes further files by name, from the run
     * @throws BackendUnavailableException if nothing that was asked for can run here
     * @throws InvalidInputException if a backend or benchmark is unknown, no JVM starts with these flags, there is nothing to
     *             resume or another process does it, or the time is too short for anything
     * @throws IOException if a file cannot be written; what is finished stays for {@code resume}
     */
    public Outcome run(Function<Run, Map<String, String>> rendered) throws IOException {
        List<Planned> plan = select(request.profile().plan(request.peers(), request.own()));
        Probe probe = probe();
        RunFolder folder = folder(plan, List.of(), Git.ofThisCode(), probe);
        try (FileChannel _ = folder.lock()) {
            progress.say("run " + folder.header().name() + ": " + plan.size() + " sessions; the log is "
                    + folder.log());
            Run run = measure(plan, Subjects.ofThisCode(), probe, folder);
            return new Outcome(folder.finish(run, rendered.apply(run)), run);
        }
    }

    /** What the options leave of these sessions. */
    List<Planned> select(List<Planned> plan) {
        return selection.of(plan);
    }

    /**
     * Asks a JVM like those in which something will be measured. Backends that were asked for by name, or that the profile is
     * about, must be known, and one of them must run there.
     */
    Probe probe() {
        List<Id> named = selection.named();
        List<Id> asked = named.isEmpty() ? request.profile().needs().stream().toList() : named;
        asked.forEach(BackendSubject::requireKnown);
        Probe probe;
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            probe = forks(nowhere).probe();
        } catch (SubjectException e) {
            throw new InvalidInputException("a JVM with the flags " + String.join(" ", options.java().flags())
                    + " does not start: " + e.getMessage(), e);
        }
        List<String> names = asked.stream().map(Id::name).toList();
        List<BackendInfo> backends = probe.backends().stream().filter(backend -> names.contains(backend.name()))
                .toList();
        if (!backends.isEmpty() && backends.stream().noneMatch(BackendInfo::available)) {
            throw new BackendUnavailableException(backends.getFirst().name(),
                    Availability.no(backends.getFirst().reason()));
        }
        return probe;
    }

    private Forks forks(PrintStream log) {
        return new Forks(options.java(), ForkMain.class, options.passedOn(), log, PATIENCE);
    }

    /** How JMH of another jar is started, with the same options. */
    Side sideOf(Path jar, String name) {
        JavaCommand java = options.java();
        return new Side(Side.launch(java.executable(), jar.toString()), java.flags(), options.passedOn(), name);
    }

    /**
     * The folder in which the run begins or goes on, if there is time for a session that is missing. A record tells one JVM and
     * one way to run of each backend, so that it goes on only with these.
     */
    RunFolder folder(List<Planned> plan, List<String> identity, Git git, Probe probe) throws IOException {
        RunFolder.Header header = header(
                Stream.of(identity, probe.identity()).flatMap(List::stream).toList(), git);
        if (!request.resume()) {
            requireTime(plan);
            return RunFolder.begin(request.results(), header);
        }
        RunFolder unfinished = RunFolder.unfinished(request.results(), header);
        requireTime(missing(plan, unfinished));
        return unfinished.resumed();
    }

    /** Of sessions that are still to be measured there must be time for the first. */
    void requireTime(List<Planned> missing) {
        if (!missing.isEmpty() && budget.next(missing).isEmpty()) {
            throw new InvalidInputException("the time is too short for the first measurement, " + missing.getFirst()
                    + ": expected more --minutes");
        }
    }

    RunFolder.Header header(List<String> identity, Git git) {
        Machine machine = Machine.here();
        Instant now = now();
        List<String> all = new ArrayList<>(identity);
        if (request.peers()) {
            all.add("--peers");
        }
        request.own().ifPresent(problem -> all.add(problem.params().toString()));
        all.addAll(request.jmhOptions());
        return new RunFolder.Header(now.atOffset(ZoneOffset.UTC).toLocalDate() + "-" + machine.slug() + "-"
                + git.shortSha(), request.profile().label(), request.command(), all, git, machine, now.toString(), 0);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The sessions of which the folder has no result, or one that failed; warm-ups only for sessions that need them. */
    private static List<Planned> missing(List<Planned> plan, RunFolder folder) throws IOException {
        List<Planned> missing = new ArrayList<>();
        for (Planned planned : plan) {
            if (planned.isWarmUp() || folder.find(planned.key()).filter(kept -> !kept.hasFailed()).isEmpty()) {
                missing.add(planned);
            }
        }
        if (missing.stream().allMatch(planned -> planned.isWarmUp() || planned.how().place() != Place.SHARED_FORK)) {
            missing.removeIf(Planned::isWarmUp);
        }
        return missing;
    }

    /** Measures what is not measured yet. */
    Run measure(List<Planned> plan, Subjects subjects, Probe probe, RunFolder folder) throws IOException {
        List<String> leftOut;
        try (PrintStream log = new PrintStream(
                Files.newOutputStream(folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND), true,
                StandardCharsets.UTF_8);
                Engine engine = new Engine(forks(log), progress::passing)) {
            leftOut = measure(missing(plan, folder), subjects, engine, folder);
        } finally {
            progress.end();
        }
        if (!leftOut.isEmpty()) {
            progress.say(leftOut.size()
                    + " left out because of --minutes, the last of the profile's list; the record names them. "
                    + "The first is " + leftOut.getFirst());
        }
        List<Session> sessions = new ArrayList<>();
        for (Planned planned : plan) {
            folder.find(planned.key()).ifPresent(sessions::add);
        }
        RunFolder.Header header = folder.header();
        return new Run(new Environment(Environment.SCHEMA,
                new Environment.Run(header.profile(), header.command(), header.start(), now().toString(),
                        header.interruptions(), Version.getPlainVersion()),
                header.git(), header.machine(), probe.jdk(), probe.backends(), probe.devices()), sessions, leftOut);
    }

    /** Measures these and keeps what comes of them; returns what the time did not suffice for. */
    private List<String> measure(List<Planned> missing, Subjects subjects, Engine engine, RunFolder folder)
            throws IOException {
        List<String> leftOut = new ArrayList<>();
        progress.begin(missing.size());
        for (int place = 0; place < missing.size(); place++) {
            Planned planned = missing.get(place);
            Optional<Schedule> how = budget.next(missing.subList(place, missing.size()));
            if (how.isEmpty()) {
                // What is left out is the end of the plan: nothing after it is measured, even if it would take less time.
                missing.subList(place, missing.size()).stream().filter(late -> !late.isWarmUp()).map(Planned::toString)
                        .forEach(leftOut::add);
                break;
            }
            long start = System.nanoTime();
            Session session = engine.run(planned.question(), planned.problem(),
                    planned.subjects().stream().map(subjects::find).toList(), how.get());
            if (AtEnd.hasBegun()) {
                throw new IOException("this program was asked to end while it measured " + planned);
            }
            budget.spent(planned, how.get(), Duration.ofNanos(System.nanoTime() - start));
            if (!planned.isWarmUp()) {
                folder.keep(session);
            }
            progress.finished(planned.toString(), outcome(session), !session.faults().isEmpty(),
                    budget.estimate(missing.subList(place + 1, missing.size())));
        }
        return leftOut;
    }

    private String outcome(Session session) {
        return session.reason().isEmpty()
                ? session.series().stream().map(series -> series.subject() + " " + outcome(series, session))
                        .collect(Collectors.joining(", "))
                : Verdict.FAILED.text() + ": " + session.reason();
    }

    private String outcome(Series series, Session session) {
        if (series.isMeasured()) {
            return series.of(session.metrics().getFirst())
                    .map(summary -> Unit.NANOS.text(summary.median())).orElse("");
        }
        if (series.verdict() == Verdict.UNAVAILABLE && !absent.add(series.subject() + " " + series.reason())) {
            return Verdict.UNAVAILABLE.text();
        }
        return series.verdict() == Verdict.MATCHED
                ? "left out: " + String.join("; ", new LinkedHashSet<>(series.unsettled()))
                : series.verdict().text() + ": " + series.reason();
    }
}
