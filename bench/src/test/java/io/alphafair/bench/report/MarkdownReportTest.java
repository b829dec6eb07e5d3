package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertEquals(readme, ReadmeTable.into(readme, run));
    }

    @Test
    void theRecordsHaveWhatReadersOfJmhsJsonNeed() throws IOException {
        // jmh-visualizer and bencher's adapter for JMH take these.
        for (JsonNode result : RunRecord.read(ROOT.resolve("results/2026-11-22-amd-epyc-e6ac4799b")).jmh()) {
            assertTrue(result.path("benchmark").isTextual() && result.path("mode").isTextual()
                    && result.path("forks").isInt() && result.path("threads").isInt()
                    && result.path("warmupIterations").isInt() && result.path("measurementIterations").isInt()
                    && result.path("params").isObject(), result.toString());
            JsonNode metric = result.path("primaryMetric");
            assertTrue(
                    metric.path("score").isNumber() && metric.has("scoreError") && metric.path("scoreUnit").isTextual()
                            && metric.path("scoreConfidence").size() == 2 && metric.path("scorePercentiles").isObject()
                            && metric.path("rawData").isArray(),
                    metric.toString());
        }
    }
}
