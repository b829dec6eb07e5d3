package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.InvalidInputException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class RowNamesTest {
    private static Table parse(String text) {
        return Table.parse(new StringReader(text), "people.csv");
    }

    @Test
    void idsOrLines() {
        Table table = parse("id,a\n\" Amy \",\"x\ny\"\nZac,z\n");
        assertArrayEquals(new String[]{"Amy", "Zac"}, RowNames.of(table, "id").names());
        assertEquals("id", RowNames.of(table, "id").heading());
        assertArrayEquals(new String[]{"2", "4"}, RowNames.of(table, null).names());
        assertEquals("line", RowNames.of(table, null).heading());
    }

    @Test
    void anIdIsThereOnce() {
        assertEquals("people.csv, column 'id' has 'Amy' in lines 2 and 4: expected each id once; correct one or leave "
                + "out --id",
                assertThrows(InvalidInputException.class, () -> RowNames.of(parse("id\nAmy\nZac\nAmy\n"), "id"))
                        .getMessage());
        assertEquals("people.csv line 3, column 'id' is empty: expected an id for everybody; correct it or leave out "
                + "--id",
                assertThrows(InvalidInputException.class,
                        () -> RowNames.of(parse("id,a\nAmy,1\n,2\n"), "id")).getMessage());
    }
}
