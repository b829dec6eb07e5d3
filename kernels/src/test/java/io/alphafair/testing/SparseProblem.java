package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.npy.Npy;
import io.alphafair.npy.SparseFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A mapped file of more than 2^31 elements, larger than the memory of most machines, with winners near its end. */
public final class SparseProblem {
    private static final int ITEMS = 4096;
    private static final long LEAST_BYTES = 17L << 30;
    /** Reading a hole takes as long as making its pages, so that more would take minutes. */
    private static final long MOST_BYTES = 32L << 30;

    private SparseProblem() {
    }

    /** Asks each backend for the winners and closes it. */
    public static void check(Path folder, List<Backend> backends) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long bytes = Math.clamp(system.getTotalMemorySize() / 8 * 9, LEAST_BYTES, MOST_BYTES);
        int rows = (int) (bytes / Double.BYTES / ITEMS);
        long last = (long) rows * ITEMS - 1;
        assertTrue(last > Integer.MAX_VALUE, "the winners are beyond the range of int");
        Path file = folder.resolve("benefits.npy");
        SparseFile.write(file, rows, ITEMS, Map.of(5L, 1.0, last - ITEMS - 2, 3.0, last - 1, 2.0));
        Require.that("sparse", Files.size(file) > bytes / 2, "this file system has no files of " + bytes + " bytes");
        int[] labels = new int[rows];
        labels[rows - 1] = 1;
        try (Items items = Items.of(Npy.readMatrix(file), Matrix.copyOf(new double[]{0.5}), Groups.of(labels))) {
            for (Backend opened : backends) {
                try (Backend backend = opened; Prepared prepared = backend.prepare(items)) {
                    BestItems best = prepared.bestItems();
                    assertEquals(last - ITEMS - 2, best.winner(0), backend.name());
                    assertEquals(6, best.bestRatio(0), backend.name());
                    assertEquals(last - 1, best.winner(1), backend.name());
                    assertEquals(4, best.bestRatio(1), backend.name());
                }
            }
        }
    }
}
