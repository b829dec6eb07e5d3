package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where an answer goes: a file, written whole or not at all, or a pipe or device. */
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
            WholeFile.writeString(path, text);
        } catch (IOException e) {
            throw new InvalidInputException(
                    path + " cannot be written (" + reason(e)
                            + "): expected a file in a folder that exists and has room",
                    e);
        }
    }
}
