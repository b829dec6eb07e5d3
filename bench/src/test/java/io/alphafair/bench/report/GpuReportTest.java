package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.report.Crossovers.Crossover;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuReportTest {
    private static final String FASTER = " times as fast as simd (";

    private final Run run = MadeRuns.gpu();
    private final NamedRun named = new NamedRun("gpu", "Test CPU", run, Map.of());
    private final Map<String, List<Map<String, String>>> tables = Printed
            .markdown(new Report(List.of(named)).markdown());

    private Map<String, String> row(String table, String column, String value, String otherColumn, String other) {
        return tables.get(table).stream()
                .filter(row -> row.get(column).equals(value) && row.get(otherColumn).equals(other))
                .findFirst().orElseThrow(() -> new AssertionError(tables.get(table).toString()));
    }

    @Test
    void everySubjectHasItsTimesItsCeilingAndItsDevice() {
        Map<String, String> resident = row("Every GPU measurement", "N", "100,000", "subject", "cuda:resident");
        assertTrue(resident.get("median").matches("4[12]\\.\\d µs \\[.*\\]"), resident.toString());
        assertTrue(resident.get("kernel").matches("(29|30)\\.\\d µs"), resident.toString());
        // The ceiling's kernel takes 90 % of the time.
        assertTrue(resident.get("share of read ceiling").matches("(89|90|91)\\.\\d % \\[.*\\]"), resident.toString());
        assertTrue(resident.get("speedup over simd").matches("9\\.\\d+ \\[.*\\]"), resident.toString());
        assertEquals("clock 1755 MHz, throttling power cap", resident.get("device"));
        assertTrue(resident.get("energy per call").endsWith(" mJ"), resident.toString());
        assertEquals("cuda: out of memory",
                row("Every GPU measurement", "N", "1,000,000", "subject", "").get("notes"));
    }

    @Test
    void crossoversAreFoundForEachWayAndEachCpuBackend() {
        Map<String, String> resident = row("From which N the GPU is faster", "subject", "cuda:resident", "faster than",
                "simd");
        int n = Integer.parseInt(resident.get("from N").replaceAll(" .*|,", ""));
        assertTrue(n > 1000 && n < 10_000, resident.toString());
        assertEquals("not faster at the largest N",
                row("From which N the GPU is faster", "subject", "cuda:upload", "faster than", "simd").get("notes"));
        assertEquals("faster at every N measured",
                row("From which N the GPU is faster", "subject", "cuda:resident", "faster than", "scalar")
                        .get("notes"));
    }

    @Test
    void aCrossingIsInterpolatedInTheLogarithms() {
        List<Session> sessions = new ArrayList<>();
        // The ratio is 1/2 at N = 1,000 and 2 at N = 100,000: it is 1 in the middle of the logarithms.
        for (Map.Entry<Long, Double> size : Map.of(1000L, 0.5, 100_000L, 2.0).entrySet()) {
            double ratio = size.getValue();
            Session measured = MadeRuns.session(Question.BEST_ITEMS, Problem.of("uniform", size.getKey(), 8, 64),
                    Schedule.race(100), MadeRuns.raced("cuda:resident", Role.BACKEND, 1, 100),
                    MadeRuns.raced("simd", Role.BACKEND, 1, 100 * ratio));
            sessions.add(new Session(measured.question(), measured.problem(), measured.how(), measured.metrics(), 0,
                    measured.series(), List.of(new Ratio(Id.parse("cuda:resident"), Id.parse("simd"), "time", ratio,
                            0.8 * ratio, 1.25 * ratio, 11)),
                    Map.of(), ""));
        }
        Crossover crossover = Crossovers.of(sessions).getFirst();
        assertEquals(10_000, crossover.n(), 1e-6);
        assertTrue(crossover.low() < 10_000 && crossover.high() > 10_000, crossover.toString());
        assertEquals(1000, crossover.smallest());
        assertEquals(100_000, crossover.largest());
    }

    @Test
    void theSentencesSayWhereItPays() {
        String told = FindingsTest.told(named).get("GPU");
        assertTrue(told.startsWith("Against every CPU backend: cuda:resident faster from N = "), told);
        assertTrue(
                told.contains(
                        "cuda:upload not faster at the largest N (uniform, T = 8, K = 64, N from 1,000 to 100,000)"),
                told);
        assertTrue(told.contains("With the problem on the GPU: cuda:resident (") && told.contains(FASTER), told);
        assertFalse(FindingsTest.told(MadeRuns.named()).containsKey("GPU"));
    }

    @Test
    void itsFigureHasTheCrossings() {
        assertEquals(List.of("resident", "update"), Figures.gpu(run).getFirst().facets().getFirst().marks().stream()
                .map(Figure.Mark::text).toList());
    }
}
