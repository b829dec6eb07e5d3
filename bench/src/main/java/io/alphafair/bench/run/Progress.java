package io.alphafair.bench.run;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells how far a run is: a bar on a terminal, a line per session elsewhere. */
public final class Progress {
    private static final int BAR = 30;
    /** A line that wraps cannot be drawn over. */
    private static final int WIDTH = 79;
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter out;
    private final boolean terminal;
    private int total;
    private int done;
    private Duration left = Duration.ZERO;

    /** @param terminal whether a line can be written over */
    public Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A line of its own, above the bar. */
    public void say(String text) {
        out.println((terminal ? CLEAR : "") + text);
        out.flush();
    }

    /** A line that the next one replaces; for a terminal only. */
    public void passing(String text) {
        if (total == 0) {
            replace(text);
        } else {
            passing((double) done / total, done + "/" + total + left() + "  " + text);
        }
    }

    /** A line behind a bar that is filled to that share. */
    public void passing(double share, String text) {
        int filled = (int) (BAR * Math.clamp(share, 0, 1));
        replace("[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + text);
    }

    /** Ends the bar. */
    public void end() {
        replace("");
    }

    private void replace(String line) {
        if (terminal) {
            out.print(CLEAR + line.substring(0, Math.min(line.length(), WIDTH)));
            out.flush();
        }
    }

    /** Whether measuring has begun, so that there is a run to resume. */
    public boolean hasBegun() {
        return total > 0;
    }

    void begin(int sessions) {
        total = sessions;
        done = 0;
    }

    /**
     * A session is done.
     *
     * @param remarkable whether it must be seen even where the bar is written over
     * @param remaining how long the rest will take
     */
    void finished(String session, String outcome, boolean remarkable, Duration remaining) {
        done++;
        left = remaining;
        if (!terminal || remarkable) {
            say("[" + done + "/" + total + "] " + session + ": " + outcome + left());
        }
    }

    private String left() {
        long seconds = left.toSeconds();
        return seconds == 0
                ? ""
                : seconds < 90 ? ", " + seconds + " s left" : ", " + (seconds + 30) / 60 + " min left";
    }
}
