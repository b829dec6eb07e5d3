package io.alphafair.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a command in a JVM of its own, for what cannot change in a running one: flags, modules, the class path. */
public final class ChildJvm {
    /** How it ended and all it printed, both streams. */
    public record Result(int exitCode, String output) {}

    private ChildJvm() {
    }

    /** Runs this JVM's {@code java} with these arguments. */
    public static Result java(List<String> arguments) {
        return run(command(arguments));
    }

    /** The command that runs this JVM's {@code java} with these arguments. */
    public static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs this JVM's {@code java} where no file may become longer than that, as on a disk that is full.
     *
     * @param kibibytes the limit; the JVM's own file of counters is longer, and left out
     */
    public static Result withFileLimit(int kibibytes, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "bash"));
        command.addAll(command(Stream.concat(Stream.of("-XX:-UsePerfData"), arguments.stream()).toList()));
        return run(command);
    }

    /** Runs a command that has to succeed. */
    public static void succeed(List<String> command) {
        Result result = run(command);
        if (result.exitCode != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + result.output);
        }
    }

    /** Runs a command; both streams are taken together. */
    public static Result run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after its output ended: " + command);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }
}
