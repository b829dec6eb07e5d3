package io.alphafair.bench.peer;

import io.alphafair.bench.process.Child;
import io.alphafair.bench.process.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private final TemporaryFolder folder;

    private NativeBuild(TemporaryFolder folder) {
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
            NativeBuild build = new NativeBuild(TemporaryFolder.of("native"));
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
            folder.copy(NativeBuild.class, name);
        }
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(FLAGS);
        command.addAll(List.of("-o", LIBRARY));
        command.addAll(SOURCES);
        try (Child child = start(compiler, command)) {
            child.process().getOutputStream().close();
            String said = new String(child.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (child.waitFor() != 0) {
                throw new PeerUnavailableException(compiler + " did not compile the C of the yardsticks: "
                        + firstError(said).orElse("it said nothing"));
            }
        }
    }

    private Child start(String compiler, List<String> command) {
        try {
            return Child.start(
                    new ProcessBuilder(command).directory(folder.path().toFile()).redirectErrorStream(true));
        } catch (IOException e) {
            throw new PeerUnavailableException(
                    "there is no C compiler '" + compiler + "': install one, such as gcc or clang", e);
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
        return folder.path().resolve(LIBRARY);
    }

    /** Removes the folder; idempotent. A library that is loaded stays loaded. */
    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            throw new IllegalStateException("the temporary folder of the yardsticks cannot be removed: "
                    + e.getMessage(), e);
        }
    }
}
