package io.alphafair.cli;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.measure.Probe;
import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Machine;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.subject.Gpu;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.openjdk.jmh.util.Version;

/**
 * Checks the GPU's answers and takes a first look at its times, within a limit. Hands over its record after each step and each
 * measured problem, so that little is lost where the process is killed.
 */
final class GpuCheck {
    private static final int LAUNCHES = 200;

    /**
     * How much is done.
     *
     * @param problems generated problems
     * @param tiedRows rows of the problems of equal entries
     * @param largest elements of the largest problem that is timed
     * @param limit all of it together; half of it is for the generated problems
     */
    record Effort(long problems, int tiedRows, long largest, Duration limit) {}

    /**
     * What was found, for sending back. Holds no host name, user name or path.
     *
     * @param schema the version of this layout
     * @param reason why the GPU cannot be used; empty if it can
     * @param steps what was checked, in order; after one that failed the rest is still tried
     * @param run the environment, and what was measured so far; nothing unless every check passed
     */
    record Result(int schema, String version, double seconds, String reason, List<Step> steps, Run run) {
        boolean allRight() {
            return reason.isEmpty() && steps.stream().allMatch(Step::passed);
        }
    }

    /**
     * A check.
     *
     * @param detail how much was checked, or what was wrong
     */
    record Step(String name, boolean passed, String detail, double seconds) {}

    private static final int SCHEMA = 3;

    private final long start = System.nanoTime();
    private final Effort effort;
    private final String command;
    private final Consumer<String> said;
    private final Consumer<Result> kept;
    private final String began = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private final Machine machine = Machine.here();
    private final Git git = Git.ofThisCode();
    private final Probe probe = Probe.here(Gpu::describe);
    private final String reason = probe.backends().stream()
            .filter(backend -> backend.name().equals(Gpu.BACKEND.name())).findFirst().map(BackendInfo::reason)
            .orElse("there is no such backend on the class path");
    private final List<Step> steps = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();

    /**
     * @param command the command line, for the record
     * @param said takes a line for each step
     * @param kept takes what was found so far, again and again
     */
    GpuCheck(Effort effort, String command, Consumer<String> said, Consumer<Result> kept) {
        this.effort = effort;
        this.command = command;
        this.said = said;
        this.kept = kept;
    }

    Result run() {
        if (reason.isEmpty()) {
            try (Backend backend = Backends.open(Gpu.BACKEND.name())) {
                said.accept("device      " + backend.description());
                check(backend);
            } catch (RuntimeException | LinkageError e) {
                // Opening or closing: what was found so far is still worth its record.
                step(steps.isEmpty() ? "open" : "close", () -> {
                    throw new IllegalStateException(e);
                });
            }
        }
        return keep();
    }

    private Result keep() {
        Environment environment = new Environment(Environment.SCHEMA,
                new Environment.Run("gpu-check", command, began,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        0, Version.getPlainVersion()),
                git, machine, probe.jdk(), probe.backends(), probe.devices());
        Result result = new Result(SCHEMA, io.alphafair.cli.Version.number(), seconds(), reason, List.copyOf(steps),
                new Run(environment, List.copyOf(sessions), List.of()));
        kept.accept(result);
        return result;
    }

    private void check(Backend backend) {
        step("golden", () -> GoldenProblems.forEach((name, items) -> BackendContract.check(backend, items))
                + " golden cases have the reference's answers");
        step("capped", () -> CappedGoldenProblems.check(backend)
                + " golden cases with caps have the reference's funded entries");
        step("ties", () -> ties(backend));
        step("generated", () -> InThisJvm.checkContract(backend, effort.problems,
                () -> seconds() < effort.limit.toSeconds() / 2.0));
        if (steps.stream().allMatch(Step::passed)) {
            step("times", this::times);
        }
    }

    /** Equal keys and equal values: every launch must find the lowest index. */
    private String ties(Backend backend) {
        try (Items one = Problems.make(Shape.TIED, effort.tiedRows, 8, 1, 1);
                Items grouped = Problems.make(Shape.TIED, effort.tiedRows, 3, Math.min(64, effort.tiedRows), 1)) {
            for (Items tied : List.of(one, grouped)) {
                BestItems expected = BackendContract.expected(tied);
                try (Prepared prepared = backend.prepare(tied)) {
                    for (int launch = 0; launch < LAUNCHES; launch += 2) {
                        // Asks twice.
                        BackendContract.check(backend.name(), prepared, expected);
                    }
                }
            }
        }
        return "2 x " + LAUNCHES + " launches over " + effort.tiedRows
                + " rows of equal entries found the lowest index";
    }

    /** The races of the profile gpu with the fewest rounds, as far as there is time. */
    private String times() {
        int left = 0;
        for (Planned race : Profile.GPU.plan(false)) {
            if (!(race.how().turn() instanceof Turn.Burst burst) || race.problem().elements() > effort.largest) {
                continue;
            }
            if (seconds() >= effort.limit.toSeconds()) {
                left++;
                continue;
            }
            Session session = InThisJvm.takeTurns(race.problem(), race.subjects(), withinLimit(race, burst));
            sessions.add(session);
            keep();
            if (!session.faults().isEmpty()) {
                throw new IllegalStateException(race.problem() + ": " + String.join("; ", session.faults()));
            }
        }
        return sessions.size() + " problems were measured"
                + (left == 0 ? "" : "; there was no time for the other " + left);
    }

    /** The fewest rounds; the subjects share what time is left to settle in. */
    private Schedule withinLimit(Planned race, Turn.Burst burst) {
        Schedule least = race.how().least();
        int share = (int) ((effort.limit.toMillis() - 1000 * seconds()) / race.subjects().size());
        return new Schedule(new Turn.Burst(burst.nanos(), Math.clamp(share, 1, burst.settleMillis())), least.place(),
                least.leastRounds(), least.mostRounds(), least.limitMillis());
    }

    private void step(String name, Callable<String> check) {
        double before = seconds();
        Step step;
        try {
            step = new Step(name, true, check.call(), seconds() - before);
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            step = new Step(name, false, e.toString().lines().findFirst().orElse(""), seconds() - before);
        }
        steps.add(step);
        said.accept(String.format(Locale.ROOT, "%-10s  %s: %s, %.1f s", name, step.passed() ? "passed" : "FAILED",
                step.detail(), step.seconds()));
        keep();
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
