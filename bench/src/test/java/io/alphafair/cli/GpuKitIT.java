package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.Json;
import io.alphafair.select.Backends;
import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit, made by the fat jar and unpacked into an empty folder, in an empty environment. */
@Tag("long")
class GpuKitIT {
    private static final long MOST_BYTES = 60_000_000;

    @TempDir
    private static Path folder;
    private static Path kit;

    @BeforeAll
    static void makeTheKit() throws IOException {
        CopiedJar.copyTo(folder);
        ChildJvm.Result made = CopiedJar.run(folder, folder, List.of("gpu-kit", "kit"));
        assertEquals(0, made.exitCode(), made.output());
        Path packed = folder.resolve("kit.tar.xz");
        assertEquals(0,
                ChildJvm.run(List.of("tar", "cJf", packed.toString(), "-C", folder.toString(), "kit")).exitCode());
        assertTrue(Files.size(packed) < MOST_BYTES, Files.size(packed) + " bytes");
        Path empty = Files.createDirectory(folder.resolve("empty folder"));
        assertEquals(0, ChildJvm.run(List.of("tar", "xJf", packed.toString(), "-C", empty.toString())).exitCode());
        Files.delete(folder.resolve("benchmarks.jar"));
        kit = empty.resolve("kit");
    }

    private static ChildJvm.Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-i", "-C", "/", kit.resolve("run.sh").toString()));
        command.addAll(List.of(arguments));
        return ChildJvm.run(command);
    }

    private static boolean hasGpu() {
        return Backends.available().stream().anyMatch(provider -> provider.name().equals("cuda"));
    }

    @Test
    void withoutAGpuItRunsDoctorAndEndsWithTheReason() throws IOException {
        assumeFalse(hasGpu(), "there is a driver here");
        Path out = folder.resolve("out");
        ChildJvm.Result result = run(out.toString(), "120");
        assertEquals(3, result.exitCode(), result.output());
        assertTrue(result.output().contains("runs here: 1 thread, scalar loop"), result.output());
        assertTrue(result.output().contains("no GPU can be used here: backend 'cuda' cannot run here: no driver: "),
                result.output());
        assertEquals(result.output().strip(), Files.readString(out.resolve("log")).strip());
        JsonNode record = Json.read(out.resolve("gpu-check.json"), JsonNode.class);
        assertTrue(record.path("reason").asText().startsWith("no driver: "), record.toString());
        assertFalse(Files.exists(out.resolve("record")));
    }

    @Test
    void withoutArgumentsItMakesAFolderOfItsOwn() throws IOException {
        assumeFalse(hasGpu(), "there is a driver here");
        assertEquals(3, run().exitCode());
        try (Stream<Path> files = Files.list(kit)) {
            Path out = files.filter(file -> file.getFileName().toString().startsWith("out-")).findFirst().orElseThrow();
            assertTrue(Files.exists(out.resolve("log")) && Files.exists(out.resolve("gpu-check.json")));
        }
    }

    /** Other modules than those of doctor: JMH's host and its forks, and every other kind of child; one backend is enough. */
    @Test
    void theRuntimeMeasuresInEveryKindOfChild() {
        List<String> command = List.of("env", "-i", "-C", folder.toString(), kit.resolve("bin/java").toString(),
                "--add-modules=jdk.incubator.vector", "-cp", kit.resolve("benchmarks.jar").toString(),
                Main.class.getName(), "bench", "--profile", "smoke", "--", "Race.read", "BestItems", "ColdStart",
                "Process", "-p", "backend=simd");
        ChildJvm.Result result = ChildJvm.run(command);
        assertEquals(0, result.exitCode(), result.output());
        for (String measured : List.of("Race.read", "BestItems", "ColdStart", "Process")) {
            assertTrue(result.output().contains("/4] " + measured), result.output());
        }
    }

    @Test
    void badUsageIsOneLine() {
        assertEquals(2, run("out", "soon").exitCode());
        assertEquals("error: SECONDS is 5: expected at least 60", run("out", "5").output().strip());
    }
}
