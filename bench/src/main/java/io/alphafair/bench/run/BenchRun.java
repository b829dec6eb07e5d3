package io.alphafair.bench.run;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.Availability;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Forks;
import io.alphafair.bench.measure.JmhTaker.Side;
import io.alphafair.bench.measure.Probe;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.measure.SubjectException;
import io.alphafair.bench.plan.JmhOptions;
import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.plan.Selection;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.subject.Subjects;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.util.Version;

/** A run from its first session, or the first that is missing, to its record. */
public final class BenchRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * What is asked for.
     *
     * @param resume whether to go on with a run that was killed
     * @param peers whether what people use today is measured too
     * @param results where records lie
     * @param limit how long it may take; empty if it may take as long as it takes
     * @param jmhOptions what followed {@code --}
     * @param command the command line, folders left out
     */
    public record Request(Profile profile, boolean resume, boolean peers, Path results, Optional<Duration> limit,
            List<String> jmhOptions, String command) {}

    /** A record's folder, and what is in it. */
    public record Outcome(Path folder, Run run) {}

    private final Request request;
    private final Progress progress;
    private final JmhOptions options;
    private final Selection selection;
    private final Budget budget;
    private final Choices choices = new Choices();

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
     * @throws InvalidInputException if a backend or benchmark is unknown, no JVM starts with these flags, or there is nothing
     *             to resume
     * @throws IOException if a file cannot be written; what is finished stays for {@code resume}
     */
    public Outcome run(Function<Run, Map<String, String>> rendered) throws IOException {
        List<Planned> plan = select(request.profile().plan(request.peers()));
        Probe probe = probe();
        requireOneAvailable(probe.backends());
        if (budget.next(plan).isEmpty()) {
            throw new InvalidInputException("the time is too short for the first measurement, " + plan.getFirst()
                    + ": expected more --minutes");
        }
        RunFolder folder = folder(request.jmhOptions(), Git.ofThisCode());
        progress.say("run " + folder.header().name() + ": " + plan.size() + " sessions; the log is "
                + folder.log());
        Run run = measure(plan, Subjects.ofThisCode(), probe, folder);
        return new Outcome(folder.finish(run, rendered.apply(run)), run);
    }

    /** Of the backends that were asked for one must run here. */
    private void requireOneAvailable(List<BackendInfo> backends) {
        List<String> names = asked().stream().map(Id::name).toList();
        List<BackendInfo> asked = backends.stream().filter(backend -> names.contains(backend.name())).toList();
        if (!asked.isEmpty() && asked.stream().noneMatch(BackendInfo::available)) {
            throw new BackendUnavailableException(asked.getFirst().name(), Availability.no(asked.getFirst().reason()));
        }
    }

    /** Backends that were asked for by name, or that the profile is about. */
    private List<Id> asked() {
        List<Id> named = selection.named();
        return named.isEmpty() ? request.profile().needs().stream().toList() : named;
    }

    /** What the options leave of these sessions. */
    List<Planned> select(List<Planned> plan) {
        return selection.of(plan);
    }

    /** Asks a JVM like those in which something will be measured; backends that were asked for must be known there. */
    Probe probe() {
        Probe probe;
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            probe = forks(nowhere).probe();
        } catch (SubjectException e) {
            throw new InvalidInputException("a JVM with the flags " + String.join(" ", options.java().flags())
                    + " does not start: " + e.getMessage(), e);
        }
        List<String> known = probe.backends().stream().map(BackendInfo::name).toList();
        for (Id id : asked()) {
            if (!known.contains(id.name())) {
                throw new UnknownBackendException(id.path(), known);
            }
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

    /** The folder in which the run begins or goes on. */
    RunFolder folder(List<String> identity, Git git) throws IOException {
        RunFolder.Header header = header(identity, git);
        return request.resume()
                ? RunFolder.resume(request.results(), header)
                : RunFolder.begin(request.results(), header);
    }

    RunFolder.Header header(List<String> identity, Git git) {
        Machine machine = Machine.here();
        Instant now = now();
        return new RunFolder.Header(now.atOffset(ZoneOffset.UTC).toLocalDate() + "-" + machine.slug() + "-"
                + git.shortSha(), request.profile().label(), identity, git, machine, now.toString(), 0);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Measures what is not measured yet. */
    Run measure(List<Planned> plan, Subjects subjects, Probe probe, RunFolder folder) throws IOException {
        List<String> leftOut = new ArrayList<>();
        List<Session> sessions;
        try (PrintStream log = new PrintStream(
                Files.newOutputStream(folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND), true,
                StandardCharsets.UTF_8);
                Engine engine = new Engine(forks(log), progress::passing)) {
            sessions = sessions(plan, subjects, engine, folder, leftOut);
        } finally {
            progress.end();
        }
        RunFolder.Header header = folder.header();
        return new Run(new Environment(Environment.SCHEMA,
                new Environment.Run(header.profile(), request.command(), header.start(), now().toString(),
                        header.interruptions(), header.machine().cpus(), Version.getPlainVersion()),
                header.git(), header.machine(), probe.jdk(), probe.backends(), probe.devices()), sessions, leftOut);
    }

    private List<Session> sessions(List<Planned> plan, Subjects subjects, Engine engine, RunFolder folder,
            List<String> leftOut) throws IOException {
        List<Session> sessions = new ArrayList<>();
        progress.begin(plan.size());
        for (int place = 0; place < plan.size(); place++) {
            Planned planned = plan.get(place);
            Optional<Session> kept = folder.find(planned.key());
            if (kept.isPresent()) {
                sessions.add(kept.get());
                progress.finished(planned.toString(), "kept", false, Duration.ZERO);
                continue;
            }
            // What is left out is the end of the plan: nothing after it is measured, even if it would take less time.
            Optional<Schedule> how = leftOut.isEmpty()
                    ? budget.next(plan.subList(place, plan.size()))
                    : Optional.empty();
            if (how.isEmpty()) {
                leftOut.add(planned.toString());
                progress.finished(planned.toString(), "left out, there is no time for it", true, Duration.ZERO);
                continue;
            }
            List<Subject> taking = planned.subjects().stream().map(subjects::find).toList();
            long start = System.nanoTime();
            Session session = engine.run(planned.question(), planned.problem(), taking, how.get());
            budget.spent(planned, how.get(), Duration.ofNanos(System.nanoTime() - start));
            if (planned.isWarmUp()) {
                progress.finished(planned.toString(), "warmed up", false,
                        budget.estimate(plan.subList(place + 1, plan.size())));
                continue;
            }
            if (how.get().place() == Place.SHARED_FORK) {
                session = session.with(choices.of(planned.problem()));
            }
            folder.keep(session);
            sessions.add(session);
            progress.finished(planned.toString(), outcome(session), !session.faults().isEmpty(),
                    budget.estimate(plan.subList(place + 1, plan.size())));
        }
        return sessions;
    }

    private static String outcome(Session session) {
        return session.reason().isEmpty()
                ? session.series().stream().map(series -> series.subject() + " " + outcome(series, session))
                        .collect(Collectors.joining(", "))
                : Verdict.FAILED.text() + ": " + session.reason();
    }

    private static String outcome(Series series, Session session) {
        if (series.isMeasured()) {
            return series.of(session.metrics().getFirst())
                    .map(summary -> String.format(Locale.ROOT, "%,.1f ns", summary.median())).orElse("");
        }
        return series.verdict() == Verdict.MATCHED
                ? "not settled"
                : series.verdict().text() + ": " + series.reason();
    }
}
