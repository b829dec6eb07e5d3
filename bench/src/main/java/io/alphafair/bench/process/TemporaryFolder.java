package io.alphafair.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder that only this user may read and that is gone after {@link #close}, and when the JVM is asked to end. In a process
 * that was started by another one it lies in the {@link #shared} folder, so that it is gone even if the process is killed.
 */
public final class TemporaryFolder implements AutoCloseable {
    /** The environment variable with the path of {@link #shared}. */
    private static final String SHARED = "ALPHAFAIR_SHARED";
    /** How often, and after how many nanoseconds, a folder is emptied again into which a process that ends still wrote. */
    private static final int ATTEMPTS = 20;
    private static final long PAUSE = 50_000_000;
    private static TemporaryFolder own;

    private final Path path;
    private final Consumer<Path> afterwards;
    private final AtEnd atEnd;
    private boolean gone;

    private TemporaryFolder(Path path, Consumer<Path> afterwards) {
        this.path = path;
        this.afterwards = afterwards;
        this.atEnd = AtEnd.run(this::remove);
    }

    /** Makes a folder; the purpose is a word for its name. */
    public static TemporaryFolder of(String purpose) throws IOException {
        return of(purpose, path -> {});
    }

    /** Makes a folder that is known elsewhere, and is struck off there once it is gone. */
    static TemporaryFolder of(String purpose, Consumer<Path> afterwards) throws IOException {
        String inherited = System.getenv(SHARED);
        String name = "alphafair-" + purpose + "-";
        Path path = make(Path.of(inherited == null ? System.getProperty("java.io.tmpdir") : inherited), name);
        try {
            return new TemporaryFolder(path, afterwards);
        } catch (IllegalStateException e) {
            // Too late for it to be removed with this JVM, which is ending.
            Files.delete(path);
            throw e;
        }
    }

    private static Path make(Path parent, String name) throws IOException {
        try {
            return Files.createTempDirectory(parent, name);
        } catch (IOException e) {
            throw new IOException("no temporary folder can be made in " + parent + " (" + e
                    + "): expected a folder with "
                    + "room that this user may write to; -Djava.io.tmpdir=FOLDER in JDK_JAVA_OPTIONS names another", e);
        }
    }

    /**
     * The folder that this JVM shares with the processes that it starts, for what is made once and used by all of them. The
     * first JVM makes it when it is needed, and removes it at its end.
     */
    public static synchronized Path shared() throws IOException {
        String inherited = System.getenv(SHARED);
        if (inherited != null) {
            return Path.of(inherited);
        }
        if (own == null) {
            own = of("shared");
        }
        return own.path;
    }

    /** Tells a process that is about to be started where the shared folder is. */
    public static void share(ProcessBuilder builder) throws IOException {
        builder.environment().put(SHARED, shared().toString());
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Copies a file that lies beside a class into the folder. */
    public void copy(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new NoSuchFileException(name, null, "not in the jar: build it again");
            }
            Files.copy(in, path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> paths;
            try (Stream<Path> tree = Files.walk(folder)) {
                paths = tree.toList();
            }
            for (Path path : paths.reversed()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Removes the folder; idempotent. */
    @Override
    public void close() {
        remove();
        atEnd.cancel();
    }

    /** By one thread: when the JVM is asked to end, whoever used the folder may find its work broken off and close it. */
    private synchronized void remove() {
        for (int attempt = 1; !gone; attempt++) {
            try {
                delete(path);
                afterwards.accept(path);
                gone = true;
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(path + " cannot be removed: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
