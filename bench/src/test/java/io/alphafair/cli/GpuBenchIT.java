package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.subject.Gpu;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench --profile gpu} of the fat jar alone in an empty folder; what it measures there says nothing about speed. */
class GpuBenchIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheJar() throws IOException {
        CopiedJar.copyTo(folder);
    }

    @Test
    void withoutAGpuItEndsWithTheReason() throws IOException {
        assumeFalse(Backends.available().stream().anyMatch(provider -> provider.name().equals("cuda")),
                "there is a driver here");
        ChildJvm.Result result = CopiedJar.run(folder, folder, List.of("bench", "--profile", "gpu"));
        assertEquals(3, result.exitCode(), result.output());
        assertTrue(result.output().contains("error: backend 'cuda' cannot run here: no driver: "), result.output());
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    @Tag("long")
    void onTheInterpretedDeviceTheRecordIsComplete() throws IOException {
        Path libraries = Path.of(CopiedJar.interpretedDevice() + File.pathSeparator + CopiedJar.nvmlStub());
        ChildJvm.Result result = CopiedJar.run(folder, libraries,
                List.of("bench", "--profile", "gpu", "--", "Race.read",
                        "DenseVjp", "-p", "shape=uniform", "-p", "n=200", "-p", "t=4", "-p", "k=3", "-f", "1",
                        "-wi", "1",
                        "-w", "1ms", "-i", "2", "-r", "1ms"));
        assertEquals(0, result.exitCode(), result.output());
        Path folderOfRun = onlyRecord();
        Run run = RunFolder.read(folderOfRun);
        assertEquals("gpu", run.environment().run().profile());
        Map<String, String> device = run.environment().devices().get("cuda");
        assertEquals("550.54.15", device.get("driver"), device.toString());
        assertEquals("2", device.get("multiprocessors"), device.toString());

        List<Session> races = run.sessions().stream().filter(session -> session.how().turn() instanceof Turn.Burst)
                .toList();
        assertEquals(1, races.size(), run.sessions().toString());
        for (Session race : races) {
            List<Id> subjects = new ArrayList<>(Gpu.WAYS);
            subjects.add(Gpu.READ_CEILING);
            for (Id subject : subjects) {
                Series series = race.find(subject).orElseThrow();
                assertTrue(series.isMeasured() && series.samples().containsKey("kernel"), series.toString());
            }
            assertTrue(race.facts().toString().contains("61"), "the temperature: " + race.facts());
        }
        assertTrue(run.sessions().stream().filter(session -> session.how().turn() instanceof Turn.JmhFork)
                .allMatch(session -> session.find(Gpu.BACKEND).orElseThrow().verdict().text().equals("matched")),
                run.sessions().toString());
        String text = Files.readString(folderOfRun.resolve("report.md"));
        assertTrue(text.contains("## GPU"), text);
    }

    private Path onlyRecord() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("results"))) {
            List<Path> all = folders.toList();
            assertEquals(1, all.size(), all.toString());
            return all.getFirst();
        }
    }
}
