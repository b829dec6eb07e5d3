package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
