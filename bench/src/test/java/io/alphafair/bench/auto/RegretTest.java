package io.alphafair.bench.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.MismatchException;
import io.alphafair.bench.record.RegretReport;
import io.alphafair.bench.wrong.AbsentProvider;
import io.alphafair.bench.wrong.WrongProvider;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarProvider;
import io.alphafair.select.Calibration;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Chooser;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Dimensions;
import io.alphafair.select.Host;
import io.alphafair.simd.SimdProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegretTest {
    private static final Effort SHORT = new Effort(0, 1000, 3, 3, 0);
    private static final List<Problem> TINY = Problem.grid(new long[]{64, 640}, new int[]{1, 8}, new int[]{2, 16},
            List.of(Shape.UNIFORM, Shape.SCALED), false);

    @TempDir
    private Path folder;

    private static Calibrator calibrator(List<String> lines) {
        List<Problem> problems = new ArrayList<>(TINY);
        problems.addAll(Problem.grid(new long[]{64}, new int[]{1}, new int[]{2}, List.of(Shape.UNIFORM), true));
        return new Calibrator(new CalibrationGrid(List.of(), problems, SHORT, Long.MAX_VALUE), lines::add);
    }

    private static Calibration calibration() {
        return calibrator(new ArrayList<>()).run(List.of(new ScalarProvider(), new SimdProvider()), "0.1",
                Long.MAX_VALUE);
    }

    @Test
    void aCalibrationCoversItsGridAndItsFileIsReadable() throws IOException {
        List<String> lines = new ArrayList<>();
        Calibrator calibrator = calibrator(lines);
        Calibration calibration = calibrator.run(List.of(new ScalarProvider(), new SimdProvider()), "0.1",
                Long.MAX_VALUE);
        // T, K: (1, 2) (1, 16) (8, 2) (8, 16) twice, and one broadcast; each for two backends.
        assertEquals(2 * 9, calibration.series().size());
        assertEquals(0, calibrator.leftOut());
        assertTrue(lines.getLast().startsWith("measuring 15 of 15: "), lines.getLast());
        Path file = folder.resolve("crossovers.properties");
        CalibrationFile.write(file, calibration);
        Crossovers crossovers = Crossovers.load(file, Host.here());
        assertTrue(crossovers.calibration().isPresent(), crossovers.origin(1));
        Dimensions dimensions = new Dimensions(100, 3, 4, false);
        double nanos = crossovers.nanos("simd", dimensions, 1).orElseThrow();
        assertEquals(Crossovers.of(calibration).nanos("simd", dimensions, 1).orElseThrow(), nanos, 0.05 * nanos);
    }

    @Test
    void whatDoesNotFitIsLeftOutAndCounted() {
        Calibrator small = calibrator(new ArrayList<>());
        Calibration calibration = small.run(List.of(new ScalarProvider()), "0.1", 64 * 16);
        assertEquals(8, small.leftOut());
        assertTrue(calibration.series().stream()
                .allMatch(series -> series.nanosByElements().keySet().equals(Set.of(64L))));
    }

    @Test
    void theTableTellsUpToWhichSizeEachBackendIsChosen() {
        Calibration calibration = calibration();
        String table = CrossoverTable.of(calibration,
                Chooser.of(Crossovers.of(calibration), List.of(new ScalarProvider())));
        assertTrue(table.lines().anyMatch(line -> line.matches(" +1 +2 +full +scalar to 640")), table);
        assertTrue(table.lines().anyMatch(line -> line.matches(" +1 +2 +broadcast +scalar to 64")), table);
        assertEquals(6, table.lines().count(), table);
    }

    @Test
    void regretComparesTheChoiceWithEveryBackend() {
        Calibration calibration = calibration();
        RegretReport report = Regret.measure(List.of(), TINY, SHORT, () -> Crossovers.of(calibration),
                List.of(new ScalarProvider(), new AbsentProvider(), new SimdProvider()), line -> {
                    // Progress is shown elsewhere.
                });
        assertEquals(TINY.size(), report.cells().size());
        assertTrue(report.chooseNanos() > 0 && report.loadNanos() > 0, report.toString());
        for (RegretReport.Cell cell : report.cells()) {
            assertEquals(List.of("scalar", "simd"), List.copyOf(cell.nanos().keySet()));
            RegretReport.Pick pick = cell.auto();
            assertTrue(cell.nanos().get(pick.best()) <= cell.nanos().get(pick.backend()), cell.toString());
            assertTrue(pick.regret() >= 0 && pick.low() <= pick.high() && pick.predictedNanos() > 0, cell.toString());
        }
    }

    @Test
    void aWrongAnswerIsNotMeasured() {
        // The wrong backend misses the last row, where each new best of ascending data would be.
        List<Problem> ascending = List.of(new Problem(Shape.ASCENDING, 64, 1, 2, false));
        assertThrows(MismatchException.class, () -> Regret.measure(List.of(), ascending, SHORT,
                () -> Crossovers.builtIn("none"), List.of(new ScalarProvider(), new WrongProvider()), line -> {
                    // Progress is shown elsewhere.
                }));
    }
}
