package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.RaceResult;
import io.alphafair.bench.record.RunRecord;
import io.alphafair.bench.record.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuTableTest {
    private final RunRecord record = Samples.recordWithGpu();
    private final String text = GpuTable.of(record.gpu(), record.environment().devices());

    @Test
    void bothReportsShowIt() {
        assertTrue(MarkdownTable.of(record).endsWith(text), MarkdownTable.of(record));
        assertTrue(MarkdownReport.of(List.of(new NamedRun("a", "m", record))).endsWith(text));
        assertEquals("", GpuTable.of(Optional.empty(), List.of()));
    }

    @Test
    void theDeviceTimesAndTheReasonOfAFailureAreThere() {
        assertTrue(text.contains(
                "- Test GPU (device 0): compute capability 9.0, 132 multiprocessors at up to 1980 MHz, 81920 MiB"
                        + " at up to 2619 MHz and 5120 bits, ECC on, CUDA 12.4, driver 550.54.15; the kernels were compiled in 322 ms\n"),
                text);
        assertTrue(
                text.contains(
                        "| uniform | 500 | 8 | 4 | cuda resident | 20.0 µs | – | 12.0 µs | 2.00 µs | 0 B | 144 B |"),
                text);
        assertTrue(text.contains(
                "| 95.0 [94.0, 96.0] | 0.00400 | 0.500 [0.450, 0.550] | 61 °C, 1755 and 2619 MHz, held back by"
                        + " power cap |"),
                text);
        assertTrue(text.contains("| uniform | 500 | 8 | 4 | cuda read ceiling | – | – | 11.4 µs |"), text);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("| uniform | 4,000 | 8 | 4 |")
                && line.endsWith("| cuda did not match |")), text);
    }

    @Test
    void everyRowHasTheColumnsOfItsTable() {
        int columns = 0;
        for (String line : text.lines().toList()) {
            int bars = (int) line.chars().filter(c -> c == '|').count();
            if (line.startsWith("|---")) {
                columns = bars;
            } else if (columns > 0 && !line.isEmpty() && line.startsWith("|")) {
                assertEquals(columns, bars, line);
            } else {
                columns = 0;
            }
        }
    }

    @Test
    void otherDataAreComparedWithUniformDataOfTheSameSize() {
        GpuReport.Problem uniform = record.gpu().orElseThrow().problems().getFirst();
        RaceResult race = uniform.race();
        List<GpuReport.Arm> slower = uniform.arms().stream()
                .map(arm -> new GpuReport.Arm(arm.name(), 0, 1.04 * arm.kernelMillis(), 0, 0, 0, 1, 0, 0, 0, 0))
                .toList();
        GpuReport.Problem zipf = new GpuReport.Problem(
                new RaceResult(GpuReport.race("zipf", 500, 8, 4), "", race.arms(), race.paired()), slower,
                uniform.state());
        GpuReport both = new GpuReport(1, List.of(zipf, uniform), List.of());
        String section = GpuTable.of(Optional.of(both), List.of());
        assertTrue(section.contains("| zipf | 500 | 8 | 4 | 1.040 |"), section);
        assertFalse(text.contains("x uniform"), text);
    }

    @Test
    void crossoversAndUpdatesAreThere() {
        assertTrue(text.contains("| uniform | 8 | 4 | cuda resident | simd | 1,000 | 900 to 1,100 | 500 to 2,000 |"),
                text);
        assertTrue(text.contains("| cuda transfer | simd | beyond 2,000 | – |"), text);
        // 100 us for the transfer and 60 us for each update, beside 10 us a call.
        assertTrue(text
                .contains("| uniform | 500 | 8 | 4 | 32.1 kB | 160 µs | 700 µs | 6.10 ms | 60.1 ms | simd | 10.0 ms |"
                        + " never |"),
                text);
    }
}
