package io.alphafair.testing;

import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.npy.Npy;
import io.alphafair.npy.SparseFile;
import io.alphafair.select.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Asks backends for answers from mapped files that get shorter, and prints what comes of it:
 * {@code TruncatedMain FOLDER BACKEND...}.
 */
public final class TruncatedMain {
    private static final int ROWS = 100_000;
    private static final int ITEMS = 5;
    private static final int GROUPS = 3;
    /** So many calls before the file gets shorter have the loops compiled. */
    private static final int[] CALLS = {0, 1, 100};

    /** One way to read the data. */
    private enum Call {
        BEST {
            @Override
            void make(Prepared prepared) {
                prepared.bestItems();
            }
        },
        SELECT {
            @Override
            void make(Prepared prepared) {
                prepared.select();
            }
        },
        COPY {
            @Override
            void make(Prepared prepared) {
                prepared.items().benefit().toArray();
            }
        };

        abstract void make(Prepared prepared);
    }

    private TruncatedMain() {
    }

    public static void main(String[] arguments) throws IOException {
        for (int place = 1; place < arguments.length; place++) {
            for (Call call : Call.values()) {
                for (int before : CALLS) {
                    Path file = Path.of(arguments[0], "m.npy");
                    Files.deleteIfExists(file);
                    SparseFile.write(file, ROWS, ITEMS, Map.of(7L, 2.0, (long) ROWS * ITEMS - 1, 3.0));
                    System.out.println(arguments[place] + " " + call + " after " + before + " calls: "
                            + shortened(arguments[place], call, before, file));
                }
            }
        }
    }

    private static String shortened(String name, Call call, int before, Path file) {
        int[] labels = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = row % GROUPS;
        }
        try (Items plain = Items.of(Npy.readMatrix(file), Matrix.copyOf(new double[]{1}), Groups.of(labels));
                Items items = plain.withCaps(Matrix.copyOf(new double[]{1}));
                Backend backend = Backends.open(name, 2);
                Prepared prepared = backend.prepare(items)) {
            for (int made = 0; made < before; made++) {
                call.make(prepared);
            }
            SparseFile.setLength(file, 1 << 12);
            try {
                call.make(prepared);
                return "an answer";
            } catch (InternalError e) {
                return "InternalError";
            }
        }
    }
}
