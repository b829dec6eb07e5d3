package io.alphafair.bench.peer.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.JvmFlags;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Peers;
import io.alphafair.bench.record.Verdict;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arms as they are, on tiny problems and for a millisecond a turn. */
class PeerRunTest {
    private static final PeerRun.Pace SHORT = new PeerRun.Pace(2, Duration.ofMillis(1), Duration.ofSeconds(60));
    private static final JavaCommand JAVA = new JavaCommand(null, JvmFlags.REQUIRED);
    private static final PeerRun.Problem ONE_GROUP = new PeerRun.Problem("ascending", 10, 1, 1);

    private final List<String> said = new ArrayList<>();

    private List<Peers.Row> run(List<Arm> peers, List<Arm> backends, PeerRun.Pace pace, PeerRun.Problem... problems)
            throws IOException {
        PeerRun run = new PeerRun(peers, backends, 1, pace, said::add);
        List<Peers.Row> rows = new ArrayList<>();
        for (PeerRun.Problem problem : problems) {
            rows.addAll(run.run(problem));
        }
        return rows;
    }

    /** More rows than a block of numpy_best has; one item and several. */
    private static PeerRun.Problem[] problems() {
        return new PeerRun.Problem[]{new PeerRun.Problem("uniform", 70_000, 1, 7),
                new PeerRun.Problem("scaled", 30_000, 3, 300)};
    }

    @ParameterizedTest
    @ValueSource(strings = {"numpy notebook", "numpy vectorised", "numpy best", "torch"})
    void everyScriptHasScalarsAnswer(String name) throws IOException {
        Arm arm = PythonArm.all().stream().filter(peer -> peer.name().equals(name)).findFirst().orElseThrow();
        Require.that(name.split(" ")[0], arm.missing().isEmpty(), arm.missing().orElse(""));
        assertMatched(run(List.of(arm), List.of(), SHORT, problems()));
    }

    @Test
    void torchOnAGpuHasScalarsAnswerOrSaysWhyNot() throws IOException {
        Arm arm = PythonArm.torch().getLast();
        assertEquals("torch cuda", arm.name());
        List<Peers.Row> rows = run(List.of(arm), List.of(), SHORT, problems());
        if (arm.missing().isEmpty()) {
            assertMatched(rows);
        } else {
            assertEquals(Verdict.UNAVAILABLE, rows.getFirst().verdict());
            assertTrue(
                    arm.missing().get().matches("PyTorch \\S+ finds no GPU: install a build for CUDA, see pytorch.org"
                            + "|python3 has no .*torch.*|python3 is not on the path.*"),
                    arm.missing().get());
            assertEquals(arm.missing().get(), rows.getFirst().reason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "duckdb one arg_max"})
    void everyQueryHasScalarsAnswer(String name) throws IOException {
        Arm arm = DuckDbArm.all(JAVA).stream().filter(peer -> peer.name().equals(name)).findFirst().orElseThrow();
        Require.that("duckdb", arm.missing().isEmpty(), arm.missing().orElse(""));
        List<Peers.Row> rows = run(List.of(arm), List.of(), SHORT, problems());
        assertMatched(rows);
        assertTrue(rows.getFirst().versions().get("duckdb").matches("v\\d.*"), rows.toString());
    }

    private static void assertMatched(List<Peers.Row> rows) {
        assertEquals(2, rows.size());
        rows.forEach(row -> assertEquals(Verdict.MATCHED, row.verdict(), row.toString()));
    }

    @Test
    void aPeerHasAsManyTimesAsTheBackendsThatItTookTurnsWith() throws IOException {
        List<Peers.Row> rows = run(List.of(new BackendArm("scalar", JAVA)),
                List.of(new BackendArm("forkjoin", JAVA), new BackendArm("simd", JAVA)), SHORT,
                new PeerRun.Problem("uniform", 50, 3, 4));
        Peers.Row row = rows.getFirst();
        assertEquals(List.of("forkjoin", "simd"), row.against().stream().map(Peers.Against::backend).toList());
        for (Peers.Against against : row.against()) {
            assertEquals(2, against.peerNanos().size());
            assertEquals(2, against.backendNanos().size());
            double first = against.peerNanos().get(0) / against.backendNanos().get(0);
            double second = against.peerNanos().get(1) / against.backendNanos().get(1);
            assertEquals((first + second) / 2, against.ratio());
            assertEquals(Math.min(first, second), against.low());
            assertEquals(Math.max(first, second), against.high());
        }
        assertEquals(1, said.size());
        assertTrue(said.getFirst().startsWith("peers, uniform 50 x 3, K = 4, scalar: "), said.getFirst());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "LIES     | MISMATCHED | group 0 has ratio 10.000000000000002 at 9, scalar's is 10.0 at 9",
            "DAMAGED  | FAILED     | its answer is damaged: not the Reply expected: Unexpected end-of-input",
            "TIMELESS | FAILED     | its answer is incomplete: expected the times of at least one call",
            "ENDS     | FAILED     | it ended early: IllegalStateException: out of luck"})
    void aWrongPeerIsARowWithItsReasonAndNoTime(FakeWorker.Fault fault, Verdict verdict, String reason)
            throws IOException {
        List<Peers.Row> rows = run(List.of(FakeWorker.arm(fault)), List.of(), SHORT, ONE_GROUP);
        assertEquals(verdict, rows.getFirst().verdict(), rows.toString());
        assertTrue(rows.getFirst().reason().startsWith(reason), rows.getFirst().reason());
        assertTrue(rows.getFirst().against().isEmpty() && rows.getFirst().versions().isEmpty(), rows.toString());
    }

