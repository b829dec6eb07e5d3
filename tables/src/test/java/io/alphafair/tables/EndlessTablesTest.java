package io.alphafair.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.testing.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EndlessTablesTest {
    @Test
    @Tag("long")
    void aLineWithoutAnEndIsRefusedWithItsNumberInASmallHeap() {
        ChildJvm.Result run = ChildJvm.java(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"),
                EndlessTablesMain.class.getName()));
        assertEquals(0, run.exitCode(), run.output());
        String[] messages = run.output().split(System.lineSeparator());
        String[] reasons = {"The maximum buffer size of 16777216 is insufficient to read the data of a single field.",
                "Record starting at line 3 has surpassed the maximum limit of 16384 fields",
                "The maximum buffer size of 16777216 is insufficient to read the data of a single field.",
                "in record starting at line 3 exceeds the max record size of 67108864 characters"};
        assertEquals(reasons.length, messages.length, run.output());
        for (int place = 0; place < reasons.length; place++) {
            assertTrue(messages[place].startsWith("people.csv is not a CSV table: ")
                    && messages[place].contains(reasons[place]) && messages[place].contains("starting at line 3"),
                    messages[place]);
        }
    }
}
