package io.alphafair.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.bench.plan.Planned;
import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.process.Repository;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.select.Backends;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose other commit is built by handing out a jar. */
class InterleavedRunTest {
    @TempDir
    private Path folder;
    private Repository repository;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void commitTwice() throws IOException, InterruptedException {
        repository = Repository.in(folder);
    }

    /** A jar without classes, whose manifest names this JVM's class path, or nothing. */
    private Path jar(boolean ofThisCode) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> ofThisCode || entry.contains("jmh-core") || entry.contains("jopt")
                        || entry.contains("commons-math"))
                .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path jar = folder.resolve("other.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }

    private InterleavedRun.Outcome run(Path jar, String... jmhOptions) throws IOException {
        return run(jar, Optional.empty(), jmhOptions);
    }

    private InterleavedRun.Outcome run(Path jar, Optional<Duration> limit, String... jmhOptions) throws IOException {
        List<String> options = new ArrayList<>(List.of("BestItems", "-p", "n=600", "-p", "t=3", "-p", "k=4", "-p",
                "shape=ascending", "-wi", "1", "-w", "10ms", "-i", "2", "-r", "10ms"));
        options.addAll(List.of(jmhOptions));
        List<String> build = List.of("sh", "-c",
                "grep -q one file && mkdir -p bench/target && cp " + jar + " bench/target/benchmarks.jar");
        return new InterleavedRun(
                new BenchRun.Request(Profile.QUICK, false, false, Optional.empty(), folder.resolve("results"), limit,
                        options,
                        "alphafair bench --compare-with HEAD~1"),
                "HEAD~1", repository.root(), build, new Progress(new PrintWriter(said, true), false))
                .run(run -> Map.of("extra.txt", "rendered"));
    }

    private static Series series(Run run, String backend) {
        assertEquals(1, run.sessions().size(), run.toString());
        return run.sessions().getFirst().find(Id.parse(backend)).orElseThrow();
    }

    @Test
    void forksOfBothCommitsTakeTurnsAndMakeARecordEach() throws Exception {
        InterleavedRun.Outcome outcome = run(jar(true), "-f", "2", "-p", "backend=scalar,cuda");
        Run before = RunFolder.read(outcome.before().folder());
        Run after = RunFolder.read(outcome.after().folder());
        assertEquals(repository.git("rev-parse", "HEAD~1"), before.environment().git().sha());
        assertEquals("alphafair bench --compare-with HEAD~1", after.environment().run().command());
        for (Run run : List.of(before, after)) {
            Session session = run.sessions().getFirst();
            assertEquals(List.of("scalar", "cuda"),
                    session.series().stream().map(own -> own.subject().toString()).toList());
            assertEquals(2, series(run, "scalar").samples().get("time").length);
            assertEquals(new Turn.JmhFork(1, 10, 2, 10, 0), session.how().turn());
            assertTrue(series(run, "scalar").unsettled().stream().noneMatch(why -> why.startsWith("not settled")),
                    series(run, "scalar").toString());
            assertEquals(Verdict.UNAVAILABLE, series(run, "cuda").verdict());
        }
        assertEquals(List.of("scalar true", "cuda false"), before.environment().backends().stream()
                .map((BackendInfo backend) -> backend.name() + " " + backend.available()).toList());
        assertTrue(Files.exists(outcome.after().folder().resolve("extra.txt")));
        assertTrue(Files.exists(outcome.before().folder().resolve("jmh.json")));
        assertTrue(said.toString().contains("1 problem, forks of both commits by turns"), said.toString());
        repository.assertNothingIsLeft();
    }

    /** Forks of a commit that knows how to settle must not be warmer than those of one that does not. */
    @Test
    void bothCommitsWarmUpInTheSameWay() {
        for (Planned planned : Profile.QUICK.plan(false)) {
            if (planned.how().turn() instanceof Turn.JmhFork) {
                Turn.JmhFork turn = (Turn.JmhFork) InterleavedRun.withEnoughEffort(planned).how().turn();
                assertTrue(turn.settleMillis() == 0 && turn.warmups() * turn.warmupMillis() >= 3000, turn.toString());
            }
        }
    }

    @Test
    void whatCannotRunHereOrInTimeIsRefusedBeforeAnythingIsBuilt() {
        assumeFalse(Backends.available().stream().anyMatch(provider -> provider.name().equals("cuda")),
                "there is a driver");
        Path noJar = folder.resolve("nothing.jar");
        assertThrows(BackendUnavailableException.class, () -> run(noJar, "-p", "backend=cuda"));
        assertThrows(InvalidInputException.class, () -> run(noJar, Optional.of(Duration.ofSeconds(5))));
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    void whatTheOtherCommitLacksHasItsReason() throws Exception {
        InterleavedRun.Outcome outcome = run(jar(false), "-f", "1", "-p", "backend=scalar");
        Series before = series(outcome.before().run(), "scalar");
        assertEquals(Verdict.UNAVAILABLE, before.verdict(), before.reason());
        assertEquals("commit " + repository.git("rev-parse", "HEAD~1").substring(0, 7) + " has no benchmark bestItems",
                before.reason());
        assertEquals(Verdict.MATCHED, series(outcome.after().run(), "scalar").verdict());
    }
}
