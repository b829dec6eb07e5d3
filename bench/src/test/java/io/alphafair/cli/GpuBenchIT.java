package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.alphafair.bench.Question;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.cuda.DeviceInfo;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench --profile gpu} of the fat jar alone in an empty folder; what it measures there says nothing about speed. */
class GpuBenchIT {
    private static final int N = 400;
    private static final int T = 4;
    private static final int K = 3;
    /** All that a call copies back: tables of 64-bit words, see pass.h. */
    private static final long ANSWER_BYTES = 8 * (2 + 4 * K + 2);

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
    void onTheInterpretedDeviceTheRecordIsComplete() throws IOException {
        Path libraries = Path.of(CopiedJar.interpretedDevice() + File.pathSeparator + CopiedJar.nvmlStub());
        ChildJvm.Result result = CopiedJar.run(folder, libraries,
                List.of("bench", "--profile", "gpu", "--", "Race.gpu", "DenseVjp", "-p", "shape=uniform", "-p",
                        "n=" + N / 2 + "," + N, "-p", "t=" + T, "-p", "k=" + K, "-p", "backend=cuda", "-f", "1", "-wi",
                        "1", "-w", "1ms", "-i", "2", "-r", "1ms"));
        assertEquals(0, result.exitCode(), result.output());
        Path folderOfRun = onlyRecord();
        RunRecord record = RunRecord.read(folderOfRun);
        assertEquals("gpu", record.environment().run().profile());
        assertEquals(2, record.jmh().size(), result.output());
        assertEquals("cuda", RunRecord.cellOf(record.jmh().get(0)).backend());

        DeviceInfo device = record.environment().devices().getFirst();
        assertEquals("", device.sensors());
        assertEquals("550.54.15", device.driver());
        assertTrue(device.multiprocessors() == 2 && device.compileMillis() > 0, device.toString());

        GpuReport gpu = record.gpu().orElseThrow();
        assertEquals(2, gpu.problems().size());
        gpu.problems().forEach(GpuBenchIT::assertComplete);
        assertEquals(3 * 3, gpu.crossovers().size());
        for (String file : List.of("table.md", "report.md")) {
            String text = Files.readString(folderOfRun.resolve(file));
            assertTrue(text.contains("## GPU") && text.contains("held back by power cap, temperature"), text);
        }
    }

    private static void assertComplete(GpuReport.Problem problem) {
        assertEquals("", problem.race().reason());
        assertEquals(List.of(GpuReport.RESIDENT, GpuReport.UPDATE, GpuReport.TRANSFER, "scalar", "simd", "forkjoin"),
                problem.race().arms().stream().map(RaceResult.Arm::name).toList());
        assertEquals(3 * 3, problem.race().paired().size());
        assertEquals(List.of(GpuReport.RESIDENT, GpuReport.UPDATE, GpuReport.TRANSFER, GpuReport.CEILING),
                problem.arms().stream().map(GpuReport.Arm::name).toList());
        long n = Long.parseLong(problem.race().race().params().get("n"));
        long benefits = n * T * 8;
        assertEquals(
                List.of(0L, benefits, Question.BEST_ITEMS.bytes(n, T), 0L),
                problem.arms().stream().map(GpuReport.Arm::uploadBytes).toList(),
                "a resident problem copies nothing to the GPU, new benefits only themselves");
        for (GpuReport.Arm arm : problem.arms()) {
            assertTrue(arm.kernelMillis() > 0 && arm.gigabytesPerSecond() > 0, arm.toString());
            boolean way = GpuReport.WAYS.contains(arm.name());
            assertEquals(way ? ANSWER_BYTES : 0, arm.downloadBytes());
            assertEquals(way, arm.joules() > 0, arm.toString());
            boolean resident = arm.name().equals(GpuReport.RESIDENT);
            assertEquals(resident, arm.low() > 0 && arm.low() <= arm.ofCeiling() && arm.ofCeiling() <= arm.high(),
                    arm.toString());
        }
        assertEquals(61, problem.state().celsius());
    }

    private Path onlyRecord() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("results"))) {
            List<Path> all = folders.toList();
            assertEquals(1, all.size(), all.toString());
            return all.getFirst();
        }
    }
}
