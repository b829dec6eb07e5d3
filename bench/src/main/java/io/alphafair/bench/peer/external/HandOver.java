package io.alphafair.bench.peer.external;

import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.bench.process.TemporaryFolder;
import io.alphafair.npy.Npy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A problem as files, for processes that know no Java: {@code benefit.npy}, {@code cost.npy}, {@code group.npy} and the
 * scripts, in a folder that only this user may read and that is gone after {@link #close}, or when the JVM is ended.
 */
public final class HandOver implements AutoCloseable {
    static final String BENEFIT = "benefit.npy";
    static final String COST = "cost.npy";
    static final String GROUP = "group.npy";
    /** What the scripts import from each other; they themselves are {@link PythonArm}s'. */
    private static final List<String> SHARED = List.of("worker.py", "row_maxima.py");

    private final TemporaryFolder folder;

    private HandOver(TemporaryFolder folder) {
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
        HandOver handOver = new HandOver(TemporaryFolder.of("peers"));
        try {
            Npy.write(handOver.folder().resolve(BENEFIT), items.benefit());
            Npy.write(handOver.folder().resolve(COST), items.cost());
            Npy.write(handOver.folder().resolve(GROUP), items.groups());
            for (String script : SHARED) {
                handOver.folder.copy(HandOver.class, script);
            }
            for (String script : PythonArm.SCRIPTS) {
                handOver.folder.copy(HandOver.class, script);
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

    /** Where the files are. */
    public Path folder() {
        return folder.path();
    }

    /** Removes the folder; idempotent. */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
