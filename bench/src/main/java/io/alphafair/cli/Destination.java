package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: next to its place first, then moved there. */
final class Destination {
    private Destination() {
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "its folder does not exist";
            case AccessDeniedException denied -> "no permission";
            default -> e.getMessage();
        };
    }

    /** @throws InvalidInputException if it cannot be written */
    static void write(Path path, String text) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                // A pipe or a device, which must not be replaced.
                Files.writeString(path, text, StandardOpenOption.WRITE);
                return;
            }
            // Through links, so that the move replaces the file and not the link to it.
            Path target = Files.exists(path) ? path.toRealPath() : path;
            Path draft = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                    + Long.toHexString(System.nanoTime()) + ".tmp");
            try {
                Files.writeString(draft, text, StandardOpenOption.CREATE_NEW);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    path + " cannot be written (" + reason(e)
                            + "): expected a file in a folder that exists and has room",
                    e);
        }
    }
}
