package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.report.Table.Column;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every cell of a run has one number, in whatever format it is printed. */
class OneNumberTest {
    @Test
    void ofTheRecordedRun() throws IOException {
        assertOneNumber(OldRecord.named(), 1500);
    }

    @Test
    void ofARunWithSessionsOfEveryKind() {
        assertOneNumber(new NamedRun("made", "Test CPU", MadeRuns.everything(), Map.of()), 150);
    }

    /** CSV holds unrounded values: rounded by the one formatter they are the text of the other two. */
    private static void assertOneNumber(NamedRun run, int atLeast) {
        Report report = new Report(List.of(run));
        Map<String, List<Map<String, String>>> markdown = Printed.markdown(report.markdown());
        Map<String, List<Map<String, String>>> html = Printed.html(report.html());
        assertEquals(markdown, html);
        List<Map<String, String>> csv = Printed.csv(report.csv());
        int numbers = 0;
        for (Table table : report.page().sections().stream().flatMap(section -> section.tables().stream()).toList()) {
            List<Map<String, String>> lines = csv.stream().filter(line -> line.get("table").equals(table.id()))
                    .toList();
            List<Map<String, String>> rows = markdown.get(table.title());
            assertEquals(rows.size(), lines.size(), table.title());
            for (int row = 0; row < rows.size(); row++) {
                for (Column column : table.columns()) {
                    Map<String, String> line = lines.get(row);
                    String name = TextPrinter.name(column);
                    String text = rows.get(row).get(column.name());
                    if (column.unit() == Unit.TEXT || text.equals(Unit.NOTHING)) {
                        assertEquals(text,
                                line.get(name).isEmpty() && column.unit() != Unit.TEXT ? Unit.NOTHING : line.get(name),
                                name);
                    } else {
                        numbers++;
                        assertEquals(text, column.unit().text(number(line, name), number(line, name + ", low"),
                                number(line, name + ", high")), name);
                    }
                }
            }
        }
        assertTrue(numbers >= atLeast, numbers + " numbers");
    }

    private static double number(Map<String, String> line, String name) {
        return Stream.of(line.getOrDefault(name, "")).filter(text -> !text.isEmpty()).mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(Double.NaN);
    }
}
