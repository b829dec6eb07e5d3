package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose disk is full keeps what it has finished, and leaves nothing that counts as finished and is not. */
class FullDiskTest {
    private static final int LARGE = 1 << 18;
    private static final int LIMIT_KIBIBYTES = 64;

    /** Keeps one session, fails to keep a larger one, and fails to finish; prints why. */
    static final class FillMain {
        private FillMain() {
        }

        public static void main(String[] arguments) throws IOException {
            RunFolder run = RunFolder.begin(Path.of(arguments[0]), SampleRuns.header("2026-01-01T00:00:00Z"));
            run.keep(SampleRuns.session());
            try {
                run.keep(large());
            } catch (IOException e) {
                System.out.println("keep: " + e.getMessage());
            }
            try {
                run.finish(SampleRuns.run(), Map.of("report.md", "x".repeat(LARGE)));
            } catch (IOException e) {
                System.out.println("finish: " + e.getMessage());
            }
        }
    }

    private static Session large() {
        return Session.without("bestItems", SampleRuns.PROBLEM.with("k", "9"), Schedule.jmh(2, 1, 4, 100),
                "x".repeat(LARGE));
    }

    @TempDir
    private Path results;

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void whatFitsIsKeptAndTheRestIsMeasuredAgain() throws IOException {
        ChildJvm.Result result = ChildJvm.withFileLimit(LIMIT_KIBIBYTES, List.of("-cp",
                System.getProperty("java.class.path"), FillMain.class.getName(), results.toString()));
        assertEquals(List.of("keep: File too large", "finish: File too large"), result.output().lines().toList());
        assertEquals(Set.of("2026-01-01-test-cpu-0123456.unfinished"), names(results));
        RunFolder resumed = RunFolder.unfinished(results, SampleRuns.header("2026-01-02T00:00:00Z")).resumed();
        assertEquals(Json.text(SampleRuns.session()),
                Json.text(resumed.find(SampleRuns.session().key()).orElseThrow()));
        assertTrue(resumed.find(large().key()).isEmpty());
        assertEquals(4, names(resumed.folder()).size(),
                () -> "run.json, lock, one session and record: " + resumed.folder());
        Path record = resumed.finish(SampleRuns.run(), Map.of());
        assertEquals(Set.of("jmh.json", "environment.json", "sessions.json"), names(record));
        assertEquals(Set.of(record.getFileName().toString()), names(results));
    }
}
