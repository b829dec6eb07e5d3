package io.alphafair.studies.study;

import io.alphafair.InvalidInputException;
import io.alphafair.file.WholeFile;
import io.alphafair.tables.CsvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV table that a study writes, whole or not at all. */
public final class OutputFile {
    private OutputFile() {
    }

    /**
     * Refuses a file before anything is computed for it.
     *
     * @param inputs files that are read, which it must not replace
     * @throws InvalidInputException unless the file's folder exists and can be written to, and the file is neither a folder
     *             nor an input
     */
    public static void require(Path file, Path... inputs) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file + " is a folder: expected a file; name one in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(file
                    + " lies in a folder that does not exist: expected one that does; make it or name another");
        }
        if (!Files.exists(file) && !Files.isWritable(folder)) {
            throw new InvalidInputException(
                    file + " lies in a folder that must not be written to: expected one that may; name another");
        }
        for (Path input : inputs) {
            if (isSame(file, input)) {
                throw new InvalidInputException(
                        file + " is read, and would be replaced: expected another file; name another");
            }
        }
    }

    private static boolean isSame(Path file, Path other) {
        try {
            return Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidInputException if the file cannot be written */
    public static void write(Path file, List<String> columns, CsvFile.Rows rows) {
        try {
            WholeFile.write(file, draft -> CsvFile.write(draft, columns, rows));
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be written: " + e + "; expected a folder that exists and has room", e);
        }
    }
}
