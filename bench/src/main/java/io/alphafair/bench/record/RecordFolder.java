package io.alphafair.bench.record;

import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Puts a finished record in its place, whole or not at all. */
public final class RecordFolder {
    private RecordFolder() {
    }

    /**
     * Writes the record beside the cells of its run, moves it to a name that was free, and removes what is left of the
     * run.
     *
     * @param rendered further files by name, made from the record
     * @return the record's folder; of two with one name the second gets a number
     */
    public static Path finish(UnfinishedRun run, RunRecord record, Map<String, String> rendered) throws IOException {
        Path whole = Files.createDirectories(run.folder().resolve("record"));
        for (Map.Entry<String, String> file : record.files().entrySet()) {
            WholeFile.writeString(whole.resolve(file.getKey()), file.getValue());
        }
        for (Map.Entry<String, String> file : rendered.entrySet()) {
            WholeFile.writeString(whole.resolve(file.getKey()), file.getValue());
        }
        Path target = moveToFreeName(whole, run.folder().resolveSibling(run.header().name()));
        run.delete();
        return target;
    }

    private static Path moveToFreeName(Path whole, Path wanted) throws IOException {
        for (int number = 1;; number++) {
            Path target = number == 1 ? wanted : wanted.resolveSibling(wanted.getFileName() + "-" + number);
            if (Files.exists(target)) {
                continue;
            }
            try {
                return Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                if (!Files.exists(target)) {
                    throw e;
                }
                // Another run has just taken the name.
            }
        }
    }
}
