package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.InvalidInputException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupLabelsTest {
    private static final Table TABLE = Table.parse(new StringReader("sex,race\nm,b\nf,w\nm,a\nf,w\nm,b\n"), "people");

    @Test
    void numbersTheCombinationsInSortedOrder() {
        GroupLabels groups = GroupLabels.of(TABLE, List.of("sex", "race"));
        assertEquals(List.of(List.of("f", "w"), List.of("m", "a"), List.of("m", "b")), groups.values());
        assertArrayEquals(new int[]{2, 0, 1, 0, 2}, groups.labels());
        assertEquals(List.of("sex=f race=w", "sex=m race=a", "sex=m race=b"), groups.names());
    }

    @Test
    void theFirstColumnCountsMost() {
        GroupLabels groups = GroupLabels.of(TABLE, List.of("race", "sex"));
        assertEquals(List.of(List.of("a", "m"), List.of("b", "m"), List.of("w", "f")), groups.values());
        assertArrayEquals(new int[]{1, 2, 0, 2, 1}, groups.labels());
    }

    @Test
    void missingValuesAreRefusedOrGetAGroup() {
        Table table = Table.parse(
                new StringReader("race,sex,gain\nBlack,f,3\n,m,2\nWhite,f,4\n NA ,m,1\n?,m,5\nnan,f,6\n"), "people");
        assertEquals(
                "people line 3, column 'race' is '', a missing value, and 3 below it are missing too: expected a group "
                        + "for everybody; correct or drop such lines, or name a group for them with --missing-group NAME",
                assertThrows(InvalidInputException.class, () -> GroupLabels.of(table, List.of("sex", "race")))
                        .getMessage());
        GroupLabels groups = GroupLabels.of(table, List.of("race"), " not known");
        assertEquals(List.of("race=Black", "race=White", "race=not known"), groups.names());
        assertArrayEquals(new int[]{0, 2, 1, 2, 2, 2}, groups.labels());
        assertArrayEquals(new int[]{0, 1, 0, 1, 1, 0}, GroupLabels.of(table, List.of("sex")).labels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NA", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None", "?", ".", "-",
            "\\N", "\u00a0"})
    void theUsualMarkersAreKnown(String marker) {
        Table table = Table.parse(new StringReader("race,gain\n" + marker + ",1\n"), "people");
        assertThrows(InvalidInputException.class, () -> GroupLabels.of(table, List.of("race")));
        assertEquals(List.of("race=x"), GroupLabels.of(table, List.of("race"), "x").names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "no", "Nan", "0", "unknown", "Na Na"})
    void otherValuesAreGroups(String value) {
        Table table = Table.parse(new StringReader("race,gain\n" + value + ",1\n"), "people");
        assertEquals(List.of("race=" + value), GroupLabels.of(table, List.of("race")).names());
    }

    @Test
    void valuesThatLookEqualAreOneGroup() {
        Table table = Table.parse(new StringReader("sex,gain\nMale,3\n Male,2\nMale ,4\nFemale,1\nMale\u00a0,7\n"),
                "people");
        assertEquals(List.of("sex=Female", "sex=Male"), GroupLabels.of(table, List.of("sex")).names());
    }
}
