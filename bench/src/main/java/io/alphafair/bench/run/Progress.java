package io.alphafair.bench.run;

import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Tells how far a run is: a bar on a terminal, a line a cell elsewhere. */
public final class Progress {
    private static final int BAR = 30;
    private static final int WIDTH = 110;

    private final PrintWriter out;
    private final boolean terminal;
    private int total;
    private int done;
    private int measuredNow;
    private Duration spent = Duration.ZERO;

    /** @param terminal whether a line can be written over */
    public Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A line of its own, above the bar. */
    void say(String text) {
        out.println((terminal ? "\r\033[K" : "") + text);
        out.flush();
    }

    /** A line that the next one replaces; for a terminal only. */
    void passing(String text) {
        if (terminal) {
            out.print("\r\033[K" + text.substring(0, Math.min(text.length(), WIDTH)));
            out.flush();
        }
    }

    /** The run has {@code cells} cells, of which {@code kept} were finished before. */
    void begin(int cells, int kept) {
        total = cells;
        done = kept;
        measuredNow = 0;
        spent = Duration.ZERO;
    }

    void started(Cell cell) {
        if (terminal) {
            int filled = BAR * done / total;
            String line = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + done + "/" + total + left()
                    + "  "
                    + cell.key();
            out.print("\r\033[K" + line.substring(0, Math.min(line.length(), WIDTH)));
            out.flush();
        }
    }

    void finished(CellResult result, Duration took) {
        finished(result.cell(), outcome(result), result.verdict() != Verdict.MATCHED,
                result.verdict() == Verdict.UNAVAILABLE ? Optional.empty() : Optional.of(took));
    }

    /**
     * A cell or race is done.
     *
     * @param remarkable whether it must be seen even where the bar is written over
     * @param took empty if nothing ran
     */
    void finished(Cell cell, String outcome, boolean remarkable, Optional<Duration> took) {
        done++;
        if (took.isPresent()) {
            measuredNow++;
            spent = spent.plus(took.get());
        }
        if (!terminal || remarkable) {
            say("[" + done + "/" + total + "] " + cell.key() + ": " + outcome + left());
        }
    }

    static String outcome(CellResult result) {
        return result.verdict() == Verdict.MATCHED
                ? String.format(Locale.ROOT, "%,.1f ns", result.jmh().path("primaryMetric").path("score").asDouble())
                : result.verdict().text() + ": " + result.reason();
    }

    /** By what a cell has taken so far. */
    private String left() {
        if (measuredNow == 0 || done == total) {
            return "";
        }
        long seconds = spent.dividedBy(measuredNow).multipliedBy(total - done).toSeconds();
        return seconds < 90 ? ", " + seconds + " s left" : ", " + (seconds + 30) / 60 + " min left";
    }

    /** Ends the bar. */
    void end() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
