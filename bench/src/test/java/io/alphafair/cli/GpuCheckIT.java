package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.subject.Gpu;
import io.alphafair.bench.record.Json;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fat jar alone in an empty folder, as it is copied to a machine with a GPU. */
class GpuCheckIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheJar() throws IOException {
        CopiedJar.copyTo(folder);
    }

    private ChildJvm.Result run(Path libraries, String... options) {
        List<String> arguments = new ArrayList<>(List.of("gpu-check", "--out", record().toString()));
        arguments.addAll(List.of(options));
        return CopiedJar.run(folder, libraries, arguments);
    }

    private Path record() {
        return folder.resolve("gpu-check.json");
    }

    @Test
    void withoutADriverTheRecordSaysWhy() throws IOException {
        assumeFalse(Backends.available().stream().anyMatch(provider -> provider.name().equals("cuda")),
                "there is a driver here");
        ChildJvm.Result result = run(folder);
        assertEquals(3, result.exitCode(), result.output());
        assertTrue(result.output().contains("error: backend 'cuda' cannot run here: "), result.output());
        GpuCheck.Result record = Json.read(record(), GpuCheck.Result.class);
        assertFalse(record.reason().isEmpty());
        assertTrue(record.steps().isEmpty() && record.run().sessions().isEmpty()
                && record.run().environment().devices().isEmpty());
    }

    @Test
    void onTheInterpretedDeviceTheRecordIsComplete() throws IOException {
        ChildJvm.Result result = run(CopiedJar.interpretedDevice(), "--problems", "40", "--tied-rows", "100",
                "--largest",
                "10000",
                "--minutes", "20");
        assertEquals(0, result.exitCode(), result.output());
        GpuCheck.Result record = Json.read(record(), GpuCheck.Result.class);
        assertTrue(record.allRight(), result.output());
        assertEquals(List.of("golden", "capped", "ties", "generated", "times"),
                record.steps().stream().map(GpuCheck.Step::name).toList());
        assertEquals("108 golden cases have the reference's answers", record.steps().getFirst().detail());
        assertEquals("184 golden cases with caps have the reference's funded entries",
                record.steps().get(1).detail());
        Session session = record.run().sessions().getFirst();
        for (var way : Gpu.WAYS) {
            Series series = session.find(way).orElseThrow();
            assertTrue(series.isMeasured() && series.samples().containsKey("kernel"), series.toString());
        }
        assertEquals(1, record.run().environment().devices().size());
        assertTrue(result.output().contains("## GPU"), result.output());
    }

    /** What a process says that is killed before its end, as one that overruns its time. */
    @Test
    void whatIsFoundIsOnDiskAfterEachStep() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(CopiedJar.command(folder,
                List.of("LD_LIBRARY_PATH=" + CopiedJar.interpretedDevice()),
                List.of("gpu-check", "--out", record().toString(), "--tied-rows", "100", "--minutes", "20")))
                .redirectErrorStream(true).redirectOutput(folder.resolve("child.txt").toFile()).start();
        while (process.isAlive() && !Files.exists(record())) {
            Thread.sleep(20);
        }
        process.destroyForcibly().waitFor();
        GpuCheck.Result record = Json.read(record(), GpuCheck.Result.class);
        assertEquals("golden", record.steps().getFirst().name());
    }

    private GpuCheck.Step failed(String device, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("gpu-check", "--out", record().toString(), "--tied-rows",
                "100", "--largest", "10000", "--minutes", "20"));
        arguments.addAll(List.of(options));
        ChildJvm.Result result = CopiedJar.run(folder,
                List.of("LD_LIBRARY_PATH=" + CopiedJar.interpretedDevice(), "ALPHAFAIR_DEVICE_FAIL=" + device),
                arguments);
        assertEquals(1, result.exitCode(), result.output());
        assertFalse(result.output().contains("\tat "), result.output());
        GpuCheck.Result record = Json.read(record(), GpuCheck.Result.class);
        assertFalse(record.allRight());
        return record.steps().stream().filter(step -> !step.passed()).findFirst().orElseThrow();
    }

    @Test
    void aDeviceThatIsLostInTheMiddleIsALineOfTheRecord() throws IOException {
        GpuCheck.Step lost = failed("cuLaunchKernel:900=719", "--problems", "40");
        assertTrue(lost.detail().contains("cuLaunchKernel failed with 719 (CUDA_ERROR_LAUNCH_FAILED)"), lost.detail());
    }

    @Test
    void aDeviceThatIsLostWhileItIsTimedIsWrong() throws IOException {
        GpuCheck.Step lost = failed("cuLaunchKernel:3800=719", "--problems", "1");
        assertEquals("times", lost.name());
        assertTrue(lost.detail().contains("cuLaunchKernel failed with 719 (CUDA_ERROR_LAUNCH_FAILED)"), lost.detail());
    }

    @Test
    void aKitThatCannotBeWrittenIsOneLine() {
        ChildJvm.Result result = CopiedJar.run(folder, folder, List.of("gpu-kit", "benchmarks.jar/kit"));
        assertEquals(2, result.exitCode(), result.output());
        assertTrue(result.output().contains("error: benchmarks.jar/kit cannot be written ("), result.output());
        assertFalse(result.output().contains("\tat "), result.output());
    }
}
