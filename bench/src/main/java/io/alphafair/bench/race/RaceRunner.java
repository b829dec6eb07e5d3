package io.alphafair.bench.race;

import io.alphafair.bench.peer.NativeBuild;
import io.alphafair.bench.peer.PeerUnavailableException;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.RaceResult;
import java.io.IOException;
import java.io.OutputStream;

/** Runs each race in a JVM of its own, with the C compiled once for all of them. */
public final class RaceRunner implements AutoCloseable {
    private final int millis;
    private final OrderFork fork;
    private NativeBuild build;
    private String missing = "";

    /**
     * Compiles the C; where that fails the races say so.
     *
     * @param java how the forks are started
     * @param log where the forks' output goes
     * @param millis how long the rounds of a race that count should last together
     * @throws IOException if there is no room for temporary files
     */
    public RaceRunner(JavaCommand java, OutputStream log, int millis) throws IOException {
        this.millis = millis;
        this.fork = new OrderFork(RaceFork.class, java, log);
        try {
            build = NativeBuild.compile();
        } catch (PeerUnavailableException e) {
            missing = e.getMessage();
        }
    }

    /**
     * Races once.
     *
     * @return the result, which has a reason where the JVM ended without one
     * @throws IOException if a file cannot be written or the JVM cannot be started
     */
    public RaceResult run(Cell race) throws IOException {
        return fork.run(new RaceOrder(race, build == null ? "" : build.library().toString(), missing, millis),
                RaceResult.class, reason -> RaceResult.without(race, reason));
    }

    @Override
    public void close() throws IOException {
        if (build != null) {
            build.close();
            build = null;
        }
        fork.close();
    }
}
