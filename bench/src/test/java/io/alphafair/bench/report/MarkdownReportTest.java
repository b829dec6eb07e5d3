package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void theReportIsTheGoldenOne() throws IOException {
        RunRecord record = Samples.recordWithRaces();
        try (InputStream golden = MarkdownReportTest.class.getResourceAsStream("report.md")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8),
                    MarkdownReport.of(List.of(new NamedRun("a-run", "Test CPU", record))));
        }
    }

    @Test
    void theReadmesRowsComeFromARunAndStayWhenTheyAreMadeAgain() throws IOException {
        NamedRun run = NamedRun.readAll(List.of(ROOT.resolve("results/2026-11-22-amd-epyc-e6ac4799b"))).getFirst();
        String once = ReadmeTable.into("before\n<!-- table:begin -->\nold\n<!-- table:end -->\nafter\n", run);
        assertTrue(once.startsWith("before\n<!-- table:begin -->\nA selection of rows of [a recorded `quick` run]"),
                once);
        assertTrue(once.contains("| uniform | 1,000,000 | 8 | 64 |  | simd | 7.23 ± 2.99 ms (unsteady) |"), once);
        assertTrue(once.contains("| nmes | 4,406 | 6 | 4 |  | simd |"), once);
        assertTrue(once.endsWith("<!-- table:end -->\nafter\n"), once);
        assertEquals(once, ReadmeTable.into(once, run));
    }

    @Test
    void theReadmesTablesAreThoseOfTheRunThatItNames() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher named = Pattern.compile("report --readme README\\.md (results/[\\w.-]+)` made these tables")
                .matcher(readme);
        assertTrue(named.find(), "README.md names no run");
        Path run = ROOT.resolve(named.group(1));
        assertEquals(readme, ReadmeTable.into(readme, NamedRun.readAll(List.of(run)).getFirst()));
        Path page = run.resolve("report.html");
        assertTrue(Files.exists(page) && Files.size(page) < 1_000_000, page + ": expected the page of the run that the "
                + "README shows, under 1 MB: ./alphafair report " + named.group(1) + " && git add -f " + page);
    }
}
