package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import java.nio.file.Path;

/** What Hardwood finds wrong with a file, as a refusal. It throws exceptions of many kinds at damaged files. */
final class ParquetFault {
    private ParquetFault() {
    }

    /** @param where the file, or the file and the column */
    static InvalidInputException of(Path file, String where, Throwable fault) {
        if (fault instanceof InvalidInputException refusal) {
            return refusal;
        }
        Throwable first = fault;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        // The message of a linkage error is only what could not be linked.
        String text = first.getMessage() == null || first instanceof LinkageError
                ? first.toString()
                : first.getMessage();
        String prefix = "[" + file.getFileName() + "] ";
        String reason = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        return new InvalidInputException(where + " cannot be read as Parquet (" + reason + "): " + switch (first) {
            // It names the library that is missing, or of another version.
            case UnsupportedOperationException _,LinkageError _ ->
                "expected no compression, snappy or gzip, and the usual encodings; write the file so, or put the library "
                        + "that is named here on the class path, for the command with ALPHAFAIR_CLASSPATH";
            case OutOfMemoryError _ ->
                "expected an undamaged file that fits into memory; allow a larger heap, as with "
                        + "JDK_JAVA_OPTIONS=-Xmx8g";
            default -> "expected a whole and undamaged Parquet file; write or copy it again";
        }, fault);
    }
}
