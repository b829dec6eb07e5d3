package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    @TempDir
    Path folder;

    private static Table parse(String text) {
        return Table.parse(new StringReader(text), "people.csv");
    }

    private static void assertRefused(String expected, Runnable read) {
        assertEquals(expected, assertThrows(InvalidInputException.class, read::run).getMessage());
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
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        assertArrayEquals(new double[]{1}, parse("\uFEFFa,b\n1,2\n").doubles("a"));
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
    @ValueSource(strings = {"x", "", "NaN", "Infinity", "1e999", "1d", "0x1p3", "1 2", "1-2", "1,5"})
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
    void aTableNeedsAHeaderRowsAndDistinctNames() {
        assertRefused("people.csv is empty: expected a header line and rows below it", () -> parse(""));
        assertRefused("people.csv has no row below its header: expected one at least", () -> parse("a,b\n"));
        assertRefused("people.csv: columns 1 and 3 are both named 'a': expected each name once; rename one",
                () -> parse("a,b,a\n1,2,3\n"));
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertRefused(missing + " does not exist: check the path of the CSV file", () -> Table.read(missing));
        Path latin = Files.write(folder.resolve("latin.csv"), "a\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(latin + " is not UTF-8 text (Input length = 1): save it as UTF-8", () -> Table.read(latin));
        assertThrows(InvalidInputException.class, () -> Table.read(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,\"2\n", "a,b\n1,\"2\"3\n"})
    void brokenQuotesAreRefused(String text) {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> parse(text));
        assertTrue(refusal.getMessage().startsWith("people.csv is not a CSV table: "), refusal.getMessage());
    }
}
