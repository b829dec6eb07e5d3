package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    @TempDir
    Path folder;

    private static Table parse(String text) {
        return Table.parse(new StringReader(text), "people.csv");
    }

    private static void assertRefused(String expected, Executable read) {
        assertEquals(expected, assertThrows(InvalidInputException.class, read).getMessage());
    }

    @Test
    void readsQuotedCellsCommasAndLineBreaksInCells() {
        Table table = parse("\"a\",b\r\n\"x, \"\"y\"\"\nz\",1.5\r\nplain, -2e3 \r\n");
        assertEquals(List.of("a", "b"), table.columns());
        assertEquals(2, table.rowCount());
        assertArrayEquals(new String[]{"x, \"y\"\nz", "plain"}, table.strings("a"));
        assertArrayEquals(new double[]{1.5, -2000}, table.doubles("b"));
    }

    @Test
    void wordsAreThere() {
        Table table = parse("a,b\nx,1\ny,NA\n");
        assertArrayEquals(new String[]{"x", "y"}, table.words("a"));
        assertRefused(
                "people.csv line 3, column 'b' is 'NA', a missing value: expected a word; correct the cell or drop "
                        + "the line",
                () -> table.words("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFa,b\n1,2\n", "\uFEFF\"a\",\"b\"\r\n\"1\",\"2\"\r\n", "\uFEFF\uFEFFa,b\n1,2\n",
            "\uFEFFsep=;\r\na;b\r\n1;2\r\n", "\uFEFF\"a\";b\n1;2\n"})
    void aByteOrderMarkIsNoPartOfTheFirstName(String text) {
        assertEquals(List.of("a", "b"), parse(text).columns());
        assertArrayEquals(new double[]{1}, parse(text).doubles("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b\nx,y;3,5\nz;-2\n", "a\tb\nx,y\t3.5\nz\t-2\n", "sep=|\na|b\nx,y|3,5\nz|-2\n",
            "\"sep=,\"\na,b\n\"x,y\",3.5\nz,-2\n", "\"a\";\"b\"\r\n\"x,y\";\"3,5\"\r\nz;-2\r\n",
            "a,b\r\"x,y\",3.5\rz,-2\r"})
    void theHeaderShowsWhatSeparatesCells(String text) {
        Table table = parse(text);
        assertEquals(List.of("a", "b"), table.columns());
        assertArrayEquals(new String[]{"x,y", "z"}, table.strings("a"));
        assertArrayEquals(new double[]{3.5, -2}, table.doubles("b"));
    }

    /** The same cells as numbers without rounding, with the same refusals. */
    @Test
    void decimalsAreNotRounded() {
        assertArrayEquals(new BigDecimal[]{new BigDecimal("0.1"), new BigDecimal("-2")},
                parse("a;b\nx; 0,1 \nz;-2\n").decimals("b"));
        assertRefused("people.csv line 3, column 'b' is '1,5': expected a finite number with a decimal point and "
                + "nothing between thousands; correct the cell or drop the line",
                () -> parse("a,b\nx,1\ny,\"1,5\"\n").decimals("b"));
    }

    @Test
    void separatorsBetweenQuotesSeparateNothing() {
        assertEquals(List.of("a;b;c", "d"), parse("\"a;b;c\",d\n1,2\n").columns());
        assertEquals(List.of("a,b,c", "d"), parse("\"a,b,c\";d\n1;2\n").columns());
    }

    @Test
    void aColumnHasOneDecimalSign() {
        assertRefused(
                "people.csv, column 'b' has '1.234' and '2,5', the later one in line 3: expected one decimal sign, "
                        + "and none between thousands; correct the column",
                () -> parse("a;b\n1;1.234\n1;2,5\n").doubles("b"));
        assertRefused(
                "people.csv line 2, column 'b' is '1.234,5': expected a finite number with a decimal point and nothing "
                        + "between thousands; correct the cell or drop the line",
                () -> parse("a;b\n1;1.234,5\n").doubles("b"));
        assertRefused(
                "people.csv line 2, column 'b' is '1,2,3': expected a finite number with a decimal point and nothing "
                        + "between thousands; correct the cell or drop the line",
                () -> parse("a;b\n1;1,2,3\n").doubles("b"));
    }

    @Test
    void blanksAroundNamesAndCellsDoNotCount() {
        Table table = parse("sex, gain\u00a0\nMale,3\n Male,\u00a02\nMale\u00a0,4 \n\u2003Male\t,5\n");
        assertEquals(List.of("sex", "gain"), table.columns());
        assertArrayEquals(new String[]{"Male", "Male", "Male", "Male"}, table.strings("sex"));
        assertArrayEquals(new double[]{3, 2, 4, 5}, table.doubles(" gain"));
    }

    @Test
    void composedLettersEqualTheSameLettersInParts() {
        Table table = parse("gr\u00f6\u00dfe\n\u00e9\ne\u0301\n");
        assertArrayEquals(new String[]{"\u00e9", "\u00e9"}, table.strings("gro\u0308\u00dfe"));
    }

    @Test
    void linesOfEmptyCellsAreNoRows() {
        Table table = parse("sex,gain,,\nf,3,,\n\n , ,,\nm,2,,\n,,,\n");
        assertArrayEquals(new double[]{3, 2}, table.doubles("gain"));
        assertEquals(List.of(2L, 5L), List.of(table.rowNumber(0), table.rowNumber(1)));
    }

    @Test
    void linesAreThoseOfTheFile() {
        assertEquals(3, parse("sep=;\na;b\n1;2\n").rowNumber(0));
        assertRefused(
                "people.csv line 3, column 'b' is 'x': expected a finite number; correct the cell or drop the line",
                () -> parse("sep=;\na;b\n1;x\n").doubles("b"));
    }

    @Test
    void onlyAColumnThatIsUsedMustBeUnique() {
        Table table = parse("a,b,b,,\n1,2,3,4,5\n");
        assertArrayEquals(new double[]{1}, table.doubles("a"));
        assertRefused(
                "people.csv: columns 2 and 3 are both named 'b': expected each name that is used once; rename one",
                () -> table.doubles("b"));
        assertRefused("people.csv: columns 4 and 5 are both named '': expected each name that is used once; rename one",
                () -> table.strings(""));
        assertRefused("people.csv has no column 'c': expected one of a, b, b", () -> table.strings("c"));
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "gruppe\nä\n");
        assertArrayEquals(new String[]{"ä"}, Table.read(file).strings("gruppe"));
    }

    @Test
    void anUnknownColumnNamesThoseThereAre() {
        Table table = parse("a,b\n1,2\n");
        assertRefused("people.csv has no column 'c': expected one of a, b", () -> table.strings("c"));
        assertRefused("people.csv has no column 'c': expected one of a, b", () -> table.doubles("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "NaN", "Infinity", "1e999", "1d", "0x1p3", "1 2", "1-2", "NA", "١", "1_0", "+",
            ".",
            "1e"})
    void aCellThatIsNoFiniteNumberNamesItsPlace(String cell) {
        Table table = parse("a,b\n1,2\n3,\"" + cell + "\"\n");
        assertRefused("people.csv line 3, column 'b' is '" + cell
                + "': expected a finite number; correct the cell or drop the line", () -> table.doubles("b"));
    }

    @Test
    void theLineCountsLineBreaksInCells() {
        Table table = parse("a,b\n\"1\n2\",2\n3,x\n");
        assertRefused(
                "people.csv line 4, column 'b' is 'x': expected a finite number; correct the cell or drop the line",
                () -> table.doubles("b"));
    }

    @Test
    void raggedLinesAreRefused() {
        assertRefused("people.csv line 3 has 1 cells: expected 2, one per column; correct or drop the line",
                () -> parse("a,b\n1,2\n3\n"));
        assertRefused("people.csv line 2 has 3 cells: expected 2, one per column; correct or drop the line",
                () -> parse("a,b\n1,2,3\n"));
    }

    @Test
    void aTableNeedsAHeaderAndRows() {
        assertRefused("people.csv is empty: expected a header line and rows below it", () -> parse(""));
        assertRefused("people.csv has no row below its header: expected one at least", () -> parse("a,b\n"));
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertRefused(missing + " does not exist: check the path of the table", () -> Table.read(missing));
        Path latin = Files.write(folder.resolve("latin.csv"), "a\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(latin + " is not UTF-8 text (Input length = 1): save it as UTF-8", () -> Table.read(latin));
        assertThrows(InvalidInputException.class, () -> Table.read(folder));
    }

    @Test
    void compressedFilesAreReadAndOtherFormatsNamed() throws IOException {
        byte[] csv = "sex,gain\nf,3\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(csv);
        }
        Path file = Files.write(folder.resolve("t.csv"), compressed.toByteArray());
        assertArrayEquals(new double[]{3}, Table.read(file).doubles("gain"));
        Files.write(file, Arrays.copyOf(compressed.toByteArray(), compressed.size() - 9));
        assertRefused(file
                + " cannot be read: java.io.EOFException: Unexpected end of ZLIB input stream; expected a readable "
                + "file", () -> Table.read(file));
        String utf8 = ": expected UTF-8 text; save it as UTF-8, which spreadsheets call 'CSV UTF-8'";
        for (Charset charset : List.of(StandardCharsets.UTF_16, Charset.forName("x-UTF-16LE-BOM"))) {
            Files.write(file, "sex,gain\nf,3\n".getBytes(charset));
            assertRefused(file + " is UTF-16 text" + utf8, () -> Table.read(file));
        }
        Files.write(file, "sex,gain\nf,3\n".getBytes(StandardCharsets.UTF_16LE));
        assertRefused(file + " has bytes that are zero, as UTF-16 text and binary files have" + utf8,
                () -> Table.read(file));
        Files.write(file, "PK\u0003\u0004 and more".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file + " is a ZIP archive or a workbook (.xlsx, .ods): export the sheet as 'CSV UTF-8'",
                () -> Table.read(file));
        Files.write(file, "\u0093NUMPY\u0001".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file + " is a .npy file: expected text; without --table such files are read",
                () -> Table.read(file));
        assertRefused(file + " is compressed with zstd: decompress it, or compress it with gzip", () -> {
            Files.write(file, "(\u00b5/\u00fd".getBytes(StandardCharsets.ISO_8859_1));
            Table.read(file);
        });
    }

    @Test
    void aMinusIsStandardInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("sex,gain\nf,x\n".getBytes(StandardCharsets.UTF_8)));
        try {
            Table table = Table.read(Path.of("-"));
            assertRefused(
                    "standard input line 2, column 'gain' is 'x': expected a finite number; correct the cell or drop "
                            + "the line",
                    () -> table.doubles("gain"));
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,\"2\n", "a,b\n1,\"2\"3\n"})
    void brokenQuotesAreRefused(String text) {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> parse(text));
        assertTrue(refusal.getMessage().startsWith("people.csv is not a CSV table: "), refusal.getMessage());
    }
}
