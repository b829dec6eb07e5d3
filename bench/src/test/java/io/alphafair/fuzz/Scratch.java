package io.alphafair.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the targets share: a folder of this JVM for the bytes, and what a text must not hold. */
public final class Scratch {
    private static final Path FOLDER = make();

    private Scratch() {
    }

    private static Path make() {
        try {
            return Files.createTempDirectory("fuzz-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the fuzzer's input", e);
        }
    }

    /** A file of that name. */
    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** Ends the run with a finding if something is not so. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** A refusal names the file, so that a reader knows where to look. */
    public static void requireNames(Exception refusal, Path file) {
        if (refusal.getMessage() == null || !refusal.getMessage().contains(file.toString())) {
            throw new IllegalStateException("the refusal does not name its file", refusal);
        }
    }
}
