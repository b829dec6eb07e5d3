package io.alphafair.bench.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.JvmFlags;
import io.alphafair.bench.peer.NativeBuild;
import io.alphafair.bench.peer.PeerUnavailableException;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.testing.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole races in JVMs of their own, of a few milliseconds each. */
class RaceRunnerTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private RaceResult run(Cell race) throws IOException {
        try (RaceRunner runner = new RaceRunner(new JavaCommand(null, JvmFlags.REQUIRED), log, 20)) {
            return runner.run(race);
        }
    }

    /** All but the GPU's, which is a row with a reason on most machines. */
    private static List<RaceResult.Arm> onTheCpu(RaceResult result) {
        List<RaceResult.Arm> gpu = result.arms().stream().filter(arm -> arm.name().startsWith("cuda")).toList();
        assertTrue(!gpu.isEmpty() && gpu.stream().allMatch(arm -> arm.reason().isEmpty() == arm.nanos() > 0),
                gpu.toString());
        return result.arms().stream().filter(arm -> !gpu.contains(arm)).toList();
    }

    private static void requireCompiler() {
        String missing = "";
        try (NativeBuild build = NativeBuild.compile()) {
            assertTrue(build.library().isAbsolute());
        } catch (PeerUnavailableException e) {
            missing = e.getMessage();
        }
        Require.that("cc", missing.isEmpty(), missing);
    }

    @Test
    void everyBackendRacesWithTheCAndTheCeilings() throws IOException {
        requireCompiler();
        RaceResult result = run(RaceKind.READ.on("uniform", 3000, 3, 4));
        assertEquals("", result.reason(), log.toString(StandardCharsets.UTF_8));
        assertEquals(List.of("ceiling-1", "ceiling-all", "scalar", "simd", "forkjoin", "native-1", "native-all"),
                onTheCpu(result).stream().map(RaceResult.Arm::name).toList());
        for (RaceResult.Arm arm : onTheCpu(result)) {
            assertEquals("", arm.reason());
            assertEquals(3000 * (3 * 16 + 4), arm.bytes());
            assertTrue(arm.nanos() > 0 && arm.bursts().size() >= 11, arm.toString());
        }
        assertTrue(Stream.of("simd ceiling-1", "simd native-1", "native-1 ceiling-1", "native-all ceiling-all")
                .allMatch(pair -> result.paired().stream()
                        .anyMatch(paired -> pair.equals(paired.arm() + " " + paired.to())
                                && paired.low() <= paired.ratio()
                                && paired.ratio() <= paired.high())),
                result.paired().toString());
        assertTrue(log.toString(StandardCharsets.UTF_8).contains("native-1"), "the log is empty");
    }

    @Test
    void theDensePassesRaceWithTheWriteCeilings() throws IOException {
        requireCompiler();
        RaceResult result = run(RaceKind.WRITE.on("uniform", 3000, 3, 4));
        assertEquals("", result.reason(), log.toString(StandardCharsets.UTF_8));
        assertEquals(
                List.of("ceiling-1", "ceiling-all", "scalar gradient", "scalar vjp", "simd gradient", "simd vjp",
                        "forkjoin gradient", "forkjoin vjp"),
                onTheCpu(result).stream().map(RaceResult.Arm::name).toList());
        assertTrue(onTheCpu(result).stream().allMatch(arm -> arm.bytes() == 3000 * 3 * 8 && arm.nanos() > 0),
                result.arms().toString());
    }

    @Test
    void aRaceThatCannotBeRunIsAReasonOfOneLine() throws IOException {
        RaceResult result = run(RaceKind.READ.on("nosuch", 10, 1, 1));
        assertTrue(result.reason().startsWith("InvalidInputException: unknown workload 'nosuch'"), result.reason());
        assertEquals(1, result.reason().lines().count());
        assertTrue(result.arms().isEmpty());
    }

    @Test
    void withoutACompilerTheBackendsRaceAndTheRestSaysWhy() {
        RaceOrder order = new RaceOrder(RaceKind.READ.on("uniform", 300, 1, 2), "", "there is no C compiler", 20);
        try (Yardsticks yardsticks = new Yardsticks(order, 2); ReadRace race = new ReadRace(order, yardsticks, 2)) {
            for (Arm arm : race.arms()) {
                if (arm.name().equals("cuda")) {
                    continue;
                }
                boolean c = arm.name().startsWith("native") || arm.name().startsWith("ceiling");
                assertEquals(c ? "there is no C compiler" : "", arm.reason(), arm.name());
            }
        }
    }

    @Test
    void aLibraryThatCannotBeLoadedIsAReason() {
        RaceOrder order = new RaceOrder(RaceKind.READ.on("uniform", 300, 1, 2), "/nowhere/yardstick.so", "", 20);
        try (Yardsticks yardsticks = new Yardsticks(order, 2)) {
            assertTrue(yardsticks.one().isEmpty() && yardsticks.all().isEmpty());
            assertFalse(yardsticks.missing().isEmpty());
        }
    }
}
