package io.alphafair.bench.run;

import io.alphafair.bench.auto.RegretFork;
import io.alphafair.bench.auto.RegretGrid;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.record.UnfinishedRun;
import io.alphafair.bench.report.RegretTable;
import java.io.IOException;
import java.util.Optional;

/** What auto's choices cost: measured as a whole, and kept once it is. */
final class AutoSection {
    /** What a pattern matches that asks for auto. */
    static final String NAME = "auto";

    private final JavaCommand java;
    private final Progress progress;
    private final RegretGrid grid;

    AutoSection(JavaCommand java, Progress progress, RegretGrid grid) {
        this.java = java;
        this.progress = progress;
        this.grid = grid;
    }

    /** @throws IOException if a file cannot be written or the JVM not started */
    RegretReport run(UnfinishedRun run) throws IOException {
        Optional<RegretReport> kept = run.findAuto();
        if (kept.isPresent()) {
            return kept.get();
        }
        try {
            RegretReport report = RegretFork.measure(grid, run.auto(), java, progress::passing);
            progress.say(RegretTable.summary(report));
            return report;
        } finally {
            progress.end();
        }
    }
}
