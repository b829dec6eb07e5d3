package io.alphafair.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.bench.measure.Probe;
import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.process.ChangingFolder;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Environment.Jdk;
import io.alphafair.bench.record.Git;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import io.alphafair.select.Chooser;
import io.alphafair.select.Dimensions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of tiny forks: what is refused, what is resumed, and what a run leaves behind that is asked to end. */
class BenchRunTest {
    private static final String CELL = "BestItems -p backend=scalar -p t=1 -p k=1 -p shape=uniform -f 1 -wi 1 -w 10ms -i 1 "
            + "-r 10ms";

    @TempDir
    private Path folder;
    private final StringWriter said = new StringWriter();

    private BenchRun run(Profile profile, boolean resume, boolean peers, Optional<Duration> limit, String line) {
        return new BenchRun(
                new BenchRun.Request(profile, resume, peers, Optional.empty(), folder.resolve("results"), limit,
                        List.of(line.split(" ")), "alphafair bench " + (resume ? "--resume" : "")),
                new Progress(new PrintWriter(said, true), false));
    }

    private Run resumed(Profile profile, Optional<Duration> limit, String line) throws IOException {
        return run(profile, true, false, limit, line).run(run -> Map.of()).run();
    }

    private static List<Planned> plan(BenchRun run, Profile profile) {
        return run.select(profile.plan(false));
    }

    private static Session kept(Planned planned, String reason) {
        Session empty = Session.without(planned.question().label(), planned.problem(), planned.how(), reason);
        return empty.with(Map.of("kept", "yes"));
    }

    private static boolean isKept(Session session) {
        return session.facts().containsKey("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd:nonsense", "simd:update", "cuda:updated", "scalar:simd", "nonsense"})
    void aMisspeltVariantIsRefused(String backend) {
        BenchRun run = run(Profile.SMOKE, false, false, Optional.empty(), "BestItems -p backend=" + backend);
        assertThrows(UnknownBackendException.class, () -> run.run(ignored -> Map.of()));
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    void aResumedRunKeepsWhatIsMeasuredAndItsCommandAndMeasuresTheRest() throws IOException {
        // There would be no time for the first session, and none is needed, because it is measured already.
        String line = CELL + " -p n=900000000,600,700";
        BenchRun first = run(Profile.QUICK, false, false, Optional.empty(), line);
        List<Planned> plan = plan(first, Profile.QUICK);
        RunFolder unfinished = first.folder(plan, List.of(), Git.ofThisCode(), first.probe());
        unfinished.keep(kept(plan.get(0), ""));
        unfinished.keep(kept(plan.get(1), "it was killed"));
        Run run = run(Profile.QUICK, true, false, Optional.of(Duration.ofSeconds(60)), line).run(done -> {
            assertThrows(InvalidInputException.class, unfinished::lock, "another process may work on it too");
            return Map.of();
        }).run();
        assertEquals(List.of(true, false, false), run.sessions().stream().map(BenchRunTest::isKept).toList());
        assertTrue(run.sessions().get(1).find(Id.parse("scalar")).orElseThrow().isMeasured(), run.toString());
        assertEquals("alphafair bench ", run.environment().run().command());
        assertEquals(1, run.environment().run().interruptions());
        assertEquals(List.of(), run.leftOut());
    }

    @Test
    void aRunWithPeersIsNotResumedWithoutThem() throws IOException {
        BenchRun first = run(Profile.QUICK, false, true, Optional.empty(), CELL + " -p n=600");
        first.folder(plan(first, Profile.QUICK), List.of(), Git.ofThisCode(), first.probe());
        String message = assertThrows(InvalidInputException.class,
                () -> resumed(Profile.QUICK, Optional.empty(), CELL + " -p n=600")).getMessage();
        assertTrue(message.startsWith("nothing to resume in "), message);
    }

    /** As with another variant of native in the environment. */
    @Test
    void aRunGoesOnOnlyWhereItsJvmAndItsBackendsAreTheSame() throws IOException {
        String line = CELL + " -p n=600";
        BenchRun first = run(Profile.QUICK, false, false, Optional.empty(), line);
        Probe here = first.probe();
        BackendInfo scalar = here.backends().getFirst();
        for (Probe other : List.of(
                new Probe(here.jdk(), List.of(new BackendInfo(scalar.name(), scalar.summary(), true, "", "2 threads")),
                        here.devices()),
                new Probe(new Jdk(here.jdk().runtime(), here.jdk().vm(), here.jdk().vendor(), List.of("-Xint")),
                        here.backends(), here.devices()))) {
            first.folder(plan(first, Profile.QUICK), List.of(), Git.ofThisCode(), other);
        }
        String message = assertThrows(InvalidInputException.class,
                () -> resumed(Profile.QUICK, Optional.empty(), line)).getMessage();
        assertTrue(message.contains("with the same options, JVM and backends on this machine"), message);
    }

    @Test
    void warmUpsAreRepeatedOnlyForSessionsThatNeedThem() throws IOException {
        BenchRun first = run(Profile.SMOKE, false, false, Optional.empty(), "auto.regret");
        List<Planned> plan = plan(first, Profile.SMOKE);
        RunFolder unfinished = first.folder(plan, List.of(), Git.ofThisCode(), first.probe());
        for (Planned planned : plan) {
            if (!planned.isWarmUp()) {
                unfinished.keep(kept(planned, ""));
            }
        }
        assertEquals(2, resumed(Profile.SMOKE, Optional.empty(), "auto.regret").sessions().size());
        assertFalse(said.toString().contains("[1/"), said.toString());
    }

    @Test
    void whatAutoChoosesIsAskedOfTheForkThatMeasures() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.properties"), "damaged");
        Run run = run(Profile.SMOKE, false, false, Optional.empty(),
                "auto.regret -jvmArgsAppend -Dalphafair.crossovers=" + damaged).run(ignored -> Map.of()).run();
        String here = Chooser.here().choose(new Dimensions(100, 1, 4, false), 1).origin();
        assertFalse(run.sessions().isEmpty());
        for (Session session : run.sessions()) {
            assertNotEquals(here, session.facts().get("auto origin"));
        }
    }

