package io.alphafair.bench.run;

import io.alphafair.bench.gpu.GpuCrossovers;
import io.alphafair.bench.gpu.GpuEffort;
import io.alphafair.bench.gpu.GpuFork;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.race.OrderFork;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.Redaction;
import io.alphafair.bench.record.UnfinishedRun;
import io.alphafair.cuda.DeviceState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The GPU beside the CPU backends: the problems that are not finished yet are measured, and kept one by one. */
final class GpuSection {
    private final JavaCommand java;
    private final Progress progress;
    private final int millis;

    /** @param millis how long the turns of a problem last together */
    GpuSection(JavaCommand java, Progress progress, int millis) {
        this.java = java;
        this.progress = progress;
        this.millis = millis;
    }

    /** @throws IOException if a file cannot be written; what is finished stays for {@code resume} */
    GpuReport run(UnfinishedRun run, List<Cell> races) throws IOException {
        List<Cell> left = new ArrayList<>();
        for (Cell race : races) {
            if (run.findGpu(race).isEmpty()) {
                left.add(race);
            }
        }
        progress.begin(races.size(), races.size() - left.size());
        try (OutputStream log = Files.newOutputStream(run.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                OrderFork fork = new OrderFork(GpuFork.class, java, log)) {
            for (Cell race : left) {
                progress.started(race);
                long start = System.nanoTime();
                GpuReport.Problem result = fork.run(new GpuFork.Order(race, GpuEffort.of(millis)),
                        GpuReport.Problem.class, reason -> failed(race, reason));
                run.keep(result);
                progress.finished(race, outcome(result), !result.race().reason().isEmpty(),
                        Optional.of(Duration.ofNanos(System.nanoTime() - start)));
            }
        } finally {
            progress.end();
        }
        List<GpuReport.Problem> problems = new ArrayList<>();
        for (Cell race : races) {
            problems.add(run.findGpu(race).orElseThrow());
        }
        return new GpuReport(GpuReport.SCHEMA, problems, GpuCrossovers.of(problems));
    }

    private static GpuReport.Problem failed(Cell race, String reason) {
        return new GpuReport.Problem(RaceResult.without(race, Redaction.text(reason)), List.of(), DeviceState.UNKNOWN);
    }

    private static String outcome(GpuReport.Problem result) {
        return result.race().reason().isEmpty()
                ? result.race().arms().size() + " arms raced"
                : "failed: " + result.race().reason();
    }
}
