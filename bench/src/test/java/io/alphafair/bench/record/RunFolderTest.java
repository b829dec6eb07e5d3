package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final String BEGINNING = "2026-01-01T00:00:00Z";

    @TempDir
    private Path results;

    private RunFolder begin(String start) throws IOException {
        return RunFolder.begin(results, SampleRuns.header(start));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void aRecordReadsBackAsItWas() throws IOException {
        Path folder = begin(BEGINNING).finish(SampleRuns.run(), Map.of("report.md", "text\n"));
        assertEquals("2026-01-01-test-cpu-0123456", folder.getFileName().toString());
        assertEquals(Set.of("jmh.json", "environment.json", "sessions.json", "report.md"), names(folder));
        // Arrays are not equal to each other: the text stands for them.
        assertEquals(Json.text(SampleRuns.run()), Json.text(RunFolder.read(folder)));
    }

    @Test
    void aFinishedSessionIsKept() throws IOException {
        RunFolder run = begin(BEGINNING);
        Session session = SampleRuns.session();
        assertTrue(run.find(session.key()).isEmpty());
        run.keep(session);
        RunFolder resumed = RunFolder.unfinished(results, SampleRuns.header("2026-01-02T00:00:00Z")).resumed();
        assertEquals(Json.text(session), Json.text(resumed.find(session.key()).orElseThrow()));
        assertEquals(1, resumed.header().interruptions());
        assertEquals(BEGINNING, resumed.header().start());
    }

    @Test
    void nothingIsOverwrittenAndNothingIsLeftBehind() throws IOException {
        for (String name : List.of("", "-2", "-3")) {
            Path folder = begin(BEGINNING).finish(SampleRuns.run(), Map.of());
            assertEquals("2026-01-01-test-cpu-0123456" + name, folder.getFileName().toString());
        }
        assertEquals(3, names(results).size(), names(results).toString());
    }

    /** What a process that was killed has left of a record, and of a file of it, is no part of the record. */
    @Test
    void aRecordHasNothingOfAnEarlierAttempt() throws IOException {
        RunFolder run = begin(BEGINNING);
        Path half = Files.createDirectories(run.folder().resolve("record"));
        Files.writeString(half.resolve("sessions.json"), "{\"schema\": 2, \"sess");
        Files.writeString(half.resolve(".report.md.77-a.tmp"), "half a rep");
        Path folder = run.finish(SampleRuns.run(), Map.of("report.md", "text\n"));
        assertEquals(Set.of("jmh.json", "environment.json", "sessions.json", "report.md"), names(folder));
        assertEquals(Json.text(SampleRuns.run()), Json.text(RunFolder.read(folder)));
        assertEquals(Set.of("2026-01-01-test-cpu-0123456"), names(results));
    }

    @Test
    void twoRunsAtOnceHaveFoldersOfTheirOwn() throws IOException {
        assertFalse(begin(BEGINNING).folder().equals(begin(BEGINNING).folder()));
    }

    @Test
    void resumeTakesTheNewestRunThatIsTheSame() throws IOException {
        RunFolder older = begin(BEGINNING);
        RunFolder newer = begin("2026-01-01T00:00:01Z");
        newer.keep(SampleRuns.session());
        RunFolder resumed = RunFolder.unfinished(results, SampleRuns.header("2026-01-02T00:00:00Z")).resumed();
        assertEquals(newer.folder(), resumed.folder());
        assertTrue(older.find(SampleRuns.session().key()).isEmpty());
    }

    /** The main class of a process that works on a run until it is killed. */
    static final class Holder {
        private Holder() {
        }

        /** @param arguments the run's folder */
        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (FileChannel _ = new RunFolder(Path.of(arguments[0]), SampleRuns.header(BEGINNING)).lock()) {
                System.out.println("locked");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void aRunOnWhichAProcessWorksIsNotTakenOver() throws IOException, InterruptedException {
        RunFolder run = begin(BEGINNING);
        RunFolder.Header later = SampleRuns.header("2026-01-02T00:00:00Z");
        List<String> command = new JavaCommand(null, List.of()).of(Holder.class, run.folder().toString());
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true))) {
            assertEquals("locked", child.process().inputReader().readLine());
            String message = assertThrows(InvalidInputException.class, () -> RunFolder.unfinished(results, later))
                    .getMessage();
            assertTrue(
                    message.endsWith("; " + run.folder() + " is a run that is going on: wait for its end, or end it"),
                    message);
            child.process().destroyForcibly().waitFor();
        }
        assertEquals(run.folder(), RunFolder.unfinished(results, later).folder());
    }

    @Test
    void aRunThatCannotBeReadIsLeftAside() throws IOException {
        Path damaged = Files.createDirectory(results.resolve("damaged.unfinished")).resolve("run.json");
        Files.writeString(damaged, "{\"name\":");
        RunFolder.Header later = SampleRuns.header("2026-01-02T00:00:00Z");
        String message = assertThrows(InvalidInputException.class, () -> RunFolder.unfinished(results, later))
                .getMessage();
        assertTrue(message.startsWith("nothing to resume in ")
                && message.contains("; " + damaged + ", line 1: not the Header expected"), message);
        RunFolder run = begin(BEGINNING);
        assertEquals(run.folder(), RunFolder.unfinished(results, later).folder());
    }

    @Test
    void resumeRefusesOtherCodeOtherOptionsAndOtherMachines() throws IOException {
        RunFolder.Header header = begin(BEGINNING).header();
        Git otherGit = new Git(header.git().sha(), true, "fedc", "checkout");
        Machine machine = header.machine();
        Machine otherMachine = new Machine("Other", machine.architecture(), machine.cpus(), machine.caches(), 0, "", "",
                false, "", "");
        for (RunFolder.Header other : List.of(
                new RunFolder.Header("", "full", "", header.options(), header.git(), machine, "", 0),
                new RunFolder.Header("", "quick", "", List.of("-f", "1"), header.git(), machine, "", 0),
                new RunFolder.Header("", "quick", "", header.options(), otherGit, machine, "", 0),
                new RunFolder.Header("", "quick", "", header.options(), header.git(), otherMachine, "", 0))) {
            InvalidInputException e = assertThrows(InvalidInputException.class,
                    () -> RunFolder.unfinished(results, other));
            assertTrue(e.getMessage().startsWith("nothing to resume in "), e.getMessage());
        }
        assertThrows(InvalidInputException.class, () -> RunFolder.unfinished(results.resolve("missing"), header));
    }

    @Test
    void aDamagedRecordIsRefusedByNameOfItsFile() throws IOException {
        Path folder = begin(BEGINNING).finish(SampleRuns.run(), Map.of());
        Files.writeString(folder.resolve("environment.json"), "{\"schema\": 2, \"run\":");
        assertTrue(assertThrows(IOException.class, () -> RunFolder.read(folder)).getMessage()
                .contains("environment.json"));
    }

    @Test
    void aRecordOfAnotherVersionIsRefused() throws IOException {
        Path folder = begin(BEGINNING).finish(SampleRuns.run(), Map.of());
        Path sessions = folder.resolve("sessions.json");
        Files.writeString(sessions, Files.readString(sessions).replaceFirst("\"schema\" : 2", "\"schema\" : 1"));
        String message = assertThrows(IOException.class, () -> RunFolder.read(folder)).getMessage();
        assertTrue(message.contains("field schema: 1; expected 2"), message);
    }

    @Test
    void forksOfJmhArePutTogetherAsJmhItselfDoes() throws IOException {
        JsonNode whole = jmhResult();
        List<JsonNode> forks = new ArrayList<>();
        for (int fork = 0; fork < whole.path("forks").asInt(); fork++) {
            forks.add(oneFork(whole, fork));
        }
        JsonNode merged = RunFolder.merge(forks);
        JmhReaders.assertReadable(merged);
        assertEquals(whole.path("primaryMetric"), merged.path("primaryMetric"));
    }

    /** What JMH wrote for a cell of two forks. */
    private static JsonNode jmhResult() throws IOException {
        try (InputStream in = RunFolderTest.class.getResourceAsStream("jmh-two-forks.json")) {
            return Json.parse(new String(in.readAllBytes()));
        }
    }

    private static JsonNode oneFork(JsonNode whole, int fork) {
        JsonNode one = whole.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) one).put("forks", 1);
        List<JsonNode> metrics = new ArrayList<>(List.of(one.path("primaryMetric")));
        one.path("secondaryMetrics").forEach(metrics::add);
        for (JsonNode metric : metrics) {
            JsonNode iterations = metric.path("rawData").get(fork);
            ((com.fasterxml.jackson.databind.node.ObjectNode) metric).putArray("rawData").add(iterations);
        }
        return one;
    }
}
