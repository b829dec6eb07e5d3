package io.alphafair.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The C of the ceilings and the native peer, compiled by this machine's {@code cc} for this machine's CPU in a private
 * temporary folder, which {@link #close()} removes.
 */
public final class NativeBuild implements AutoCloseable {
    private static final String COMPILER = "cc";
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-std=gnu11", "-Wall", "-Wextra", "-fPIC",
            "-pthread", "-shared");
    private static final List<String> SOURCES = List.of("pool.c", "ceilings.c", "scan.c", "argmax.c");
    private static final List<String> HEADERS = List.of("yardstick.h", "argmax.h", "lanes.h");
    private static final String LIBRARY = "yardstick.so";

    private final Path folder;

    private NativeBuild(Path folder) {
        this.folder = folder;
    }

    /**
     * Compiles the library.
     *
     * @throws PeerUnavailableException if there is no compiler or it refuses
     */
    public static NativeBuild compile() {
        return compile(COMPILER);
    }

    /** As {@link #compile()} with another compiler. */
    static NativeBuild compile(String compiler) {
        try {
            NativeBuild build = new NativeBuild(Files.createTempDirectory("alphafair-native-"));
            try {
                build.run(compiler);
                return build;
            } catch (IOException | RuntimeException e) {
                build.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PeerUnavailableException("the C of the yardsticks cannot be built: " + e.getMessage(), e);
        }
    }

    private void run(String compiler) throws IOException {
        for (String name : files()) {
            try (InputStream in = NativeBuild.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is not beside " + NativeBuild.class.getName());
                }
                Files.copy(in, folder.resolve(name));
            }
        }
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(FLAGS);
        command.addAll(List.of("-o", LIBRARY));
        command.addAll(SOURCES);
        Process process = start(compiler, command);
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (waitFor(process) != 0) {
            throw new PeerUnavailableException(compiler + " did not compile the C of the yardsticks: "
                    + firstError(said).orElse("it said nothing"));
        }
    }

    private Process start(String compiler, List<String> command) {
        try {
            return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new PeerUnavailableException(
                    "there is no C compiler '" + compiler + "': install one, such as gcc or clang", e);
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PeerUnavailableException("interrupted while the C of the yardsticks was compiled", e);
        }
    }

    private static Optional<String> firstError(String said) {
        return said.lines().filter(line -> line.contains("error")).findFirst().or(() -> said.lines().findFirst());
    }

    private static List<String> files() {
        List<String> all = new ArrayList<>(SOURCES);
        all.addAll(HEADERS);
        return all;
    }

    /** The library's file, there until {@link #close()}. */
    public Path library() {
        return folder.resolve(LIBRARY);
    }

    /** Removes the folder; idempotent. A library that is loaded stays loaded. */
    @Override
    public void close() {
        try {
            for (String name : files()) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(library());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new IllegalStateException("the temporary folder of the yardsticks cannot be removed: "
                    + e.getMessage(), e);
        }
    }
}
