package io.alphafair.bench.peer.external;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.npy.Npy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A problem as files, for processes that know no Java: {@code benefit.npy}, {@code cost.npy}, {@code group.npy} and the
 * scripts, in a folder that only this user may read and that is gone after {@link #close}, or when the JVM is ended.
 */
public final class HandOver implements AutoCloseable {
    static final String BENEFIT = "benefit.npy";
    static final String COST = "cost.npy";
    static final String GROUP = "group.npy";
    /** What every script imports; the others are {@link PythonArm}s'. */
    static final String WORKER = "worker.py";

    private final Path folder;
    private final Thread atEnd = new Thread(this::deleteAtEnd, "hand-over");

    private HandOver(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a problem.
     *
     * @throws InvalidInputException if its benefits or costs would have to be broadcast
     * @throws IOException if a file cannot be written
     */
    public static HandOver of(Items items) throws IOException {
        requireWhole("benefit", items.benefit(), items);
        requireWhole("cost", items.cost(), items);
        HandOver handOver = new HandOver(Files.createTempDirectory("alphafair-peers"));
        Runtime.getRuntime().addShutdownHook(handOver.atEnd);
        try {
            Npy.write(handOver.folder.resolve(BENEFIT), items.benefit());
            Npy.write(handOver.folder.resolve(COST), items.cost());
            Npy.write(handOver.folder.resolve(GROUP), items.groups());
            handOver.copyScript(WORKER);
            for (String script : PythonArm.SCRIPTS) {
                handOver.copyScript(script);
            }
            return handOver;
        } catch (IOException | RuntimeException e) {
            handOver.close();
            throw e;
        }
    }

    private static void requireWhole(String name, Matrix matrix, Items items) {
        if (matrix.rows() != items.individualCount() || matrix.columns() != items.itemCount()) {
            throw new InvalidInputException(name + " is " + matrix.shape() + ": expected " + items.individualCount()
                    + " x " + items.itemCount() + "; the peers know no broadcast");
        }
    }

    private void copyScript(String name) throws IOException {
        try (InputStream in = HandOver.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new NoSuchFileException(name, null, "not in the jar: build it again");
            }
            Files.copy(in, folder.resolve(name));
        }
    }

    /** Where the files are. */
    public Path folder() {
        return folder;
    }

    /** Removes the folder; idempotent. */
    @Override
    public void close() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook finds nothing left.
            return;
        }
    }

    private void deleteAtEnd() {
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private void delete() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(folder)) {
            paths = new ArrayList<>(tree.toList());
        }
        for (Path path : paths.reversed()) {
            Files.deleteIfExists(path);
        }
    }
}
