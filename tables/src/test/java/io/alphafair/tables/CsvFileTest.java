package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.Matrix;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {
    @TempDir
    Path folder;

    @Test
    void aTableReadsWhatWasWritten() throws IOException {
        Path file = folder.resolve("out.csv");
        String awkward = "a \"b\", c\nd";
        CsvFile.write(file, List.of("id", "dose"), next -> {
            next.accept(List.of(awkward, CsvFile.number(1 / 3.0)));
            next.accept(List.of("é", "2"));
        });
        Table table = Table.read(file);
        assertArrayEquals(new String[]{awkward, "é"}, table.strings("id"));
        assertArrayEquals(new double[]{1 / 3.0, 2}, table.doubles("dose"));
        assertEquals("id,dose\n\"a \"\"b\"\", c\nd\",0.3333333333333333\né,2\n", Files.readString(file));
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertEquals("a row has 1 cells: expected 2, one per column",
                assertThrows(IllegalArgumentException.class, () -> CsvFile.write(folder.resolve("out.csv"),
                        List.of("a", "b"), next -> next.accept(List.of("1")))).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "2.0, 2", "0.1, 0.1", "1e22, 1.0E22", "123456789.0, 1.23456789E8",
            "Infinity, Infinity"})
    void aNumberIsAsShortAsReadsBack(double value, String text) {
        assertEquals(text, CsvFile.number(value));
        assertEquals(value + 0.0, Double.parseDouble(text));
    }

    @Test
    void columnsAreAMatrixInTheOrderOfTheirNames() {
        Table table = Table.parse(new StringReader("a,b,c\n1,2,3\n4,5,6\n"), "people");
        try (Matrix matrix = table.matrix(List.of("c", "a"))) {
            assertEquals("2 x 2", matrix.shape());
            assertArrayEquals(new double[]{3, 1, 6, 4}, matrix.toArray());
        }
    }
}
