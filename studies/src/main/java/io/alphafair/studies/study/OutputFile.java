package io.alphafair.studies.study;

import io.alphafair.InvalidInputException;
import io.alphafair.file.WholeFile;
import io.alphafair.tables.CsvFile;
import java.io.IOException;
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
     * @throws InvalidInputException unless the file's folder exists
     */
    public static void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidInputException(file
                    + " lies in a folder that does not exist: expected one that does; make it or name another");
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
