package io.alphafair.studies.synthetic;

import io.alphafair.InvalidInputException;
import io.alphafair.npy.Npy;
import io.alphafair.studies.study.OutputFile;
import io.alphafair.tables.CsvFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/** Streams rows of {@link GroupData} to a file, {@code .npy} without names or {@code .csv} with them. */
public final class GroupFile {
    private static final long REPORT = 10_000;

    private GroupFile() {
    }

    /** @throws InvalidInputException unless the name ends in {@code .npy} or {@code .csv} and its folder exists */
    static void requireName(Path path) {
        OutputFile.require(path);
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
     * @param withMemberships whether the file has the columns of the memberships, which are sensitive
     * @param progress told the share that is done
     * @throws InvalidInputException if the name has another ending or the file cannot be written
     */
    public static void write(Path path, GroupData data, long rows, boolean withMemberships,
            DoubleConsumer progress) {
        requireName(path);
        int[] kept = kept(data, withMemberships);
        double[] person = new double[data.columns().size()];
        long[] done = {0};
        Npy.Rows source = row -> {
            if (done[0]++ % REPORT == 0) {
                progress.accept((double) done[0] / rows);
            }
            data.next(person);
            Arrays.setAll(row, column -> person[kept[column]]);
        };
        if (isNpy(path)) {
            Npy.write(path, rows, kept.length, source);
        } else {
            writeCsv(path, columns(data, withMemberships), rows, source);
        }
    }

    /** The names of the file's columns. */
    static List<String> columns(GroupData data, boolean withMemberships) {
        List<String> all = data.columns();
        return Arrays.stream(kept(data, withMemberships)).mapToObj(all::get).toList();
    }

    private static int[] kept(GroupData data, boolean withMemberships) {
        return IntStream.range(0, data.columns().size())
                .filter(column -> withMemberships || column < data.firstMembership() || column >= data.firstLabel())
                .toArray();
    }

    private static void writeCsv(Path path, List<String> columns, long rows, Npy.Rows source) {
        double[] row = new double[columns.size()];
        OutputFile.write(path, columns, next -> {
            for (long written = 0; written < rows; written++) {
                source.next(row);
                next.accept(Arrays.stream(row).mapToObj(CsvFile::number).toList());
            }
        });
    }
}
