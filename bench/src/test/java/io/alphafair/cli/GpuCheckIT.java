package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.alphafair.bench.gpu.GpuRecord;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.Json;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import java.io.IOException;
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
        GpuRecord record = Json.read(record(), GpuRecord.class);
        assertFalse(record.reason().isEmpty());
        assertTrue(record.steps().isEmpty() && record.times().problems().isEmpty() && record.devices().isEmpty());
    }

    @Test
    void onTheInterpretedDeviceTheRecordIsComplete() throws IOException {
        ChildJvm.Result result = run(CopiedJar.interpretedDevice(), "--problems", "40", "--tied-rows", "100",
                "--largest",
                "10000",
                "--minutes", "20");
        assertEquals(0, result.exitCode(), result.output());
        GpuRecord record = Json.read(record(), GpuRecord.class);
        assertTrue(record.allRight(), result.output());
        assertEquals(List.of("golden", "ties", "generated", "times"),
                record.steps().stream().map(GpuRecord.Step::name).toList());
        assertEquals("108 cases equal scalar", record.steps().getFirst().detail());
        assertEquals(6, record.times().problems().size());
        assertTrue(record.times().problems().stream().flatMap(problem -> problem.arms().stream())
                .filter(arm -> arm.name().equals(GpuReport.UPDATE)).allMatch(arm -> arm.uploadMillis() > 0));
        // Three ways, and as many CPU backends for each T and K.
        assertEquals(3 * 3 * 6, record.times().crossovers().size());
        assertEquals(1, record.devices().size());
        assertTrue(result.output().contains("## GPU"), result.output());
    }

    @Test
    void aDeviceThatIsLostInTheMiddleIsALineOfTheRecord() throws IOException {
        ChildJvm.Result result = CopiedJar.run(folder,
                List.of("LD_LIBRARY_PATH=" + CopiedJar.interpretedDevice(),
                        "ALPHAFAIR_DEVICE_FAIL=cuLaunchKernel:900=719"),
                List.of("gpu-check", "--out", record().toString(), "--problems", "40", "--tied-rows", "100",
                        "--largest",
                        "10000", "--minutes", "20"));
        assertEquals(1, result.exitCode(), result.output());
        assertFalse(result.output().contains("\tat "), result.output());
        GpuRecord record = Json.read(record(), GpuRecord.class);
        assertFalse(record.allRight());
        GpuRecord.Step lost = record.steps().stream().filter(step -> !step.passed()).findFirst().orElseThrow();
        assertTrue(lost.detail().contains("cuLaunchKernel failed with 719 (CUDA_ERROR_LAUNCH_FAILED)"), lost.detail());
        assertTrue(record.steps().getFirst().passed(), result.output());
    }
}
