package io.alphafair.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file whole or not at all: next to its place, then moved there, so that a reader sees the old one or the new. A
 * pipe or a device, which must not be replaced, is written to as it stands.
 */
public final class WholeFile {
    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /** @param draft a file that does not exist yet, in the folder of the one to be written; or a pipe or device */
        void writeTo(Path draft) throws IOException;
    }

    private WholeFile() {
    }

    /**
     * Writes or replaces a file, through links, which stay links.
     *
     * @throws IOException if it cannot be written; a file that was there before is there still
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            content.writeTo(file);
            return;
        }
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
        write(file, draft -> Files.writeString(draft, text));
    }
}