    /** The main class of a JVM that is asked to end while it measures. */
    static final class Ended {
        private Ended() {
        }

        /** @param arguments where the results go, then JMH's options */
        public static void main(String[] arguments) throws IOException {
            // The JVM's end takes long enough for the run to notice that its forks are gone.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> LockSupport.parkNanos(3_000_000_000L)));
            new BenchRun(
                    new BenchRun.Request(Profile.QUICK, false, false, Optional.empty(), Path.of(arguments[0]),
                            Optional.empty(),
                            List.of(arguments[1].split(" ")), ""),
                    new Progress(new PrintWriter(System.out, true), false))
                    .run(run -> Map.of());
        }
    }

    @Test
    void aRunThatIsAskedToEndKeepsNoSessionThatFailedByThat() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path results = folder.resolve("results");
        List<String> command = new JavaCommand(null, List.of("-Djava.io.tmpdir=" + temporary)).of(Ended.class,
                results.toString(), CELL.replace("-wi 1 -w 10ms", "-wi 1 -w 1s") + " -p n=600,700,800");
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile()))) {
            while (ChangingFolder.files(results).noneMatch(file -> file.getFileName().toString().startsWith("session-"))
                    || ChangingFolder.files(temporary).noneMatch(file -> file.toString().contains("alphafair-jmh-"))) {
                assertTrue(child.process().isAlive(), Files.readString(folder.resolve("out.txt")));
                Thread.sleep(20);
            }
            child.process().destroy();
            assertTrue(child.process().waitFor(20, TimeUnit.SECONDS));
        }
        assertEquals(List.of(),
                ChangingFolder.files(temporary).filter(file -> file.toString().contains("alphafair-")).toList());
        List<Path> sessions = ChangingFolder.files(results)
                .filter(file -> file.getFileName().toString().startsWith("session-"))
                .toList();
        assertFalse(sessions.isEmpty());
        for (Path session : sessions) {
            assertEquals(Verdict.MATCHED, Json.read(session, Session.class).series().getFirst().verdict());
        }
        assertTrue(ChangingFolder.files(results).anyMatch(file -> file.toString().endsWith(".unfinished")),
                "it has been finished");
    }
}
