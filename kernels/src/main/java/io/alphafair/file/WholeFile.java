package io.alphafair.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: next to its place, then moved there, so that a reader sees the old one or the new. */
public final class WholeFile {
    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /** @param draft a file that does not exist yet, in the folder of the one to be written */
        void writeTo(Path draft) throws IOException;
    }

    private WholeFile() {
    }

    /**
     * Writes or replaces a regular file, through links, which stay links.
     *
     * @throws IOException if it cannot be written; what was there before is there still
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path draft = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            content.writeTo(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Writes or replaces a file of text in UTF-8. */
    public static void writeString(Path file, String text) throws IOException {
        write(file, draft -> Files.writeString(draft, text, StandardOpenOption.CREATE_NEW));
    }
}
