package io.alphafair.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A folder that only this user may read and that is gone after {@link #close}, and when the JVM is asked to end. */
public final class TemporaryFolder implements AutoCloseable {
    /** How often, and after how many nanoseconds, a folder is emptied again into which a process that ends still wrote. */
    private static final int ATTEMPTS = 20;
    private static final long PAUSE = 50_000_000;

    private final Path path;
    private final Runnable afterwards;
    private final AtEnd atEnd;
    private boolean gone;

    private TemporaryFolder(Path path, Runnable afterwards) {
        this.path = path;
        this.afterwards = afterwards;
        this.atEnd = AtEnd.run(this::removeAtEnd);
    }

    /**
     * Makes a folder.
     *
     * @param purpose a word for its name
     * @throws IOException if there is no room for it
     */
    public static TemporaryFolder of(String purpose) throws IOException {
        return of(purpose, path -> {});
    }

    /**
     * Makes a folder that is known elsewhere.
     *
     * @param purpose a word for its name
     * @param afterwards strikes it off there, once it is gone
     * @throws IOException if there is no room for it
     */
    public static TemporaryFolder of(String purpose, Consumer<Path> afterwards) throws IOException {
        Path path = Files.createTempDirectory("alphafair-" + purpose + "-");
        return new TemporaryFolder(path, () -> afterwards.accept(path));
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
            Files.copy(in, path.resolve(name));
        }
    }

    /** Removes the folder; idempotent. */
    @Override
    public void close() throws IOException {
        remove();
        atEnd.cancel();
    }

    private void removeAtEnd() {
        try {
            remove();
        } catch (IOException e) {
            throw new IllegalStateException(path + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** By one thread: when the JVM is asked to end, whoever used the folder may find its work broken off and close it. */
    private synchronized void remove() throws IOException {
        for (int attempt = 1; !gone; attempt++) {
            try {
                FileTree.delete(path);
                afterwards.run();
                gone = true;
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(e.getMessage(), e);
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
