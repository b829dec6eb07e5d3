package io.alphafair.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.plan.Profile;
import io.alphafair.bench.process.ChangingFolder;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.RunFolder;
import io.alphafair.bench.record.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that the system kills, which has no chance to tidy up, goes on where it was. */
@Tag("long")
@Timeout(300)
class KilledRunTest {
    private static final String CELLS = "BestItems -p backend=scalar -p t=1 -p k=1 -p shape=uniform -f 1 -wi 1 -w 1s -i 1 "
            + "-r 10ms -p n=600,700,800";

    @TempDir
    private Path folder;

    private List<Path> sessions(Path results) throws IOException {
        return ChangingFolder.files(results)
                .filter(file -> file.getFileName().toString().matches("session-.*\\.json")).toList();
    }

    @Test
    void aKilledRunIsResumedAndKeepsWhatItHadFinished() throws IOException, InterruptedException {
        Path results = folder.resolve("results");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> command = new JavaCommand(null, List.of("-Djava.io.tmpdir=" + temporary)).of(
                BenchRunTest.Ended.class, results.toString(), CELLS);
        List<ProcessHandle> children;
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile()))) {
            while (sessions(results).isEmpty()) {
                assertTrue(child.process().isAlive(), Files.readString(folder.resolve("out.txt")));
                Thread.sleep(20);
            }
            children = new ArrayList<>(child.process().descendants().toList());
            // SIGKILL to that process alone; the others have to notice.
            child.process().toHandle().destroyForcibly();
            child.process().waitFor();
        }
        children.forEach(child -> child.onExit().join());
        List<Session> kept = new ArrayList<>();
        for (Path session : sessions(results)) {
            kept.add(Json.read(session, Session.class));
        }
        assertTrue(kept.size() < 3, "it had finished before it was killed");
        Run run = new BenchRun(
                new BenchRun.Request(Profile.QUICK, true, false, Optional.empty(), results, Optional.empty(),
                        List.of(CELLS.split(" ")), ""),
                new Progress(new PrintWriter(new StringWriter()), false)).run(ignored -> Map.of()).run();
        assertEquals(3, run.sessions().size());
        assertEquals(1, run.environment().run().interruptions());
        for (Session session : run.sessions()) {
            assertTrue(session.find(Id.parse("scalar")).orElseThrow().isMeasured(), session.toString());
        }
        for (Session session : kept) {
            assertTrue(run.sessions().stream().anyMatch(one -> Json.text(one).equals(Json.text(session))),
                    "a session was measured again");
        }
        List<Path> left;
        try (Stream<Path> folders = Files.list(results)) {
            left = folders.toList();
        }
        assertEquals(1, left.size(), left::toString);
        assertEquals(3, RunFolder.read(left.getFirst()).sessions().size());
    }
}
