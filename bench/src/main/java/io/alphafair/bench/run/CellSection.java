package io.alphafair.bench.run;

import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Environment.BackendInfo;
import io.alphafair.bench.record.UnfinishedRun;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;

/** The cells of a run: those that are not finished yet are measured with JMH, and kept one by one. */
final class CellSection {
    private final JmhOptions options;
    private final Effort effort;
    private final Progress progress;
    private final List<BackendInfo> backends;

    /** @param backends those of the forks' JVM */
    CellSection(JmhOptions options, Effort effort, Progress progress, List<BackendInfo> backends) {
        this.options = options;
        this.effort = effort;
        this.progress = progress;
        this.backends = backends;
    }

    /**
     * @param cells all of the run
     * @throws IOException if a file cannot be written; what is finished stays for {@code resume}
     * @throws RunnerException if JMH cannot run
     */
    List<CellResult> run(UnfinishedRun run, List<Cell> cells) throws IOException, RunnerException {
        Map<Cell, CellResult> kept = new HashMap<>();
        for (Cell cell : cells) {
            run.find(cell).ifPresent(result -> kept.put(cell, result));
        }
        progress.begin(cells.size(), kept.size());
        List<CellResult> results = new ArrayList<>();
        try (OutputStream file = Files.newOutputStream(run.log(), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND); PrintStream log = new PrintStream(file, true, StandardCharsets.UTF_8)) {
            CellRunner runner = new CellRunner(options, effort, log);
            for (Cell cell : cells) {
                CellResult result = kept.get(cell);
                if (result == null) {
                    progress.started(cell);
                    long start = System.nanoTime();
                    Optional<CellResult> without = unavailable(cell);
                    result = without.isPresent() ? without.get() : runner.run(cell);
                    run.keep(result);
                    progress.finished(result, Duration.ofNanos(System.nanoTime() - start));
                }
                results.add(result);
            }
        } finally {
            progress.end();
        }
        return results;
    }

    /** A backend of which the forks' JVM says that it cannot run needs no fork to say so again. */
    private Optional<CellResult> unavailable(Cell cell) {
        return backends.stream().filter(backend -> backend.name().equals(cell.backend()) && !backend.available())
                .map(backend -> CellResult.without(cell, Verdict.UNAVAILABLE, backend.reason())).findFirst();
    }
}
