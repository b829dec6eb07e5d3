package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegretTableTest {
    private static RegretReport.Cell cell(double regret, double low) {
        return new RegretReport.Cell("uniform", 10, 3, 2, Map.of("simd", 100.0),
                new RegretReport.Pick("simd", 90, "scalar", regret, low, regret + 0.1),
                new RegretReport.Pick("scalar", 90, "scalar", 0, 0, 0));
    }

    @Test
    void theSectionCountsGoodCellsAndShowsTheWorst() {
        RegretReport report = new RegretReport(1, "", "calibrated on 2026-01-02", 250_000, 800,
                List.of(cell(0, 0), cell(0.05, 0.01), cell(0.2, 0.05), cell(0.5, 0.3)));
        String text = RegretTable.of(Optional.of(report));
        assertTrue(text.contains("- calibrated on 2026-01-02; making a chooser takes 250 µs, a choice 0.80 µs"), text);
        assertTrue(
                text.contains("auto: regret at most 10 % in 2 of 4 cells (50.0 %), surely above it in 1; mean 18.8 %, "
                        + "worst 50 %"),
                text);
        assertTrue(text.contains("built-in model alone: regret at most 10 % in 4 of 4 cells (100.0 %)"), text);
        List<String> rows = text.lines().filter(line -> line.startsWith("| uniform")).toList();
        assertEquals(3, rows.size(), text);
        assertEquals("| uniform | 10 | 3 | 2 | simd | 50.0 % | 30.0 to 60.0 % | simd 100 ns |", rows.getFirst());
        assertTrue(RegretTable.of(Optional.of(RegretReport.failed("no <device>")))
                .endsWith("Not measured: no &lt;device>\n"));
    }

    @Test
    void theTableEndsWithAutoIfItWasMeasured() {
        RunRecord record = Samples.recordWithAuto();
        assertTrue(MarkdownTable.of(record).endsWith(RegretTable.of(record.auto())), MarkdownTable.of(record));
        assertEquals("", RegretTable.of(Optional.empty()));
    }
}
