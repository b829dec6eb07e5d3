package io.alphafair.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReportTest {
    @TempDir
    private Path folder;

    private static StudyReport report() {
        return new StudyReport().say("Words.")
                .table(new TextTable("Title", "who", "how much").row("Amy", 10).row("Bo", 9.5))
                .number("best", new double[]{1, Double.POSITIVE_INFINITY})
                .picture(new StudyReport.Picture("chart", "a chart", "<svg/>"));
    }

    @Test
    void tablesAreAligned() {
        assertEquals("Words.\n\nTitle\nwho  how much\nAmy        10\nBo        9.5\n", report().text());
        assertThrows(IllegalArgumentException.class, () -> new TextTable("x", "a").row(1, 2));
    }

    @Test
    void linesFitA80ColumnTerminal() {
        String long30 = "a".repeat(30);
        TextTable wide = new TextTable("t ".repeat(50), "who", long30, "b".repeat(41), "c").row("Amy", 1, 2, "x");
        assertEquals("t ".repeat(39) + "t\n" + "t ".repeat(9) + "t\nwho  " + long30 + "  " + "b".repeat(41) + "\nAmy  "
                + " ".repeat(29) + "1  " + " ".repeat(40) + "2\n\nwho  c\nAmy  x\n",
                wide.toText().replaceAll(" +\n", "\n"));
        StudyReport said = new StudyReport().say("word ".repeat(30) + "w".repeat(90)).table(wide);
        assertEquals(1, said.text().lines().filter(line -> line.length() > 80).count(), said.text());
    }

    @Test
    void theFolderIsThereWholeOrNotAtAll() throws IOException {
        Path out = folder.resolve("out");
        new StudyFolder(out).write(report());
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of("chart.svg", "report.txt", "result.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals("Infinity",
                new ObjectMapper().readTree(out.resolve("result.json").toFile()).get("best").get(1).asText());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "a draft is left");
        }
        // A second run does not write over the first.
        assertTrue(assertThrows(InvalidInputException.class, () -> new StudyFolder(out)).getMessage()
                .contains("expected a new or empty folder"));
        assertThrows(InvalidInputException.class, () -> new StudyFolder(folder.resolve("none/out")));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        new StudyFolder(empty).write(report());
        assertTrue(Files.exists(empty.resolve("report.txt")));
    }

    @Test
    void anEqualKeyIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> report().number("best", 2));
    }
}
