package io.alphafair.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.compare.Judge.Change;
import io.alphafair.bench.record.Environment;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Verdict;
import io.alphafair.bench.report.ComparisonReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final int FORKS = 10;

    private static Comparison of(List<Series> before, List<Series> after) {
        return Comparison.of(side("before", before), side("after", after), Comparison.THRESHOLD, false);
    }

    private static Comparison.Side side(String name, List<Series> series) {
        return new Comparison.Side(name, new Run(SampleCells.environment("Test CPU", name, "2026-01-01T00:00:00Z"),
                List.of(SampleCells.session(SampleCells.problem(1), series)), List.of()));
    }

    private static Series series(String name, double nanos, int... unsettled) {
        List<String> forks = new ArrayList<>(Collections.nCopies(FORKS, ""));
        for (int fork : unsettled) {
            forks.set(fork, "not settled within 10 ms");
        }
        return SampleCells.series(name, SampleCells.samples(new SimulatedRuns(1, FORKS, 0.01, 0), nanos, FORKS), forks);
    }

    @Test
    void cellsAreMatchedBySubjectWhateverTheirOrder() {
        Comparison comparison = of(List.of(series("simd", 100), series("scalar", 1000)),
                List.of(series("scalar", 2000), series("simd", 100)));
        assertEquals(List.of("scalar MORE", "simd SAME"), comparison.rows().stream()
                .map(row -> row.subject() + " " + row.time().change()).toList());
    }

    @Test
    void aForkThatHadNotSettledIsLeftOutWithItsPartner() {
        Comparison comparison = of(List.of(series("simd", 100, 0, 3)), List.of(series("simd", 100, 3, 4)));
        Comparison.Row row = comparison.rows().getFirst();
        assertEquals(FORKS - 3, row.time().paired().pairs());
        assertEquals(4, row.unsettled());
        assertEquals(Change.SAME, row.time().change());
        assertTrue(ComparisonReport.text(comparison).contains("| unsettled forks left out: 4 |"));
    }

    @ParameterizedTest
    @CsvSource({"time, 250", "allocated, 90000"})
    void forksThatAreFarBehindOthersMakeTheVerdictAmbiguous(String metric, double value) {
        Series before = series("simd", 100);
        Map<String, double[][]> samples = new LinkedHashMap<>(before.samples());
        samples.put(metric, samples.get(metric).clone());
        Arrays.fill(samples.get(metric), 6, FORKS, new double[]{value, value, value, value, value});
        Series after = SampleCells.series("simd", samples, Collections.nCopies(FORKS, ""));
        for (Comparison comparison : List.of(of(List.of(before), List.of(after)),
                of(List.of(after), List.of(before)))) {
            Comparison.Row row = comparison.rows().getFirst();
            assertEquals(Change.AMBIGUOUS, row.time().change());
            assertEquals("forks left out because far slower or with far more bytes: 4", row.time().why());
            assertEquals(Change.AMBIGUOUS, row.bytes().orElseThrow().change());
            assertEquals(6, row.time().paired().pairs());
            assertEquals(0, row.unsettled());
        }
    }

    @Test
    void tooFewSettledPairsAreAmbiguous() {
        Comparison comparison = of(List.of(series("simd", 100, 0, 1, 2)), List.of(series("simd", 900, 3, 4)));
        assertEquals(Change.AMBIGUOUS, comparison.rows().getFirst().time().change());
    }

    @Test
    void whatOneSideLacksIsNamedWithItsReason() {
        Series absent = Series.without(Id.parse("simd"), Role.BACKEND, Verdict.UNAVAILABLE,
                "commit bd8a1e4 has no benchmark bestItems");
        Comparison comparison = of(List.of(absent, series("scalar", 100)), List.of(series("simd", 100)));
        assertEquals(List.of(), comparison.rows());
        assertEquals(
                List.of("simd, after, before: not available: commit bd8a1e4 has no benchmark bestItems",
                        "scalar, before, after does not have it"),
                comparison.unmatched().stream().map(cell -> cell.cell().replaceFirst(".*: ", "") + ", " + cell.only()
                        + ", " + cell.why()).toList());
    }

    @Test
    void optionsThatChangeAScoreAreNoted() {
        assertEquals(List.of(), notes("-- BestItems -prof gc -gc false", "--profile quick -- BestItems -si true -f 6"));
        assertEquals(
                List.of("options of JMH that change a score differ: [-gc true, -prof stack:lines=3], then [-si false]"),
                notes("-- BestItems -prof stack:lines=3 -gc true", "-- BestItems -si false"));
    }

    private static List<String> notes(String before, String after) {
        return Comparison.of(commanded("before", before), commanded("after", after), Comparison.THRESHOLD, false)
                .notes();
    }

    private static Comparison.Side commanded(String name, String command) {
        Run run = side(name, List.of(series("simd", 100))).run();
        Environment all = run.environment();
        Environment.Run made = all.run();
        return new Comparison.Side(name, new Run(new Environment(all.schema(), new Environment.Run(made.profile(),
                "alphafair bench " + command, made.start(), made.end(), made.interruptions(), made.jmh()), all.git(),
                all.machine(), all.jdk(), all.backends(), all.devices()), run.sessions(), run.leftOut()));
    }

    @Test
    void aCellWithoutAnyPairOfSettledForksIsNotCompared() {
        Comparison comparison = of(List.of(series("simd", 100, 0, 1, 2, 3, 4)),
                List.of(series("simd", 100, 5, 6, 7, 8, 9)));
        assertEquals("every pair of forks has one that is left out", comparison.unmatched().getFirst().why());
    }
}
