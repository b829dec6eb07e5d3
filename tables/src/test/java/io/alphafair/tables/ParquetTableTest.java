package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.InvalidInputException;
import io.alphafair.tables.testing.DuckDbParquet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTableTest {
    @TempDir
    Path folder;

    private Path write(String query) {
        return DuckDbParquet.write(folder.resolve("people.parquet"), "COMPRESSION uncompressed", query);
    }

    private Table table(String query) {
        return Table.read(write(query));
    }

    private static void assertRefused(String expected, Executable read) {
        assertEquals(expected, assertThrows(InvalidInputException.class, read).getMessage());
    }

    /** Each column begins with a value, and then has null. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            '-7'::TINYINT                  | -7
            '200'::UTINYINT                | 200
            '-2000000000'::INTEGER         | -2000000000
            '4000000000'::UINTEGER         | 4000000000
            '-9007199254740993'::BIGINT    | -9007199254740993
            '18446744073709551615'::UBIGINT | 18446744073709551615
            '0.1'::DOUBLE                  | 0.1
            '3'::DOUBLE                    | 3
            '0.1'::FLOAT                   | 0.10000000149011612
            '-12.50'::DECIMAL(4, 2)        | -12.50
            '1234567890.125'::DECIMAL(18, 3) | 1234567890.125
            '1234567890123456789012.5'::DECIMAL(38, 1) | 1234567890123456789012.5
            'true'::BOOLEAN                | true
            '2026-02-28'::DATE             | 2026-02-28
            ' Zoë '                        | Zoë
            'b'::ENUM('a', 'b')            | b
            """)
    void whatAColumnHoldsIsReadAndNullIsMissing(String value, String text) {
        Table table = table("SELECT " + value + " AS x UNION ALL SELECT NULL");
        assertArrayEquals(new String[]{text, ""}, table.strings("x"));
        assertRefused(table.name() + " row 2, column 'x' is '', a missing value: expected a word; correct the cell or "
                + "drop the row", () -> table.words("x"));
        assertRefused(table.name() + " row 2, column 'x' is '', a missing value: expected a group for everybody; "
                + "correct or drop such rows, or name a group for them with --missing-group NAME",
                () -> GroupLabels.of(table, List.of("x")));
        String expected = ": expected a finite number; correct the cell or drop the row";
        boolean isNumber = text.matches("[-0-9.]+") && !text.startsWith("2026");
        assertRefused(table.name() + (isNumber ? " row 2, column 'x' is ''" : " row 1, column 'x' is '" + text + "'")
                + expected, () -> table.doubles("x"));
        if (isNumber) {
            Table alone = table("SELECT " + value + " AS x");
            assertArrayEquals(new double[]{Double.parseDouble(text)}, alone.doubles("x"));
            assertArrayEquals(new BigDecimal[]{new BigDecimal(text)}, alone.decimals("x"));
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN, NaN", "inf, Infinity", "-inf, -Infinity"})
    void aNumberIsFinite(String number, String text) {
        Table table = table("SELECT 1::DOUBLE AS x UNION ALL SELECT '" + number + "'::DOUBLE");
        assertRefused(table.name() + " row 2, column 'x' is '" + text
                + "': expected a finite number; correct the cell or drop the row", () -> table.doubles("x"));
    }

    @Test
    void aTextMayBeANumber() {
        assertArrayEquals(new double[]{2.5, -3}, table("SELECT '2.5' AS x UNION ALL SELECT ' -3 '").doubles("x"));
    }

    /** 2,048 is DuckDB's smallest row group. The words are encoded with a dictionary, the numbers are not. */
    @ParameterizedTest
    @ValueSource(strings = {"COMPRESSION uncompressed", "COMPRESSION snappy", "COMPRESSION gzip",
            "COMPRESSION snappy, PARQUET_VERSION V2"})
    void manyRowGroupsAreReadWithEachCompression(String options) {
        int rows = 7000;
        Table table = Table.read(DuckDbParquet.write(folder.resolve("people.parquet"),
                options + ", ROW_GROUP_SIZE 2048",
                "SELECT i / 7.0::DOUBLE AS gain, i AS number, (i / 3)::FLOAT AS small, "
                        + "CASE WHEN i % 5 = 0 THEN NULL ELSE 'group ' || (i % 3) END AS word FROM range(" + rows
                        + ") AS r(i) ORDER BY i"));
        assertEquals(rows, table.rowCount());
        assertArrayEquals(IntStream.range(0, rows).mapToDouble(i -> i / 7.0).toArray(), table.doubles("gain"));
        assertArrayEquals(IntStream.range(0, rows).asDoubleStream().toArray(), table.doubles("number"));
        assertArrayEquals(IntStream.range(0, rows).mapToDouble(i -> (float) (i / 3.0)).toArray(),
                table.doubles("small"));
        assertArrayEquals(
                IntStream.range(0, rows).mapToObj(i -> i % 5 == 0 ? "" : "group " + i % 3).toArray(String[]::new),
                table.strings("word"));
    }

    @Test
    void bitsOfDoublesAreKept() {
        double[] values = {0.1 + 0.2, Double.MIN_VALUE, Double.MAX_VALUE, -1.0 / 3};
        StringBuilder query = new StringBuilder();
        for (double value : values) {
            query.append(query.isEmpty() ? "SELECT '" : " UNION ALL SELECT '").append(value).append("'::DOUBLE AS x");
        }
        assertArrayEquals(values, table(query.toString()).doubles("x"));
    }

    /** Hardwood looks for a name among the fields of structures too, and takes a point for the step to a field. */
    @Test
    void nestedColumnsThatNobodyAsksForDoNotMatter() {
        Table table = table("SELECT {'gain': -1, 'age': 2} AS gain_of, [1, 2] AS ages, MAP {'gain': -3} AS gains, "
                + "{'b': -4} AS a, 5 AS gain, 6 AS \"a.b\", NULL AS nothing, 'f' AS sex, TIMESTAMP '2026-01-01' AS moment, "
                + "'x'::BLOB AS bytes");
        assertEquals(List.of("gain_of", "ages", "gains", "a", "gain", "a.b", "nothing", "sex", "moment", "bytes"),
                table.columns());
        assertArrayEquals(new double[]{5}, table.doubles("gain"));
        assertArrayEquals(new double[]{6}, table.doubles("a.b"));
        assertArrayEquals(new String[]{"f"}, table.strings("sex"));
        assertArrayEquals(new String[]{""}, table.strings("nothing"));
        List<String> refused = List.of("gain_of", "struct", "ages", "list", "gains", "map", "moment", "timestamp",
                "bytes",
                "byte_array");
        for (int place = 0; place < refused.size(); place += 2) {
            String column = refused.get(place);
            assertRefused(table.name() + ", column '" + column + "' is of type " + refused.get(place + 1)
                    + ": expected numbers or words; name another column, or write this one as numbers or text",
                    () -> table.strings(column));
        }
    }

    @Test
    void namesHaveAnyLetters() {
        Table table = table("SELECT 1 AS \"größe\", 2 AS \" 年齢 \", 3 AS \"x'y\"");
        assertEquals(List.of("größe", "年齢", "x'y"), table.columns());
        assertArrayEquals(new double[]{1}, table.doubles("gro\u0308ße"));
        assertArrayEquals(new double[]{2}, table.doubles("年齢"));
        assertArrayEquals(new double[]{3}, table.doubles("x'y"));
    }

    @Test
    void rowsAreCountedFromOne() {
        Table table = table("SELECT 'Amy' AS id UNION ALL SELECT 'Zac' UNION ALL SELECT 'Amy'");
        assertArrayEquals(new String[]{"1", "2", "3"}, RowNames.of(table, null).names());
        assertEquals("row", RowNames.of(table, null).heading());
        assertRefused(table.name() + ", column 'id' has 'Amy' in rows 1 and 3: expected each id once; correct one or "
                + "leave out --id", () -> RowNames.of(table, "id"));
    }

    @Test
    void aTableNeedsRows() {
        Path file = write("SELECT 1 AS x WHERE FALSE");
        assertRefused(file + " has no row: expected one at least", () -> Table.read(file));
    }

    @Test
    void theMissingLibraryIsNamed() {
        Table table = Table.read(
                DuckDbParquet.write(folder.resolve("people.parquet"), "COMPRESSION zstd", "SELECT 1 AS x"));
        assertRefused(table.name()
                + ", column 'x' cannot be read as Parquet (Cannot read ZSTD-compressed Parquet file: "
                + "required library not found. Add the following dependency to your project: com.github.luben:zstd-jni): "
                + "expected no compression, snappy or gzip, and the usual encodings; write the file so, or put the "
                + "library that is named here on the class path, for the command with ALPHAFAIR_CLASSPATH",
                () -> table.doubles("x"));
    }

    @Test
    void textIsUtf8() throws IOException {
        Path file = write("SELECT 'Zoe' AS x UNION ALL SELECT 'Amy'");
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Files.write(file, bytes.replace("Zoe", "Zo\u00eb").getBytes(StandardCharsets.ISO_8859_1));
        Table table = Table.read(file);
        assertRefused(
                file + ", column 'x' cannot be read as Parquet (row 1 has bytes that are no UTF-8 text): expected a "
                        + "whole and undamaged Parquet file; write or copy it again",
                () -> table.strings("x"));
    }

    /** As Spark writes tables. */
    @Test
    void aFolderIsOneTable() throws IOException {
        DuckDbParquet.write(folder.resolve("part-1.parquet"), "COMPRESSION snappy",
                "SELECT 'c' AS id, 3::DOUBLE AS x UNION ALL SELECT 'd', 'NaN'::DOUBLE");
        DuckDbParquet.write(folder.resolve("part-0.parquet"), "COMPRESSION gzip", "SELECT 'a' AS id, 1::DOUBLE AS x");
        DuckDbParquet.write(folder.resolve("part-2.parquet"), "COMPRESSION gzip",
                "SELECT 'a' AS id, 1::DOUBLE AS x WHERE FALSE");
        Files.createFile(folder.resolve("_SUCCESS"));
        Files.createFile(folder.resolve(".part-0.parquet.crc"));
        Table table = Table.read(folder);
        assertArrayEquals(new String[]{"a", "c", "d"}, table.strings("id"));
        assertEquals("row 1 (row 1 of part-0.parquet)", table.rowPlace(0));
        assertRefused(folder + " row 3 (row 2 of part-1.parquet), column 'x' is 'NaN': expected a finite number; "
                + "correct the cell or drop the row", () -> table.doubles("x"));
    }

    @Test
    void theFilesOfAFolderAreAlike() throws IOException {
        assertRefused(
                folder + " is a folder without a file whose name ends in .parquet: expected a file, or a folder of "
                        + "Parquet files; name a file",
                () -> Table.read(folder));
        Path first = DuckDbParquet.write(folder.resolve("0.parquet"), "COMPRESSION gzip", "SELECT 1 AS x, 2 AS y");
        Path second = DuckDbParquet.write(folder.resolve("1.parquet"), "COMPRESSION gzip", "SELECT 1 AS x, '2' AS y");
        Table table = Table.read(folder);
        assertArrayEquals(new double[]{1, 1}, table.doubles("x"));
        assertRefused(second + ", column 'y' is of type string: expected type int32, as " + first
                + " has; write all files of a folder with the same types", () -> table.doubles("y"));
        DuckDbParquet.write(second, "COMPRESSION gzip", "SELECT 1 AS y, 2 AS x");
        assertRefused(second + " has the columns y, x: expected x, y, as " + first
                + " has; write all files of a folder with the same columns", () -> Table.read(folder));
        Path other = Files.createDirectory(folder.resolve("sex=f"));
        assertRefused(
                other + " is no file whose name ends in .parquet: expected only such files in a folder that is read "
                        + "as one table; move it elsewhere",
                () -> Table.read(folder));
    }
}