    @Test
    void aSilentPeerIsNotWaitedForForEver() throws IOException {
        PeerRun.Pace impatient = new PeerRun.Pace(1, Duration.ofMillis(1), Duration.ofSeconds(1));
        List<Peers.Row> rows = run(List.of(FakeWorker.arm(FakeWorker.Fault.SILENT)), List.of(), impatient, ONE_GROUP);
        assertEquals("it did not answer within 1 s", rows.getFirst().reason());
        assertEquals(Verdict.FAILED, rows.getFirst().verdict());
    }

    @ParameterizedTest
    @EnumSource(value = FakeWorker.Fault.class, names = {"LIES", "ENDS"})
    void aWrongBackendIsARowAndThePeerGoesOnWithTheOthers(FakeWorker.Fault fault) throws IOException {
        List<Peers.Row> rows = run(List.of(new BackendArm("scalar", JAVA)),
                List.of(FakeWorker.arm(fault), new BackendArm("simd", JAVA)), SHORT, ONE_GROUP);
        assertEquals(List.of("scalar", "fake"), rows.stream().map(Peers.Row::peer).toList());
        assertEquals(List.of("simd"), rows.getFirst().against().stream().map(Peers.Against::backend).toList());
        assertTrue(rows.getLast().verdict().compareTo(Verdict.MATCHED) > 0, rows.toString());
    }

    @Test
    void whatIsMissingIsAReason() throws IOException {
        Arm noPython = new PythonArm("x", "", "no-such-python", "x.py", List.of("numpy"));
        List<Peers.Row> rows = run(List.of(noPython), List.of(), SHORT, ONE_GROUP);
        assertEquals(Verdict.UNAVAILABLE, rows.getFirst().verdict());
        assertEquals("no-such-python is not on the path: install Python 3 with numpy", rows.getFirst().reason());

        Arm noDriver = new DuckDbArm(DuckDbQuery.USUAL, Path.of("no-such.jar"), JAVA);
        assertTrue(noDriver.missing().orElse("").endsWith("fetch its 80 MB with mvn -Ppeers -pl bench "
                + "dependency:copy@peers"), noDriver.missing().toString());

        Arm noModule = new PythonArm("x", "", "python3", "x.py", List.of("sys", "no_such_module"));
        Require.that("python", !noModule.missing().orElse("").contains("not on the path"),
                noModule.missing().orElse(""));
        assertEquals("python3 has no no_such_module: install with python3 -m pip install no_such_module",
                noModule.missing().orElse(""));
    }

    @Test
    void theProfileOfTheRemedyIsInTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<id>peers</id>") && pom.contains("<stripVersion>true</stripVersion>"), pom);
        assertEquals("duckdb_jdbc.jar", DuckDbArm.driver().getFileName().toString());
    }
}
