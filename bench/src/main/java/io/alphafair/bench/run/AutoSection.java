package io.alphafair.bench.run;

import io.alphafair.bench.auto.RegretFork;
import io.alphafair.bench.auto.RegretGrid;
import io.alphafair.bench.auto.RegretReport;
import io.alphafair.bench.auto.RegretTable;
import io.alphafair.bench.record.UnfinishedRun;
import java.io.IOException;
import java.util.Optional;

/** What auto's choices cost, as a part of a run that patterns may leave out and that is kept like a cell. */
final class AutoSection {
    private final JmhOptions options;
    private final Progress progress;

    AutoSection(JmhOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @throws IOException if a file cannot be written or the JVM not started */
    Optional<RegretReport> run(UnfinishedRun run, Profile profile) throws IOException {
        if (!options.includes(RegretFork.NAME)) {
            return Optional.empty();
        }
        RegretReport report = RegretFork.measure(
                profile == Profile.QUICK ? RegretGrid.SMALL : RegretGrid.WHOLE,
                run.folder().resolve(RegretReport.FILE), options.forkJvm(), options.forkFlags(), progress::passing);
        progress.end();
        progress.say(RegretTable.summary(report));
        return Optional.of(report);
    }
}
