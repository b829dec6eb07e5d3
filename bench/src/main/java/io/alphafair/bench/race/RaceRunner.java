package io.alphafair.bench.race;

import io.alphafair.bench.peer.NativeBuild;
import io.alphafair.bench.peer.PeerUnavailableException;
import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RaceResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs each race in a JVM of its own, with the C compiled once for all of them. */
public final class RaceRunner implements AutoCloseable {
    private final String jvm;
    private final List<String> flags;
    private final OutputStream log;
    private final int millis;
    private final Path folder;
    private NativeBuild build;
    private String missing = "";

    /**
     * Compiles the C; where that fails the races say so.
     *
     * @param jvm the java command, or null for the one that runs this
     * @param flags the flags of the forks
     * @param log where the forks' output goes
     * @param millis how long the rounds of a race that count should last together
     * @throws IOException if there is no room for temporary files
     */
    public RaceRunner(String jvm, List<String> flags, OutputStream log, int millis) throws IOException {
        this.jvm = jvm != null ? jvm : Path.of(System.getProperty("java.home"), "bin", "java").toString();
        this.flags = List.copyOf(flags);
        this.log = log;
        this.millis = millis;
        this.folder = Files.createTempDirectory("alphafair-race-");
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
        Path order = folder.resolve("order.json");
        Path result = folder.resolve("result.json");
        Files.deleteIfExists(result);
        Json.write(order, new RaceOrder(race, build == null ? "" : build.library().toString(), missing, millis));
        List<String> command = new ArrayList<>(List.of(jvm));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RaceFork.class.getName(),
                order.toString(), result.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        log.write(said);
        log.flush();
        int code = waitFor(process);
        return code == 0 && Files.exists(result)
                ? Json.read(result, RaceResult.class)
                : RaceResult.without(race, reason(code, new String(said, StandardCharsets.UTF_8)));
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during a race", e);
        }
    }

    /** The exception that ended the JVM, or what it said last. */
    private static String reason(int code, String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream().filter(line -> line.startsWith("Exception in thread")).findFirst()
                .map(line -> line.replaceFirst("^Exception in thread \"[^\"]*\" (?:[\\w$]+\\.)*", ""))
                .orElse("its JVM ended with code " + code + (lines.isEmpty() ? "" : ": " + lines.getLast()));
    }

    @Override
    public void close() throws IOException {
        if (build != null) {
            build.close();
            build = null;
        }
        Files.deleteIfExists(folder.resolve("order.json"));
        Files.deleteIfExists(folder.resolve("result.json"));
        Files.deleteIfExists(folder);
    }
}
