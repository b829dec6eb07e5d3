package io.alphafair.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JVM reads the command line by the locale. Where that is ASCII, it puts question marks in place of other letters, so that
 * the program would read or write other files than those that were named.
 */
final class AsciiLocale {
    private static final String ASCII = "ANSI_X3.4-1968";
    /** The words as they were given, in Linux only; other systems have no such locale. */
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private AsciiLocale() {
    }

    /** Whether letters of this JVM's command line are lost; then standard error says what helps. */
    static boolean hasLostLetters() {
        if (!ASCII.equals(System.getProperty("sun.jnu.encoding")) || !Files.isReadable(COMMAND_LINE)) {
            return false;
        }
        try {
            for (byte unit : Files.readAllBytes(COMMAND_LINE)) {
                if (unit < 0) {
                    System.err.println(
                            "error: this JVM cannot read the letters of the command line that are not ASCII, because "
                                    + "the locale is not UTF-8: set LC_ALL=C.UTF-8");
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(COMMAND_LINE + " cannot be read", e);
        }
    }
}
