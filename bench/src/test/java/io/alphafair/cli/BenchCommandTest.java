package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.compare.SampleCells;
import io.alphafair.bench.process.ChangingFolder;
import io.alphafair.bench.process.JvmFlags;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, with forks of a hundredth of a second. */
class BenchCommandTest {
    private static final List<String> SHORT = List.of("-p", "n=600", "-p", "t=3", "-p", "k=4", "-p", "shape=ascending",
            "-f", "1", "-wi", "1", "-w", "10ms", "-i", "2", "-r", "10ms");

    @TempDir
    private Path folder;

    private List<String> command(String pattern, List<String> before, List<String> after) {
        List<String> command = new ArrayList<>(List.of("bench", "--results", folder.resolve("results").toString()));
        command.addAll(before);
        command.addAll(List.of("--", pattern));
        command.addAll(SHORT);
        command.addAll(after);
        return command;
    }

    private static Alphafair run(List<String> command) {
        return Alphafair.run(command.toArray());
    }

    /** In a JVM of its own, with another jar on the class path, as the launcher does with ALPHAFAIR_CLASSPATH. */
    private ChildJvm.Result runWith(Path jar, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.REQUIRED);
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + jar,
                Main.class.getName()));
        command.addAll(arguments);
        return ChildJvm.run(command);
    }

    private List<Path> results() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("results"))) {
            return folders.toList();
        }
    }

    private Run record() throws IOException {
        assertEquals(1, results().size(), results().toString());
        return RunFolder.read(results().getFirst());
    }

    private static Series series(Session session, String name) {
        return session.find(Id.parse(name)).orElseThrow(() -> new AssertionError(session.toString()));
    }

    @Test
    @Tag("long")
    void aBackendOnTheClassPathIsCheckedAndMeasuredAndReported() throws IOException {
        Path jar = ToyBackends.jar(folder, System.getProperty("java.class.path"), "toy", "wrong", "absent", "broken");
        ChildJvm.Result doctor = runWith(jar, List.of("doctor"));
        assertEquals(1, doctor.exitCode(), doctor.output());
        assertTrue(doctor.output().contains("runs here: a toy, 1 thread"), doctor.output());
        assertTrue(doctor.output().contains("WRONG ANSWER, please report it: "), doctor.output());
        assertTrue(doctor.output().contains("cannot run here: it needs a device that is <not> made"), doctor.output());
        assertTrue(doctor.output().contains("cannot run here: the device is busy: CUDA_ERROR_DEVICE_UNAVAILABLE"),
                doctor.output());
        assertTrue(doctor.output().lines().noneMatch(line -> line.matches("wrong +[\\d.]+ ms.*")), doctor.output());

        ChildJvm.Result bench = runWith(jar, command("BestItems|ColdStart", List.of("--profile", "smoke"),
                List.of("-p", "backend=toy,wrong,absent,broken")));
        assertEquals(1, bench.exitCode(), bench.output());
        Run run = record();
        for (Session session : run.sessions()) {
            assertTrue(series(session, "toy").isMeasured(), session.toString());
            assertEquals(Verdict.MISMATCHED, series(session, "wrong").verdict(), session.toString());
            assertTrue(series(session, "wrong").samples().isEmpty(), session.toString());
            assertEquals(Verdict.UNAVAILABLE, series(session, "absent").verdict(), session.toString());
            assertEquals(Verdict.FAILED, series(session, "broken").verdict(), session.toString());
            assertTrue(series(session, "broken").reason().contains("the device is busy"), session.toString());
        }
        List<String> progress = bench.output().lines().filter(line -> line.contains("absent not available")).toList();
        assertEquals(run.sessions().size(), progress.size(), bench.output());
        assertEquals(1, progress.stream().filter(line -> line.contains("it needs a device")).count(), bench.output());
        assertTrue(run.sessions().stream().map(session -> session.how().turn().getClass()).distinct().count() == 2);
        String report = Files.readString(results().getFirst().resolve("report.md"));
        assertTrue(
                report.contains("toy")
                        && report.contains("it needs a device that is &lt;not> made: wait \\| build one"),
                report);
    }

    @Test
    void doctorIsNotContentWithABackendThatFails() throws IOException {
        ChildJvm.Result doctor = runWith(ToyBackends.jar(folder, System.getProperty("java.class.path"), "failing"),
                List.of("doctor"));
        assertTrue(doctor.output().contains("failing     failed: the device is lost"), doctor.output());
        assertEquals(1, doctor.exitCode(), doctor.output());
    }

    @Test
    void theRecordTellsTheEnvironmentAndKeepsSamplesButNoHostUserOrPath() throws IOException {
        Alphafair done = run(command("BestItems", List.of(), List.of("-p", "backend=simd")));
        assertEquals(0, done.code(), done.err());
        Path folderOfRun = results().getFirst();
        Run run = record();
        Session session = run.sessions().getFirst();
        assertEquals(new Turn.JmhFork(1, 10, 2, 10, 10_000), session.how().turn());
        assertEquals(2, series(session, "simd").samples().get("time")[0].length);
        assertEquals(2, series(session, "simd").samples().get("allocated")[0].length);

        Environment environment = run.environment();
        assertEquals("quick", environment.run().profile());
        assertTrue(environment.run().start().compareTo(environment.run().end()) <= 0, environment.run().toString());
        assertTrue(environment.jdk().flags().contains("--add-modules=jdk.incubator.vector"),
                environment.jdk().toString());
        assertTrue(environment.backends().stream().anyMatch(backend -> backend.name().equals("forkjoin")
                && backend.available() && backend.description().contains("thread")),
                environment.backends().toString());
        assertTrue(folderOfRun.getFileName().toString().endsWith(environment.machine().slug() + "-"
                + environment.git().shortSha()), folderOfRun.toString());

        String all = Stream.of("jmh.json", "environment.json", "sessions.json", "report.md")
                .map(name -> read(folderOfRun.resolve(name))).collect(Collectors.joining());
        for (String path : List.of("user.dir", "java.home", "user.home")) {
            assertFalse(all.contains(System.getProperty(path) + "/"), path);
        }
        assertFalse(all.contains(folder.toString()), all);
        String values = Stream.of("jmh.json", "environment.json", "sessions.json")
                .map(name -> read(folderOfRun.resolve(name))).flatMap(text -> values(Json.parse(text)))
                .collect(Collectors.joining("\n"));
        for (String name : List.of(hostName(), System.getProperty("user.name"))) {
            assertFalse(Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)").matcher(values).find(), name);
        }
    }

    private static Stream<String> values(JsonNode node) {
        return node.isContainerNode() ? node.valueStream().flatMap(BenchCommandTest::values) : Stream.of(node.asText());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The message begins with the name that could not be resolved.
            return e.getMessage().split(":")[0];
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aKilledRunContinuesWhereItStopped() throws IOException, InterruptedException {
        List<String> sizes = List.of("-p", "backend=scalar", "-p", "n=600,700");
        List<String> command = command("BestItems", List.of(), sizes);
        command.removeAll(List.of("n=600"));
        command.remove(command.indexOf("-p"));
        List<String> child = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName()));
        child.addAll(command);
        Process process = new ProcessBuilder(child).redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.txt").toFile()).start();
        Path kept = awaitFirstSession(process);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        Session before = Json.read(kept, Session.class);
        assertTrue(results().getFirst().toString().endsWith(".unfinished"), results().toString());

        command.add(1, "--resume");
        assertEquals(0, run(command).code());
        Run run = record();
        assertEquals(List.of(600L, 700L),
                run.sessions().stream().map(session -> session.problem().n()).toList());
        assertEquals(1, run.environment().run().interruptions());
        Session after = run.sessions().stream().filter(session -> session.key().equals(before.key())).findFirst()
                .orElseThrow();
        assertEquals(series(before, "scalar").samples().get("time")[0][0],
                series(after, "scalar").samples().get("time")[0][0]);
    }

    private Path awaitFirstSession(Process process) throws IOException, InterruptedException {
        while (process.isAlive()) {
            Optional<Path> session = ChangingFolder.files(folder.resolve("results"))
                    .filter(file -> file.getFileName().toString().matches("session-.*json")).findFirst();
            if (session.isPresent()) {
                return session.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the run ended before it could be killed: "
                + Files.readString(folder.resolve("child.txt")));
    }

    @Test
    @Tag("long")
    void aRunWithLittleTimeSaysWhatItLeftOut() throws IOException {
        List<String> command = List.of("bench", "--results", folder.resolve("results").toString(), "--minutes", "0.8",
                "--profile", "limits", "--", "ColdStart", "-p", "backend=scalar", "-p",
                "n=100,200,300,400,500,600,700,800");
        Alphafair done = run(command);
        assertEquals(0, done.code(), done.err());
        Run run = record();
        assertFalse(run.sessions().isEmpty());
        assertFalse(run.leftOut().isEmpty());
        assertTrue(done.out().contains(run.leftOut().size() + " left out because of --minutes"), done.out());
        assertTrue(done.out().contains("The first is " + run.leftOut().getFirst()), done.out());
        assertEquals(9, series(run.sessions().getFirst(), "scalar").samples().values().iterator().next().length);
    }

    @Test
    void badUsageWritesNothing() {
        List<List<String>> refused = List.of(List.of("bench", "--profile", "slow"),
                List.of("bench", "--minutes", "0"), command("Nothing", List.of(), List.of()),
                command("BestItems", List.of(), List.of("-bm", "thrpt")),
                command("BestItems", List.of(), List.of("-opi", "1000")),
                command("BestItems", List.of(), List.of("-prof", "nonsense")),
                command("BestItems", List.of(), List.of("-jvmArgsAppend", "-XX:+NoSuchFlag")),
                command("BestItems", List.of(), List.of("-p", "backend=doesnotexist")),
                command("BestItems", List.of(), List.of("-p", "backend=scalar@HEAD~1")),
                command("BestItems", List.of(), List.of("-r", "500us")),
                List.of("bench", "--results", folder.resolve("results").toString(), "--", "ColdStart", "-p",
                        "shape=nmes"),
                command("BestItems", List.of("--resume"), List.of()),
                command("BestItems", List.of("--minutes", "0.001"), List.of()),
                command("BestItems", List.of("--fail-on", "slower"), List.of()));
        for (List<String> command : refused) {
            Alphafair run = run(command);
            assertEquals(Main.BAD_INPUT, run.code(), command + run.err());
            assertTrue(run.err().startsWith("error: ") && run.err().lines().count() == 1, command + run.err());
            assertFalse(Files.exists(folder.resolve("results")), command.toString());
        }
    }

    @Test
    void aRunThatHasNotBegunIsNotToBeResumed() throws IOException {
        Files.writeString(folder.resolve("results"), "a file");
        Alphafair run = run(command("BestItems", List.of(), List.of("-p", "backend=scalar")));
        assertEquals(1, run.code(), run.err());
        assertTrue(run.err().startsWith("error: java.nio.file.FileAlreadyExistsException: " + folder), run.err());
        assertFalse(run.err().contains("--resume"), run.err());
    }

    @Test
    void aSessionThatFailedAsAWholeIsCounted() {
        Run run = SampleCells.run("Test CPU", "abc", "2026-01-01T00:00:00Z", 1, 2, 1, 1);
        List<Session> sessions = List.of(run.sessions().getFirst(), Session.without("bestItems",
                run.sessions().getFirst().problem(), run.sessions().getFirst().how(), "the JVM was killed"));
        assertEquals("2 measured, 0 did not match, 1 failed, 0 not available, 0 left out",
                BenchCommand.summary(new Run(run.environment(), sessions, List.of())));
    }

    @Test
    void aRunInWhichNothingCouldRunIsNotDone() throws IOException {
        Alphafair run = run(command("BestItems", List.of(), List.of("-p", "backend=floor")));
        assertEquals(Main.CANNOT_RUN, run.code(), run.out() + run.err());
        assertEquals(Verdict.UNAVAILABLE, series(record().sessions().getFirst(), "floor").verdict());
    }

    @Test
    void whatCannotRunHereAloneEndsWithItsReason() {
        assumeFalse(
                Backends.available().stream().anyMatch(provider -> provider.name().equals("cuda")),
                "there is a driver");
        for (List<String> command : List.of(command("BestItems", List.of(), List.of("-p", "backend=cuda")),
                List.of("bench", "--profile", "gpu", "--results", folder.resolve("results").toString()))) {
            Alphafair run = run(command);
            assertEquals(Main.CANNOT_RUN, run.code(), run.err());
            assertTrue(run.err().startsWith("error: backend 'cuda' cannot run here: "), run.err());
            assertFalse(Files.exists(folder.resolve("results")));
        }
    }
}
