package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.alphafair.bench.MedianInterval;
import io.alphafair.bench.record.CellResult;
import io.alphafair.bench.record.Json;
import io.alphafair.bench.record.RecordFiles;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Samples;
import io.alphafair.bench.record.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Path RESULTS = Path.of("").toAbsolutePath().getParent().resolve("results");

    private static NamedRun named(RunRecord record) {
        return new NamedRun("a-run", record.environment().machine().cpu(), record);
    }

    @Test
    void theNumbersAreTheRecords() throws IOException {
        int compared = 0;
        try (Stream<Path> folders = Files.list(RESULTS).filter(Files::isDirectory)) {
            for (Path folder : folders.toList()) {
                RunRecord record = RunRecord.read(folder);
                Map<String, Double> medians = new HashMap<>();
                for (JsonNode result : record.jmh()) {
                    medians.put("0 " + RunRecord.cellOf(result).key(),
                            MedianInterval.medianOf(result.path("primaryMetric").path("rawData").valueStream()
                                    .flatMap(JsonNode::valueStream).mapToDouble(JsonNode::asDouble).toArray()));
                }
                String page = HtmlReport.of(List.of(named(record)));
                Matcher row = Pattern.compile("<tr data-cell=\"([^\"]+)\" data-nanos=\"([^\"]+)\">(.*?)</tr>")
                        .matcher(page);
                Map<String, Double> shown = new HashMap<>();
                while (row.find()) {
                    shown.put(row.group(1), Double.parseDouble(row.group(2)));
                    assertTrue(row.group(3).contains(
                            ">" + Quantity.time(Double.parseDouble(row.group(2)), Double.NaN) + "</td>"), row::group);
                }
                compared += medians.size();
                assertEquals(medians, shown);
                JsonNode data = Json.parse(page.replaceAll("(?s).*id=\"data\">(.*?)</script>.*", "$1"));
                assertEquals(record.jmh().size(), data.path("cells").size());
            }
        }
        assertTrue(compared > 0, "no recorded cell");
    }

    @Test
    void whatARecordSaysIsTextAndNeverMarkup() {
        String evil = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">";
        List<CellResult> results = List.of(
                RecordFiles.measured(RecordFiles.cell(evil, 1000, 8, 4), new double[][]{{1, 2}, {3, 4}}, 0),
                CellResult.without(RecordFiles.cell("simd", 1000, 8, 4), Verdict.MISMATCHED, evil + "</script>"));
        RunRecord record = RunRecord.of(RecordFiles.environment(evil, evil, "2026-01-01T00:00:00Z"), results);
        String page = HtmlReport.of(List.of(new NamedRun(evil, evil, record)));
        assertFalse(page.contains("<script>alert"), "a script of the record's");
        assertFalse(page.contains("<img"), "an element of the record's");
        assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), "the text is lost");
        assertFalse(MarkdownReport.of(List.of(new NamedRun(evil, evil, record))).contains("<script"));
    }

    @Test
    void whatHasNoTimeSaysWhy() {
        String page = HtmlReport.of(List.of(named(Samples.recordWithRaces())));
        assertTrue(page.contains("<td>simd did not match scalar on a | b</td>"), "a mismatch");
        assertTrue(page.contains("not available: no device"), "an absent backend");
        assertTrue(page.contains("not measured: no | cc"), "an arm that did not run");
    }

    @Test
    void twoMachinesAreOnOnePageAndEveryRowSaysWhich() {
        RunRecord one = RecordFiles.run(RecordFiles.environment("First CPU", "1111111111", "2026-01-01T00:00:00Z"), 3,
                2,
                1, 1);
        RunRecord two = RecordFiles.run(RecordFiles.environment("Second CPU", "2222222222", "2026-01-02T00:00:00Z"), 3,
                2, 2, 2);
        String page = HtmlReport.of(List.of(named(one), named(two)));
        assertEquals(6, Pattern.compile("<tr data-cell=\"0 [^>]*><td>First CPU</td>").matcher(page).results().count());
        assertEquals(6, Pattern.compile("<tr data-cell=\"1 [^>]*><td>Second CPU</td>").matcher(page).results().count());
        assertTrue(page.contains("\"name\":\"simd on Second CPU\""), "a line of the second machine");
    }

    @Test
    void theGpuIsDrawnAndToldOrItsAbsenceExplained() {
        String page = HtmlReport.of(List.of(named(Samples.recordWithGpu())));
        for (String chart : List.of("gpu-ways", "gpu-parts", "gpu-crossover", "gpu-updates")) {
            assertTrue(page.contains("data-chart=\"" + chart + "\""), chart);
        }
        assertTrue(page.contains("Test GPU (device 0): compute capability 9.0"), "the device");
        List<String> told = GpuFindings.of(Samples.recordWithGpu().gpu().orElseThrow());
        assertEquals("With the problem on the GPU (resident): faster than every CPU backend from N = 1,000 "
                + "[900 to 1,100] (uniform, T = 8, K = 4, simd) on.", told.getFirst());
        assertEquals("With all of the problem copied before each call (transfer): no faster than the best CPU backend "
                + "up to N = 2,000 (uniform, T = 8, K = 4).", told.get(1));
        // Uploading 128 kB takes 10 of 125 us, and simd 50 us.
        assertEquals("What a faster link would change, on uniform, 2,000 × 8, K = 4: copying takes 10.0 µs of 125 µs, "
                + "at 12.8 GB/s; nothing, since without its copies a call still takes longer than simd (50.0 µs).",
                told.get(2));
        assertEquals("What data born on the GPU would change, on the same: a call takes 25.0 µs, 2.00 times as fast as "
                + "simd; copied there first, 6 calls or more pay for the copy.", told.get(3));
        assertTrue(told.getLast().equals("Not measured: uniform, 4,000 × 8, K = 4: cuda did not match."),
                told.toString());
        for (String line : told) {
            assertTrue(page.contains(Html.escape(line)), line);
        }
        String without = HtmlReport.of(List.of(named(Samples.record())));
        assertFalse(without.contains("data-chart=\"gpu-"), "a chart of nothing");
        assertTrue(without.contains("Not compared: the program that made this record had no GPU backend."),
                "the reason");
    }

    @Test
    void whatIsWrongWithAPartIsSaidOnTopAndBesideIt() {
        RunRecord record = Samples.recordWithAuto();
        String page = HtmlReport.of(List.of(new NamedRun("a-run", "CPU", record, Map.of("auto.json", "too <early"))));
        assertTrue(page.contains("<dt>What is wrong with auto.json</dt><dd>too &lt;early</dd>"), "on top");
        assertEquals(3, Pattern.compile("class=\"missing\">What is wrong with auto.json: too &lt;early</p>")
                .matcher(page).results().count());
    }

    @Test
    void nothingIsFetched() {
        String page = HtmlReport.of(List.of(named(Samples.recordWithPeers())));
        assertTrue(page.contains("default-src 'none'"), "the policy");
        assertFalse(Pattern.compile("(src|href)=\"https?:").matcher(page).find(), "an address");
    }

    @Test
    void twoThousandCellsAreAFewMegabytes() {
        List<CellResult> results = new ArrayList<>();
        for (int n = 1; n <= 10; n++) {
            for (int t = 1; t <= 8; t++) {
                for (int k = 1; k <= 9; k++) {
                    for (String backend : List.of("scalar", "simd", "forkjoin")) {
                        double[][] nanos = new double[5][5];
                        for (int fork = 0; fork < 5; fork++) {
                            for (int iteration = 0; iteration < 5; iteration++) {
                                nanos[fork][iteration] = 1e3 * n * t / backend.length()
                                        + Math.sin(fork + iteration + k);
                            }
                        }
                        results.add(RecordFiles.measured(RecordFiles.cell(backend, 1000 * n, t, k), nanos, 12.5));
                    }
                }
            }
        }
        RunRecord record = RunRecord.of(Samples.environment(), results);
        assertEquals(2160, record.jmh().size());
        String page = HtmlReport.of(List.of(named(record)));
        assertEquals(2160, Pattern.compile("<tr data-cell=").matcher(page).results().count());
        int size = page.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < 5_000_000, size + " bytes");
    }
}
