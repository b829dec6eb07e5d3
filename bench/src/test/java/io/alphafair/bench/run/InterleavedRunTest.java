package io.alphafair.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.JmhReaders;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository of two commits whose build hands out this very code. */
class InterleavedRunTest {
    @TempDir
    private Path folder;
    private Path repository;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void commitTwice() throws IOException, InterruptedException {
        repository = Files.createDirectory(folder.resolve("repository"));
        git("init", "-q");
        for (String text : List.of("one", "two")) {
            Files.writeString(repository.resolve("file"), text);
            git("add", "-A");
            git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", text);
        }
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }

    /** A jar without classes that names this JVM's class path. */
    private Path jarOfThisCode() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        Path jar = folder.resolve("this.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }

    private static List<String> sh(String script) {
        return List.of("sh", "-c", script);
    }

    private static List<String> copying(Path jar) {
        return sh("grep -q one file && mkdir -p bench/target && cp " + jar + " bench/target/benchmarks.jar");
    }

    private InterleavedRun run(String ref, List<String> build, String... jmhOptions) {
        List<String> options = new ArrayList<>(List.of("BestItems", "-p", "n=600", "-p", "t=3", "-p", "k=4", "-p",
                "shape=ascending", "-p", "backend=scalar", "-wi", "1", "-w", "10ms", "-i", "2", "-r", "10ms"));
        options.addAll(List.of(jmhOptions));
        return new InterleavedRun(new InterleavedRun.Request(ref, Profile.QUICK, folder.resolve("results"), options,
                "alphafair bench --compare-with " + ref), repository, build,
                new Progress(new PrintWriter(said, true), false));
    }

    private void assertNothingIsLeft() throws IOException, InterruptedException {
        assertEquals(1, git("worktree", "list").lines().count());
    }

    @Test
    void forksOfBothCommitsTakeTurnsAndMakeARecordEach() throws Exception {
        InterleavedRun.Outcome outcome = run("HEAD~1", copying(jarOfThisCode()), "-f", "2").run();
        RunRecord before = RunRecord.read(outcome.before());
        RunRecord after = RunRecord.read(outcome.after());
        assertEquals(git("rev-parse", "HEAD~1"), before.environment().git().sha());
        assertEquals("alphafair bench --compare-with HEAD~1", after.environment().run().command());
        for (RunRecord record : List.of(before, after)) {
            JsonNode cell = record.jmh().get(0);
            assertEquals(1, record.jmh().size());
            JmhReaders.assertReadable(cell);
            assertEquals(2, cell.path("forks").asInt());
            JsonNode metric = cell.path("primaryMetric");
            assertEquals(2, metric.path("rawData").size());
            double mean = metric.path("rawData").valueStream().flatMap(JsonNode::valueStream)
                    .mapToDouble(JsonNode::asDouble).average().orElseThrow();
            assertEquals(mean, metric.path("score").asDouble(), 1e-9 * mean);
            assertEquals(2, cell.path("secondaryMetrics").path(RunRecord.ALLOCATED).path("rawData").size());
            assertTrue(Files.exists(outcome.after().resolve("report.html")));
        }
        assertTrue(said.toString().contains("1 cells, 2 forks of each by turns; fewer than 6 are never more than "
                + "AMBIGUOUS"), said.toString());
        assertNothingIsLeft();
    }

    @Test
    void whatTheOtherCommitCannotRunHasItsReason() throws Exception {
        InterleavedRun.Outcome outcome = run("HEAD~1", copying(jarOfThisCode()), "-f", "1", "-p",
                "backend=scalar,cuda").run();
        assertEquals(List.of("cuda"), RunRecord.read(outcome.before()).validation().skipped().stream()
                .filter(skipped -> skipped.verdict() == Verdict.UNAVAILABLE).map(skipped -> skipped.cell().backend())
                .toList());
    }

    @Test
    void anUnknownCommitIsRefused() throws Exception {
        InvalidInputException refused = assertThrows(InvalidInputException.class,
                () -> run("nowhere", sh("true")).run());
        assertEquals("--compare-with nowhere: no such commit here; expected a branch, tag or commit, and git fetch "
                + "brings those of others", refused.getMessage());
        assertNothingIsLeft();
    }

    @Test
    void aBuildThatFailsSaysWhyInOneLine() throws Exception {
        IOException failed = assertThrows(IOException.class,
                () -> run("HEAD~1", sh("echo '[ERROR] it does not compile'; echo more; exit 1")).run());
        assertTrue(failed.getMessage().startsWith("the build of " + git("rev-parse", "HEAD~1").substring(0, 9)
                + " (HEAD~1) failed: it does not compile; git worktree add "), failed.getMessage());
        IOException missing = assertThrows(IOException.class, () -> run("HEAD~1", sh("true")).run());
        assertTrue(missing.getMessage().contains("made no bench/target/benchmarks.jar"), missing.getMessage());
        IOException absent = assertThrows(IOException.class, () -> run("HEAD~1", List.of("no-such-mvn")).run());
        assertTrue(absent.getMessage().contains("no-such-mvn"), absent.getMessage());
        assertTrue(Files.notExists(folder.resolve("results")));
        assertNothingIsLeft();
    }

    @Test
    void aCommitWithoutTheBenchmarksIsRefused() throws Exception {
        Path empty = folder.resolve("empty.jar");
        try (OutputStream out = Files.newOutputStream(empty)) {
            new JarOutputStream(out, new Manifest()).close();
        }
        IOException refused = assertThrows(IOException.class, () -> run("HEAD~1", copying(empty)).run());
        assertTrue(refused.getMessage().startsWith("commit " + git("rev-parse", "HEAD~1").substring(0, 9)
                + " does not say what runs there, choose a newer one: "), refused.getMessage());
        assertNothingIsLeft();
    }

    /** The main class of a JVM that is killed while it builds. */
    static final class Killed {
        private Killed() {
        }

        /** @param arguments a repository */
        public static void main(String[] arguments) throws IOException {
            OtherCommit.build(Path.of(arguments[0]), "HEAD", sh("touch " + arguments[0] + "/began; sleep 60"),
                    new Progress(new PrintWriter(System.out, true), false)).close();
        }
    }

    @Test
    void whoeverInterruptsItFindsNoWorktree() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> command = new JavaCommand(null, List.of("-Djava.io.tmpdir=" + temporary)).of(Killed.class,
                repository.toString());
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true))) {
            while (Files.notExists(repository.resolve("began"))) {
                assertTrue(child.process().isAlive());
                Thread.sleep(20);
            }
            assertEquals(2, git("worktree", "list").lines().count());
            child.process().destroy();
            assertTrue(child.process().waitFor(20, TimeUnit.SECONDS));
        }
        assertNothingIsLeft();
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
