package io.alphafair.bench.race;

import io.alphafair.bench.peer.NativeBuild;
import io.alphafair.bench.peer.PeerUnavailableException;
import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RaceResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs each race in a JVM of its own, with the C compiled once for all of them. */
public final class RaceRunner implements AutoCloseable {
    private final JavaCommand java;
    private final OutputStream log;
    private final int millis;
    private final TemporaryFolder folder;
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
        this.java = java;
        this.log = log;
        this.millis = millis;
        this.folder = TemporaryFolder.of("race");
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
        Path order = folder.path().resolve("order.json");
        Path result = folder.path().resolve("result.json");
        Files.deleteIfExists(result);
        Json.write(order, new RaceOrder(race, build == null ? "" : build.library().toString(), missing, millis));
        List<String> command = java.of(RaceFork.class, order.toString(), result.toString());
        try (Child child = Child.start(new ProcessBuilder(command).redirectErrorStream(true))) {
            child.process().getOutputStream().close();
            byte[] said = child.process().getInputStream().readAllBytes();
            log.write(said);
            log.flush();
            int code = child.waitFor();
            return code == 0 && Files.exists(result)
                    ? Json.read(result, RaceResult.class)
                    : RaceResult.without(race,
                            Child.reason(code, new String(said, StandardCharsets.UTF_8).lines().toList()));
        }
    }

    @Override
    public void close() throws IOException {
        if (build != null) {
            build.close();
            build = null;
        }
        folder.close();
    }
}
