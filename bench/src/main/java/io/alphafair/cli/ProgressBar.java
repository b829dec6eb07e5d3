package io.alphafair.cli;

import io.alphafair.bench.run.Progress;
import io.alphafair.studies.study.StudyProgress;
import java.io.PrintWriter;

/** A bar on a terminal's standard error, once something takes longer than a second; nothing elsewhere. */
final class ProgressBar implements StudyProgress, AutoCloseable {
    private static final long LONG_NANOS = 1_000_000_000;

    private final Progress progress;
    private final long start = System.nanoTime();
    private boolean shown;

    ProgressBar(PrintWriter err, boolean terminal) {
        this.progress = new Progress(err, terminal);
    }

    @Override
    public void at(double done, String what) {
        long nanos = System.nanoTime() - start;
        if (nanos >= LONG_NANOS) {
            String left = done > 0 ? ", " + Math.round(nanos / 1e9 * (1 - done) / done) + " s left" : "";
            progress.passing(done, Math.round(100 * done) + " %" + left + "  " + what);
            shown = true;
        }
    }

    @Override
    public void close() {
        if (shown) {
            progress.end();
        }
    }
}
