package io.alphafair.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that is ended when it is closed, and when the JVM is asked to end. */
public final class Child implements AutoCloseable {
    /** The code of a JVM that an exception ended. */
    private static final int UNCAUGHT = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final AtEnd atEnd;

    private Child(Process process) {
        this.process = process;
        this.atEnd = AtEnd.run(this::end);
    }

    /** Starts a process, unless this JVM is ending. */
    public static Child start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try {
            return new Child(process);
        } catch (IllegalStateException e) {
            // Too late for it to be ended with this JVM, which is ending.
            process.destroyForcibly();
            throw e;
        }
    }

    /** The process. */
    public Process process() {
        return process;
    }

    /** All that it prints on its standard output, until it ends, or is ended after some minutes; it reads nothing. */
    public String said() throws IOException {
        return said(PATIENCE);
    }

    String said(Duration patience) throws IOException {
        process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            end();
            return process;
        });
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A process that reads nothing, writes all its output to that file, and knows the folder that this JVM shares. */
    public static ProcessBuilder writing(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile()).redirectInput(new File("/dev/null"));
        TemporaryFolder.share(builder);
        return builder;
    }

    /** The lines of such a file, in which there may be bytes that are no text. */
    public static List<String> lines(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
    }

    /** Waits for its end and returns its exit code. */
    public int waitFor() throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for its end and returns its exit code.
     *
     * @throws IOException if it does not end within that time
     */
    public int waitFor(Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("it did not end within " + limit.toMillis() / 1e3 + " s");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return process.exitValue();
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while another process was at work", e);
    }

    /** Why a JVM ended, from its exit code and what it printed, in one line. */
    public static String reason(int code, List<String> lines) {
        return code == UNCAUGHT ? lastWords(lines) : "it ended with code " + code + ": " + lastWords(lines);
    }

    /** What of a process's output says most about its end: a JVM's exception, else the last line. */
    public static String lastWords(List<String> lines) {
        List<String> said = lines.stream().filter(line -> !line.isBlank()).toList();
        return said.stream().filter(line -> line.startsWith("Exception in thread")).findFirst()
                .map(line -> line.replaceFirst("^Exception in thread \"[^\"]*\" (?:[\\w$]+\\.)*", ""))
                .orElse(said.isEmpty() ? "it said nothing" : said.getLast().strip());
    }

    /** With what it has started: a build or JMH leaves JVMs of its own. */
    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends the process if it has not ended; idempotent. */
    @Override
    public void close() {
        end();
        atEnd.cancel();
    }
}
