package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTest {
    @TempDir
    private Path results;

    private UnfinishedRun begin(String start) throws IOException {
        return UnfinishedRun.begin(results, Samples.header(start));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void aRecordReadsBackAsItWas() throws IOException {
        RunRecord record = Samples.record();
        Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), record, Map.of("table.md", "text\n"));
        assertEquals("2026-01-01-test-cpu-0123456", folder.getFileName().toString());
        assertEquals(Set.of("jmh.json", "environment.json", "validation.json", "table.md"), names(folder));
        assertEquals(record, RunRecord.read(folder));
    }

    @Test
    void racesAreAFileOfTheRecordAndReadBack() throws IOException {
        RunRecord record = Samples.recordWithRaces();
        Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), record, Map.of());
        assertEquals(Set.of("jmh.json", "races.json", "environment.json", "validation.json"), names(folder));
        assertEquals(record, RunRecord.read(folder));
        assertEquals(1, Json.read(folder.resolve("races.json"), RaceResult.File.class).schema());
    }

    @Test
    void aFinishedRaceIsKept() throws IOException {
        UnfinishedRun run = begin("2026-01-01T00:00:00Z");
        RaceResult race = Samples.races().getFirst();
        assertTrue(run.findRace(race.race()).isEmpty());
        run.keep(race);
        GpuReport.Problem onGpu = Samples.recordWithGpu().gpu().orElseThrow().problems().getFirst();
        assertTrue(run.findGpu(onGpu.race().race()).isEmpty());
        run.keep(onGpu);
        UnfinishedRun resumed = UnfinishedRun.resume(results, Samples.header("2026-01-02T00:00:00Z"));
        assertEquals(race, resumed.findRace(race.race()).orElseThrow());
        assertEquals(onGpu, resumed.findGpu(onGpu.race().race()).orElseThrow());
    }

    @Test
    void aRecordWithPeersReadsBackAsItWas() throws IOException {
        RunRecord record = Samples.recordWithPeers();
        Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), record, Map.of());
        assertEquals(Set.of("jmh.json", "environment.json", "validation.json", "peers.json"), names(folder));
        assertEquals(record, RunRecord.read(folder));
    }

    @Test
    void aRecordWithAutoReadsBackAsItWas() throws IOException {
        RunRecord record = Samples.recordWithAuto();
        Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), record, Map.of());
        assertEquals(Set.of("jmh.json", "environment.json", "validation.json", "auto.json"), names(folder));
        assertEquals(record, RunRecord.read(folder));
    }

    @Test
    void aRecordWithAGpuReadsBackAsItWas() throws IOException {
        RunRecord record = Samples.recordWithGpu();
        Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), record, Map.of());
        assertEquals(Set.of("jmh.json", "environment.json", "validation.json", "gpu.json"), names(folder));
        assertEquals(record, RunRecord.read(folder));
    }

    @Test
    void aRecordOfTheTimeBeforeDevicesHasNone() throws IOException {
        Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), Samples.record(), Map.of());
        Path environment = folder.resolve("environment.json");
        String text = Files.readString(environment);
        String older = text.replaceFirst(",\\s*\"devices\" : \\[ *]", "");
        assertFalse(older.equals(text), text);
        Files.writeString(environment, older);
        assertEquals(Samples.record(), RunRecord.read(folder));
    }

    @Test
    void finishedPeersAndAutoAreKept() throws IOException {
        UnfinishedRun run = begin("2026-01-01T00:00:00Z");
        assertEquals(Peers.NONE, run.findPeers());
        assertTrue(run.findAuto().isEmpty());
        run.keep(Samples.recordWithPeers().peers());
        Json.write(run.auto(), Samples.recordWithAuto().auto().orElseThrow());
        UnfinishedRun resumed = UnfinishedRun.resume(results, Samples.header("2026-01-02T00:00:00Z"));
        assertEquals(Samples.recordWithPeers().peers(), resumed.findPeers());
        assertEquals(Samples.recordWithAuto().auto(), resumed.findAuto());
    }

    @Test
    void nothingIsOverwrittenAndNothingIsLeftBehind() throws IOException {
        for (String name : List.of("", "-2", "-3")) {
            Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), Samples.record(), Map.of());
            assertEquals("2026-01-01-test-cpu-0123456" + name, folder.getFileName().toString());
        }
        assertEquals(3, names(results).size(), names(results).toString());
    }

    @Test
    void twoRunsAtOnceHaveFoldersOfTheirOwn() throws IOException {
        assertFalse(begin("2026-01-01T00:00:00Z").folder().equals(begin("2026-01-01T00:00:00Z").folder()));
    }

    @Test
    void resumeTakesTheNewestRunThatIsTheSame() throws IOException {
        UnfinishedRun older = begin("2026-01-01T00:00:00Z");
        UnfinishedRun newer = begin("2026-01-01T00:00:01Z");
        CellResult result = Samples.results().getFirst();
        newer.keep(result);
        UnfinishedRun resumed = UnfinishedRun.resume(results, Samples.header("2026-01-02T00:00:00Z"));
        assertEquals(newer.folder(), resumed.folder());
        assertEquals(1, resumed.header().interruptions());
        assertEquals("2026-01-01T00:00:01Z", resumed.header().start());
        assertEquals(result, resumed.find(result.cell()).orElseThrow());
        assertTrue(older.find(result.cell()).isEmpty());
    }

    @Test
    void resumeRefusesOtherCodeOtherOptionsAndOtherMachines() throws IOException {
        UnfinishedRun.Header header = begin("2026-01-01T00:00:00Z").header();
        Git otherGit = new Git(header.git().sha(), true, "fedc", "checkout");
        Machine machine = header.machine();
        Machine otherMachine = new Machine("Other", machine.architecture(), machine.cpus(), machine.caches(), 0, "", "",
                false, "", "");
        for (UnfinishedRun.Header other : List.of(
                new UnfinishedRun.Header("", "full", header.options(), header.git(), machine, "", 0),
                new UnfinishedRun.Header("", "quick", List.of("-f", "1"), header.git(), machine, "", 0),
                new UnfinishedRun.Header("", "quick", header.options(), otherGit, machine, "", 0),
                new UnfinishedRun.Header("", "quick", header.options(), header.git(), otherMachine, "", 0))) {
            InvalidInputException e = assertThrows(InvalidInputException.class,
                    () -> UnfinishedRun.resume(results, other));
            assertTrue(e.getMessage().startsWith("nothing to resume in "), e.getMessage());
        }
        assertThrows(InvalidInputException.class,
                () -> UnfinishedRun.resume(results.resolve("missing"), header));
    }

    @Test
    void aDamagedRecordIsRefusedByNameOfItsFile() throws IOException {
        Path folder = RecordFolder.finish(begin("2026-01-01T00:00:00Z"), Samples.record(), Map.of());
        Files.writeString(folder.resolve("environment.json"), "{\"schema\": 1, \"run\":");
        IOException e = assertThrows(IOException.class, () -> RunRecord.read(folder));
        assertTrue(e.getMessage().contains("environment.json"), e.getMessage());
    }

    @Test
    void theWorstVerdictOfABackendOnAWorkloadCounts() {
        Validation validation = Samples.record().validation();
        Map<String, Verdict> verdicts = validation.verdicts().stream()
                .collect(Collectors.toMap(entry -> entry.backend() + entry.workload().get("n"),
                        Validation.Entry::verdict));
        assertEquals(Map.of("scalar1000", Verdict.MATCHED, "simd1000", Verdict.MISMATCHED, "scalar2000",
                Verdict.MATCHED, "simd2000", Verdict.MATCHED, "gone1000", Verdict.UNAVAILABLE), verdicts);
        assertEquals(2, validation.skipped().size());
    }
}
