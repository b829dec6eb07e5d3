package io.alphafair.studies.synthetic;

import io.alphafair.InvalidInputException;
import io.alphafair.npy.Npy;
import io.alphafair.studies.study.OutputFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/** Streams rows of {@link GroupData} to a file, {@code .npy} without names or {@code .csv} with them. */
public final class GroupFile {
    private static final long REPORT = 10_000;

    private GroupFile() {
    }

    /** @throws InvalidInputException unless the name ends in {@code .npy} or {@code .csv} and its folder exists */
    static void requireName(Path path) {
        OutputFile.requireFolder(path);
        if (!isNpy(path) && !path.toString().endsWith(".csv")) {
            throw new InvalidInputException(path + " is neither .npy nor .csv: expected one of these endings");
        }
    }

    private static boolean isNpy(Path path) {
        return path.toString().endsWith(".npy");
    }

    /**
     * Writes a file whole or not at all.
     *
     * @param data before its first row
     * @param progress told the share that is done
     * @throws InvalidInputException if the name has another ending or the file cannot be written
     */
    public static void write(Path path, GroupData data, long rows, DoubleConsumer progress) {
        requireName(path);
        long[] done = {0};
        Npy.Rows source = row -> {
            if (done[0]++ % REPORT == 0) {
                progress.accept((double) done[0] / rows);
            }
            data.next(row);
        };
        if (isNpy(path)) {
            Npy.write(path, rows, data.columns().size(), source);
        } else {
            writeCsv(path, data, rows, source);
        }
    }

    private static void writeCsv(Path path, GroupData data, long rows, Npy.Rows source) {
        double[] row = new double[data.columns().size()];
        OutputFile.write(path, data.columns(), next -> {
            for (long written = 0; written < rows; written++) {
                source.next(row);
                next.accept(Arrays.stream(row).mapToObj(Double::toString).toList());
            }
        });
    }
}
