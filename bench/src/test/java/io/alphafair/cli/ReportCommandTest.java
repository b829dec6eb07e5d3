package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.compare.SampleCells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    private Path folder;
    private Path run;

    @BeforeEach
    void write() throws IOException {
        run = SampleCells.write(folder, "a,run",
                SampleCells.run("Test CPU", "0123456789", "2026-01-01T00:00:00Z", 2, 3, 1, 1));
    }

    @Test
    void theReportGoesIntoTheRecordOrWhereItIsSent() throws IOException {
        assertEquals(run.resolve("report.html") + System.lineSeparator() + run.resolve("report.md")
                + System.lineSeparator(), Alphafair.done("report", run));
        Path other = Files.createDirectory(folder.resolve("other"));
        Alphafair.done("report", run, "--out", other);
        assertEquals(Files.readString(run.resolve("report.html")), Files.readString(other.resolve("report.html")));
        assertEquals(Files.readString(run.resolve("report.md")), Files.readString(other.resolve("report.md")));
    }

    @Test
    void twoRunsComeOnOnePage() throws IOException {
        Path second = SampleCells.write(folder, "second",
                SampleCells.run("Other CPU", "0123456789", "2026-01-01T00:00:00Z", 2, 3, 1, 2));
        Alphafair.done("report", run, second, "--out", folder);
        String text = Files.readString(folder.resolve("report.md"));
        assertTrue(text.contains("# Test CPU, ") && text.contains("# Other CPU, "), text);
    }

    @Test
    void everyRowOfEveryTableIsALineOfTheCsv() {
        List<String> lines = Alphafair.done("report", "--export", "csv", run).lines().toList();
        assertTrue(lines.getFirst().startsWith("table,"), lines.getFirst());
        // 2 sizes and 2 backends.
        assertEquals(4, lines.stream().filter(line -> line.startsWith("bestItems,")).count(), lines.toString());
        Alphafair.assertRefused(2, "--export xml: expected csv", "report", "--export", "xml", run);
    }

    @Test
    void theReadmesTablesAreReplacedAndTheRestStays() throws IOException {
        Path readme = folder.resolve("README.md");
        Files.writeString(readme, "above\n<!-- table:begin -->\nold\n<!-- table:end -->\nbelow\n");
        Alphafair.done("report", "--readme", readme, run);
        String text = Files.readString(readme);
        assertTrue(text.startsWith("above\n<!-- table:begin -->\n") && text.endsWith("<!-- table:end -->\nbelow\n"),
                text);
        assertFalse(text.contains("\nold\n"), text);
        Path bare = Files.writeString(folder.resolve("bare.md"), "nothing");
        assertEquals(2, Alphafair.run("report", "--readme", bare, run).code());
        assertEquals("nothing", Files.readString(bare));
    }

    @Test
    void whatIsNoRecordIsRefused() {
        Alphafair refused = Alphafair.run("report", folder);
        assertEquals(2, refused.code());
        assertTrue(refused.err().startsWith("error: " + folder.resolve("environment.json")), refused.err());
    }
}
