package io.alphafair.bench.run;

import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.race.RaceRunner;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.UnfinishedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The races of a run: those that are not finished yet are run, and kept one by one. */
final class RaceSection {
    private final JavaCommand java;
    private final Progress progress;
    private final int millis;

    RaceSection(JavaCommand java, Progress progress, int millis) {
        this.java = java;
        this.progress = progress;
        this.millis = millis;
    }

    /** @throws IOException if a file cannot be written; what is finished stays for {@code resume} */
    List<RaceResult> run(UnfinishedRun run, List<Cell> races) throws IOException {
        List<RaceResult> results = new ArrayList<>();
        List<Cell> left = new ArrayList<>();
        for (Cell race : races) {
            if (run.findRace(race).isEmpty()) {
                left.add(race);
            }
        }
        if (!left.isEmpty()) {
            runAll(run, left, races.size());
        }
        for (Cell race : races) {
            results.add(run.findRace(race).orElseThrow());
        }
        return results;
    }

    private void runAll(UnfinishedRun run, List<Cell> left, int total) throws IOException {
        progress.begin(total, total - left.size());
        try (OutputStream log = Files.newOutputStream(run.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                RaceRunner runner = new RaceRunner(java, log, millis)) {
            for (Cell race : left) {
                progress.started(race);
                long start = System.nanoTime();
                RaceResult result = runner.run(race);
                run.keep(result);
                progress.finished(race, outcome(result), !result.reason().isEmpty(),
                        Optional.of(Duration.ofNanos(System.nanoTime() - start)));
            }
        } finally {
            progress.end();
        }
    }

    private static String outcome(RaceResult result) {
        return result.reason().isEmpty() ? result.arms().size() + " arms raced" : "failed: " + result.reason();
    }
}
