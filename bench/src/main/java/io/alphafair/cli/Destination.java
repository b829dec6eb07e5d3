package io.alphafair.cli;

import io.alphafair.InvalidInputException;
import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
        write(path, file -> Files.writeString(file, text));
    }

    /**
     * @param content opens its file for writing, whether it exists or not
     * @throws InvalidInputException if it cannot be written
     */
    static void write(Path path, WholeFile.Content content) {
        try {
            WholeFile.write(path, content);
        } catch (IOException e) {
            throw new InvalidInputException(
                    path + " cannot be written (" + reason(e)
                            + "): expected a file in a folder that exists and has room",
                    e);
        }
    }
}
