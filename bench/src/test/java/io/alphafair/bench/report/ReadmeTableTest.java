package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadmeTableTest {
    private static final String README = "before\n<!-- table:begin -->\nold\n<!-- table:end -->\nafter\n";

    @Test
    void everyRowHasTheReportsNumbers() throws IOException {
        NamedRun run = OldRecord.named();
        String readme = ReadmeTable.into(README, run);
        assertTrue(readme
                .startsWith("before\n<!-- table:begin -->\nThe group argmax, which takes nearly all of the time of "
                        + "an allocation, in [a recorded `quick` run](results/" + run.name()
                        + "/report.md) on\na virtual machine with 2 CPUs"),
                readme);
        assertTrue(readme.endsWith("<!-- table:end -->\nafter\n"));
        assertEquals(readme, ReadmeTable.into(readme, run));
        Map<String, List<Map<String, String>>> tables = Printed.markdown(new Report(List.of(run)).markdown());
        int rows = 0;
        for (String block : readme.split("\n\n")) {
            if (block.startsWith("|")) {
                for (Map<String, String> row : Printed.markdown("# t\n" + block).get("t")) {
                    rows++;
                    assertTrue(tables.values().stream().flatMap(List::stream)
                            .anyMatch(reported -> reported.entrySet().containsAll(row.entrySet())), row::toString);
                    assertTrue(row.keySet().containsAll(Set.of("shape", "backend", "median")), row::toString);
                }
            }
        }
        assertEquals(9, rows);
    }

    @Test
    void aReadmeWithoutMarkersOrARunWithoutTheRowsIsRefused() {
        assertTrue(assertThrows(InvalidInputException.class, () -> ReadmeTable.into("nothing", OldRecord.named()))
                .getMessage()
                .contains("<!-- table:begin -->"));
        assertTrue(
                assertThrows(InvalidInputException.class, () -> ReadmeTable.into(README, MadeRuns.named())).getMessage()
                        .contains("has none of the README's rows"));
    }

    @Test
    void aNameThatMarkdownWouldReadAsMarkupIsRefused() throws IOException {
        NamedRun run = OldRecord.named();
        for (String name : List.of("x](http://example.org)", "a b", "<b>", "`", "")) {
            NamedRun renamed = new NamedRun(name, run.machine(), run.run(), Map.of());
            assertEquals("the run's name is '" + name
                    + "': expected letters, digits and .,_+@- only, as the README shows it",
                    assertThrows(InvalidInputException.class, () -> ReadmeTable.into(README, renamed)).getMessage());
        }
    }
}
