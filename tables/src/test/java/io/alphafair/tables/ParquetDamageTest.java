package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.testing.DuckDbParquet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no whole Parquet file is refused with its name. */
@Timeout(60)
class ParquetDamageTest {
    /** Reading a file takes tens of milliseconds, and {@code FuzzTest} changes more. */
    private static final int STEP = 5;

    @TempDir
    Path folder;

    private Path write(String compression) {
        return DuckDbParquet.write(folder.resolve("people.parquet"), "COMPRESSION " + compression,
                "SELECT i::DOUBLE AS gain, 'group ' || i % 2 AS word, i AS number FROM range(6) AS r(i)");
    }

    /** Reads all, and returns whether that was refused. */
    private static boolean isRefused(Path file) {
        try {
            Table table = Table.read(file);
            for (String column : table.columns()) {
                assertEquals(table.rowCount(), table.strings(column).length);
            }
            return false;
        } catch (InvalidInputException e) {
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            return true;
        }
    }

    @Test
    void aFileThatEndsEarlyIsRefused() throws IOException {
        Path file = write("snappy");
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += STEP) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertTrue(isRefused(file), "the first " + length + " bytes");
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertEquals(file
                + " cannot be read as Parquet (Not a Parquet file (invalid magic number at end)): expected a whole "
                + "and undamaged Parquet file; write or copy it again",
                assertThrows(InvalidInputException.class, () -> Table.read(file)).getMessage());
    }

    /** A changed value or name is still one; all else has to end as a refusal, and soon. */
    @Test
    void changedBytesAreReadOrRefused() throws IOException {
        Path file = write("snappy");
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int place = 0; place < bytes.length; place += STEP) {
            byte before = bytes[place];
            bytes[place] ^= (byte) 0xff;
            Files.write(file, bytes);
            refused += isRefused(file) ? 1 : 0;
            bytes[place] = before;
        }
        assertTrue(refused > bytes.length / STEP / 2, refused + " of " + bytes.length / STEP + " places");
    }

    /** The numbers of rows stand in the footer, at the end: once for the file, and once per row group. */
    @Test
    void theFooterAgreesWithItself() throws IOException {
        Path file = write("uncompressed");
        byte[] bytes = Files.readAllBytes(file);
        int found = 0;
        for (int place = bytes.length / 2; place < bytes.length; place++) {
            bytes[place] ^= 2;
            Files.write(file, bytes);
            try {
                ParquetFile.open(file);
            } catch (InvalidInputException e) {
                found += e.getMessage().contains("its footer says ") ? 1 : 0;
            }
            bytes[place] ^= 2;
        }
        assertTrue(found > 1, found + " places");
    }

    @Test
    void whatTheMachineLacksIsSaid() {
        Path file = Path.of("people.parquet");
        assertEquals(
                "people.parquet, column 'x' cannot be read as Parquet (java.lang.NoSuchMethodError: Zstd.decompress): "
                        + "expected no compression, snappy or gzip, and the usual encodings; write the file so, or put the library "
                        + "that is named here on the class path, for the command with ALPHAFAIR_CLASSPATH",
                ParquetFault.of(file, "people.parquet, column 'x'",
                        new IllegalStateException(new NoSuchMethodError("Zstd.decompress"))).getMessage());
        assertEquals(
                "people.parquet cannot be read as Parquet (Java heap space): expected an undamaged file that fits into "
                        + "memory; allow a larger heap, as with JDK_JAVA_OPTIONS=-Xmx8g",
                ParquetFault.of(file, "people.parquet", new OutOfMemoryError("Java heap space")).getMessage());
    }

    @Test
    void whatIsNoParquetIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("people.parquet"), "PAR1 and more, but not PAR1");
        assertTrue(isRefused(file));
        Path text = Files.writeString(folder.resolve("1.parquet"), "gain,group\n1,f\n");
        Files.delete(file);
        assertEquals(
                text + " cannot be read as Parquet (Not a Parquet file (invalid magic number at start)): expected a "
                        + "whole and undamaged Parquet file; write or copy it again",
                assertThrows(InvalidInputException.class, () -> Table.read(folder)).getMessage());
        // A file that is named alone is told by its first bytes.
        assertEquals(1, Table.read(text).rowCount());
    }
}
