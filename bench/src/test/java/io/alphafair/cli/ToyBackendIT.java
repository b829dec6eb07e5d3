package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the fat jar, installed without sources, and a jar of somebody else in ALPHAFAIR_CLASSPATH. */
class ToyBackendIT {
    @TempDir
    private Path folder;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        launcher = folder.resolve("installed/alphafair");
        Path target = Files.createDirectories(folder.resolve("installed/bench/target"));
        Files.copy(FakeCheckout.LAUNCHER, launcher);
        CopiedJar.copyTo(target);
        ToyBackends.jar(folder, System.getProperty("java.class.path"), "toy", "wrong");
    }

    private ChildJvm.Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString(), "ALPHAFAIR_CLASSPATH=toy.jar",
                "ALPHAFAIR_JAVA_HOME=" + System.getProperty("java.home"), launcher.toString()));
        command.addAll(List.of(arguments));
        return ChildJvm.run(command);
    }

    @Test
    void itIsInDoctorInTheGateInASmokeRunAndInItsReport() throws IOException {
        ChildJvm.Result doctor = run("doctor");
        assertEquals(Main.WRONG, doctor.exitCode(), doctor.output());
        assertTrue(doctor.output().contains("runs here: a toy, 1 thread"), doctor.output());
        assertTrue(doctor.output().contains("WRONG ANSWER, please report it: backend wrong "), doctor.output());

        ChildJvm.Result soak = run("soak", "--problems", "50", "--seed", "1");
        assertEquals(Main.WRONG, soak.exitCode(), soak.output());
        assertTrue(soak.output().contains("WRONG ANSWER, please report it: backend wrong "), soak.output());

        // The choices of auto are compared with every backend, also with those that nobody names.
        ChildJvm.Result bench = run("bench", "--profile", "smoke", "--", "Race.read", "BestItems", "ColdStart",
                "Process",
                "auto.regret", "-p", "backend=scalar,toy,wrong");
        assertEquals(1, bench.exitCode(), bench.output());
        Path record;
        try (Stream<Path> records = Files.list(folder.resolve("results"))) {
            record = records.findFirst().orElseThrow();
        }
        Run run = RunFolder.read(record);
        for (Class<?> turn : List.of(Turn.Burst.class, Turn.JmhFork.class, Turn.FreshJvm.class,
                Turn.WholeProcess.class)) {
            assertTrue(series(run, turn, "toy").anyMatch(series -> series.verdict() == Verdict.MATCHED),
                    turn.toString());
            assertTrue(series(run, turn, "wrong").anyMatch(series -> series.verdict() == Verdict.MISMATCHED),
                    turn.toString());
        }
        List<Session> auto = run.sessions().stream().filter(session -> session.how().place() == Place.SHARED_FORK)
                .toList();
        assertEquals(2, auto.size(), auto.toString());
        for (Session session : auto) {
            assertEquals(Verdict.MATCHED, session.find(Id.parse("toy")).orElseThrow().verdict(), session.toString());
            assertTrue(session.find(Id.parse("simd")).isPresent(), session.toString());
        }
        assertTrue(run.sessions().stream().flatMap(session -> session.find(Id.parse("wrong")).stream())
                .noneMatch(Series::isMeasured), run.sessions().toString());
        String report = Files.readString(record.resolve("report.md"));
        assertTrue(report.contains("| toy | a backend of somebody else | a toy, 1 thread |"), report);
        assertTrue(Files.readString(record.resolve("report.html")).contains("a backend of somebody else"));
    }

    private static Stream<Series> series(Run run, Class<?> turn, String backend) {
        return run.sessions().stream().filter(session -> turn.isInstance(session.how().turn()))
                .map((Session session) -> session.find(Id.parse(backend))).flatMap(Optional::stream);
    }
}
