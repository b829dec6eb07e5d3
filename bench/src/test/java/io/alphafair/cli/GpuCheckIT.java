package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.alphafair.bench.JvmFlags;
import io.alphafair.bench.gpu.GpuRecord;
import io.alphafair.bench.record.Json;
import io.alphafair.contract.ChildJvm;
import io.alphafair.contract.Require;
import io.alphafair.select.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fat jar alone in an empty folder, as it is copied to a machine with a GPU. */
class GpuCheckIT {
    private static final Path ROOT = Path.of(System.getProperty("alphafair.root"));

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheJar() throws IOException {
        Files.copy(ROOT.resolve("bench/target/benchmarks.jar"), folder.resolve("benchmarks.jar"));
    }

    private ChildJvm.Result run(Path libraries, String... options) {
        List<String> command = new ArrayList<>(List.of("env", "LD_LIBRARY_PATH=" + libraries,
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.REQUIRED);
        command.addAll(List.of("-cp", folder.resolve("benchmarks.jar").toString(), "io.alphafair.cli.Main", "gpu-check",
                "--out", record().toString()));
        command.addAll(List.of(options));
        return ChildJvm.run(command);
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
        assertTrue(record.steps().isEmpty() && record.times().isEmpty());
    }

    @Test
    void onTheInterpretedDeviceTheRecordIsComplete() throws IOException {
        ChildJvm.Result result = run(interpretedDevice(), "--problems", "40", "--tied-rows", "100", "--largest",
                "10000",
                "--minutes", "20");
        assertEquals(0, result.exitCode(), result.output());
        GpuRecord record = Json.read(record(), GpuRecord.class);
        assertTrue(record.allRight(), result.output());
        assertEquals(List.of("golden", "ties", "generated", "times"),
                record.steps().stream().map(GpuRecord.Step::name).toList());
        assertEquals("108 cases equal scalar", record.steps().getFirst().detail());
        assertTrue(record.times().stream().anyMatch(time -> time.way().equals("update") && time.uploadMillis() > 0));
        assertFalse(record.crossovers().isEmpty());
    }

    /** The tests of cuda have built it. */
    private static Path interpretedDevice() throws IOException {
        Path built = ROOT.resolve("cuda/target/interpreted-device");
        Optional<Path> library = Optional.empty();
        if (Files.isDirectory(built)) {
            try (Stream<Path> files = Files.walk(built)) {
                library = files.filter(file -> file.endsWith("libcuda.so.1"))
                        .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
            }
        }
        Require.that("cuda", library.isPresent(), "the interpreted device is not built: run the tests of cuda first");
        return library.get().getParent();
    }
}
