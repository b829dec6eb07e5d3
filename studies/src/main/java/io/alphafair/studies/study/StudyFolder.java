package io.alphafair.studies.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.alphafair.InvalidInputException;
import io.alphafair.tables.CsvFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * A report as a folder: {@code report.txt}, {@code result.json}, one CSV file per table for programs, and one SVG file per picture. Made beside its place and moved
 * there, so that it is there whole or not at all.
 */
public final class StudyFolder {
    private final Path folder;

    /**
     * A folder to be made.
     *
     * @throws InvalidInputException if it is there already and holds something, or its parent does not exist
     */
    public StudyFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        Path parent = this.folder.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new InvalidInputException(
                    "--out " + folder + ": its parent is no folder; expected a new folder in one "
                            + "that exists");
        }
        if (Files.exists(this.folder) && !isEmptyFolder(this.folder)) {
            throw new InvalidInputException(
                    "--out " + folder + " is there and not empty: expected a new or empty folder; remove it or name "
                            + "another");
        }
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw new InvalidInputException("--out " + path + " cannot be read (" + e.getMessage()
                    + "): expected a new or empty folder", e);
        }
    }

    /** The numbers as JSON; what is not finite is a string. */
    public static String json(StudyReport report) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(report.numbers()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a number of the report has no JSON", e);
        }
    }

    /** @throws InvalidInputException if it cannot be written; nothing is left behind then */
    public void write(StudyReport report) {
        Path draft = folder.resolveSibling("." + folder.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            try {
                Files.createDirectory(draft);
                Files.writeString(draft.resolve("report.txt"), report.text());
                Files.writeString(draft.resolve("result.json"), json(report));
                for (StudyReport.Picture picture : report.pictures()) {
                    Files.writeString(draft.resolve(picture.name() + ".svg"), picture.svg());
                }
                for (StudyReport.Data data : report.data()) {
                    CsvFile.write(draft.resolve(data.name() + ".csv"), data.columns(), data.rows()::forEach);
                }
                Files.deleteIfExists(folder);
                Files.move(draft, folder);
            } finally {
                delete(draft);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "--out " + folder + " cannot be written (" + e
                            + "): expected a folder that may be made and has room",
                    e);
        }
    }

    private static void delete(Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        Files.walkFileTree(draft, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
