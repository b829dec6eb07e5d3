package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.BackendProvider;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Validation;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.wrong.AbsentProvider;
import io.alphafair.bench.wrong.WrongProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import com.fasterxml.jackson.databind.JsonNode;

/** The whole command, with forks of a hundredth of a second. */
class BenchCommandTest {
    private static final List<String> SHORT = List.of("-p", "n=600", "-p", "t=3", "-p", "k=4", "-p", "shape=ascending",
            "-f", "1", "-wi", "1", "-w", "10ms", "-i", "2", "-r", "10ms");

    @TempDir
    private Path folder;

    private List<String> command(String pattern, List<String> before, List<String> after) {
        List<String> command = new ArrayList<>(List.of("bench", "--out", folder.resolve("results").toString()));
        command.addAll(before);
        command.addAll(List.of("--", pattern));
        command.addAll(SHORT);
        command.addAll(after);
        return command;
    }

    private static int run(List<String> command) {
        return Alphafair.run(command.toArray()).code();
    }

    private List<Path> results() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("results"))) {
            return folders.toList();
        }
    }

    /** Flags that let a fork find the test's backends. */
    private List<String> withTestBackends() throws IOException {
        Path services = Files.createDirectories(folder.resolve("services/META-INF/services"));
        Files.write(services.resolve(BackendProvider.class.getName()),
                List.of(WrongProvider.class.getName(), AbsentProvider.class.getName()));
        return List.of("-jvmArgsAppend", "-Xbootclasspath/a:" + folder.resolve("services"));
    }

    @Test
    void aWrongBackendAndAnAbsentOneGetARowAndNoTime() throws IOException {
        List<String> more = new ArrayList<>(withTestBackends());
        more.addAll(List.of("-p", "backend=scalar,wrong,absent"));
        assertEquals(1, run(command("BestItems", List.of(), more)));

        assertEquals(1, results().size(), results().toString());
        Path run = results().getFirst();
        RunRecord record = RunRecord.read(run);
        assertEquals(List.of("scalar"), backends(record.jmh()));
        assertEquals(List.of(Verdict.MATCHED, Verdict.MISMATCHED, Verdict.UNAVAILABLE),
                record.validation().verdicts().stream().map(Validation.Entry::verdict).toList());
        assertEquals(List.of("wrong", "absent"),
                record.validation().skipped().stream().map(skipped -> skipped.cell().backend()).toList());
        String table = Files.readString(run.resolve("table.md"));
        assertTrue(table.contains("| wrong | did not match: wrong did not match scalar on ascending 600 x 3, K = 4: "),
                table);
        assertTrue(table.contains("| absent | not available: it needs a device that is &lt;not> made: wait \\| build"),
                table);
    }

    private static List<String> backends(JsonNode jmh) {
        List<String> backends = new ArrayList<>();
        jmh.forEach(result -> backends.add(result.path("params").path("backend").asText()));
        return backends;
    }

    @Test
    void theRecordTellsTheEnvironmentAndKeepsRawIterationsButNoHostUserOrPath() throws IOException {
        assertEquals(0, run(command("BestItems", List.of(), List.of("-p", "backend=simd"))));
        Path run = results().getFirst();
        RunRecord record = RunRecord.read(run);
        JsonNode result = record.jmh().get(0);
        assertEquals("avgt", result.path("mode").asText());
        assertEquals("ns/op", result.path("primaryMetric").path("scoreUnit").asText());
        assertEquals(2, result.path("primaryMetric").path("rawData").get(0).size());
        assertTrue(result.path("secondaryMetrics").has("gc.alloc.rate.norm"), result.toString());

        Environment environment = record.environment();
        assertEquals("quick", environment.run().profile());
        assertEquals(1, environment.run().forks());
        assertEquals(10, environment.run().iterationMillis());
        assertTrue(environment.run().start().compareTo(environment.run().end()) <= 0, environment.run().toString());
        assertTrue(environment.vectorBits() >= 128, "vector bits " + environment.vectorBits());
        assertTrue(environment.jdk().flags().contains("--add-modules=jdk.incubator.vector"),
                environment.jdk().toString());
        assertTrue(environment.backends().stream().anyMatch(backend -> backend.name().equals("forkjoin")
                && backend.available() && backend.description().contains("thread")),
                environment.backends().toString());
        assertTrue(run.getFileName().toString().endsWith(environment.machine().slug() + "-"
                + environment.git().shortSha()), run.toString());

        String all = Stream.of("jmh.json", "environment.json", "validation.json", "table.md")
                .map(name -> read(run.resolve(name))).collect(Collectors.joining());
        for (String path : List.of("user.dir", "java.home", "user.home")) {
            assertFalse(all.contains(System.getProperty(path) + "/"), path);
        }
        assertFalse(all.contains(folder.toString()), all);
        for (String name : List.of(hostName(), System.getProperty("user.name"))) {
            assertFalse(values(record.jmh(), Json.parse(read(run.resolve("environment.json"))))
                    .anyMatch(value -> value.matches("(?s)(.*\\W)?" + Pattern.quote(name) + "(\\W.*)?")), name);
        }
    }

    @Test
    void racesAloneMakeARecord() throws IOException {
        assertEquals(0, run(command("Race.read", List.of(), List.of())));
        assertEquals(1, results().size(), results().toString());
        RunRecord record = RunRecord.read(results().getFirst());
        assertEquals(List.of("read shape=ascending n=600 t=3 k=4"),
                record.races().stream().map(race -> race.race().key()).toList());
        assertTrue(record.races().getFirst().arms().stream().anyMatch(arm -> arm.name().equals("simd")
                && arm.reason().isEmpty()), record.races().toString());
        String table = read(results().getFirst().resolve("table.md"));
        assertTrue(table.contains("| read | ascending | 600 | 3 | 4 | simd | "), table);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The message begins with the name that could not be resolved.
            return e.getMessage().split(":")[0];
        }
    }

    private static Stream<String> values(JsonNode... nodes) {
        return Stream.of(nodes).flatMap(node -> node.isContainerNode()
                ? node.valueStream().flatMap(BenchCommandTest::values)
                : Stream.of(node.asText()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aKilledRunGoesOnWhereItStopped() throws IOException, InterruptedException {
        List<String> cells = List.of("-p", "backend=scalar,simd,forkjoin");
        List<String> child = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-Djmh.ignoreLock=true", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        child.addAll(command("BestItems", List.of(), cells));
        Process process = new ProcessBuilder(child).redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.txt").toFile()).start();
        Path kept = awaitFirstCell(process);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        String before = Files.readString(kept);
        assertTrue(results().getFirst().toString().endsWith(".unfinished"), results().toString());

        assertEquals(0, run(command("BestItems", List.of("--resume"), cells)));
        assertEquals(1, results().size(), results().toString());
        RunRecord record = RunRecord.read(results().getFirst());
        assertEquals(List.of("scalar", "simd", "forkjoin"), backends(record.jmh()));
        assertEquals(1, record.environment().run().interruptions());
        String rawBefore = before.substring(before.indexOf("\"rawData\""));
        String raw = record.jmh().get(0).path("primaryMetric").path("rawData").get(0).get(0).asText();
        assertTrue(rawBefore.contains(raw), "kept " + raw + " of " + rawBefore);
    }

    private Path awaitFirstCell(Process process) throws IOException, InterruptedException {
        while (process.isAlive()) {
            if (Files.isDirectory(folder.resolve("results"))) {
                try (Stream<Path> tree = Files.walk(folder.resolve("results"))) {
                    List<Path> cells = tree.filter(file -> file.getParent().endsWith("cells")
                            && file.toString().endsWith(".json")).toList();
                    if (!cells.isEmpty()) {
                        return cells.getFirst();
                    }
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the run ended before it could be killed: "
                + Files.readString(folder.resolve("child.txt")));
    }

    @Test
    void badUsageWritesNothing() {
        assertEquals(2, run(List.of("bench", "--profile", "slow")));
        assertEquals(2, run(command("Nothing", List.of(), List.of())));
        assertEquals(2, run(command("BestItems", List.of(), List.of("-bm", "thrpt"))));
        assertEquals(2, run(command("BestItems", List.of(), List.of("-p", "backend=doesnotexist"))));
        assertEquals(2, run(command("BestItems", List.of("--resume"), List.of())));
        assertFalse(Files.exists(folder.resolve("results")));
    }
}
