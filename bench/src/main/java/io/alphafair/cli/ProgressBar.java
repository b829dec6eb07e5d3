package io.alphafair.cli;

import io.alphafair.studies.study.StudyProgress;
import java.io.PrintWriter;

/**
 * A bar on a terminal's standard error, once something takes longer than a second; nothing elsewhere. No wider than 80
 * columns, because a line that wraps cannot be drawn over.
 */
final class ProgressBar implements StudyProgress, AutoCloseable {
    private static final int BAR = 30;
    private static final int WIDTH = 79;
    private static final long LONG_NANOS = 1_000_000_000;

    private final PrintWriter err;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private boolean shown;

    ProgressBar(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void at(double done, String what) {
        long nanos = System.nanoTime() - start;
        if (!terminal || nanos < LONG_NANOS) {
            return;
        }
        int filled = (int) (BAR * Math.clamp(done, 0, 1));
        String left = done > 0 ? ", " + Math.round(nanos / 1e9 * (1 - done) / done) + " s left" : "";
        String line = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + Math.round(100 * done) + " %" + left
                + "  " + what;
        err.print("\r\033[K" + line.substring(0, Math.min(line.length(), WIDTH)));
        err.flush();
        shown = true;
    }

    @Override
    public void close() {
        if (shown) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
