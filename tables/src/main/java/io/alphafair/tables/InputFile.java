package io.alphafair.tables;

import io.alphafair.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A file of text as it is read: {@code -} is standard input, and what gzip has compressed is decompressed. */
public final class InputFile {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final String GZIP = "\u001f\u008b";
    private static final String COMPRESSED = ": decompress it, or compress it with gzip";
    /** The first bytes of other formats, as ISO 8859-1, with what they are and what helps. */
    private static final Map<String, String> OTHERS = Map.of( //
            "PK\u0003\u0004", "a ZIP archive or a workbook (.xlsx, .ods): export the sheet as 'CSV UTF-8'", //
            "\u00d0\u00cf\u0011\u00e0", "a workbook (.xls): export the sheet as 'CSV UTF-8'", //
            "PAR1",
            "a Parquet file: expected text; --table reads Parquet files on disk that are not compressed as a whole", //
            "\u0093NUMPY", "a .npy file: expected text; without --table such files are read", //
            "(\u00b5/\u00fd", "compressed with zstd" + COMPRESSED, //
            "BZh91AY&SY", "compressed with bzip2" + COMPRESSED, //
            "\u00fd7zXZ", "compressed with xz" + COMPRESSED);
    private static final int LONGEST = 16;

    private InputFile() {
    }

    /** Whether a path means standard input. */
    public static boolean isStandardInput(Path path) {
        return path.equals(STANDARD_INPUT);
    }

    /** What messages call it. */
    public static String name(Path path) {
        return isStandardInput(path) ? "standard input" : path.toString();
    }

    /**
     * Opens it. The stream can be marked.
     *
     * @throws InvalidInputException if it is of another format, which is named
     * @throws IOException if it cannot be read
     */
    public static InputStream open(Path path) throws IOException {
        InputStream in = isStandardInput(path) ? System.in : Files.newInputStream(path);
        try {
            InputStream bytes = new BufferedInputStream(in);
            if (first(bytes, GZIP.length()).equals(GZIP)) {
                bytes = new BufferedInputStream(new GZIPInputStream(bytes));
            }
            String first = first(bytes, LONGEST);
            OTHERS.forEach((begin, what) -> {
                if (first.startsWith(begin)) {
                    throw new InvalidInputException(name(path) + " is " + what);
                }
            });
            return bytes;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The refusal of a table that cannot be read. */
    static InvalidInputException unreadable(String name, IOException e) {
        return switch (e) {
            case NoSuchFileException missing ->
                new InvalidInputException(name + " does not exist: check the path of the table", missing);
            case CharacterCodingException coding -> new InvalidInputException(
                    name + " is not UTF-8 text (" + coding.getMessage() + "): save it as UTF-8", coding);
            default -> new InvalidInputException(name + " cannot be read: " + e + "; expected a readable file", e);
        };
    }

    /** The next bytes as ISO 8859-1; the stream stays where it is. */
    static String first(InputStream bytes, int count) throws IOException {
        bytes.mark(count);
        String first = new String(bytes.readNBytes(count), StandardCharsets.ISO_8859_1);
        bytes.reset();
        return first;
    }
}
