package io.alphafair.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.select.Calibration;
import io.alphafair.select.CalibrationFile;
import io.alphafair.select.Crossovers;
import io.alphafair.select.Dimensions;
import io.alphafair.select.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratorTest {
    private static final Schedule SHORT = new Schedule(new Turn.Burst(1000, 0), Place.HERE, 3, 3, 0);
    private static final List<Id> BACKENDS = List.of(Id.parse("scalar"), Id.parse("simd"));

    @TempDir
    private Path folder;
    private final List<String> lines = new ArrayList<>();

    private Calibrator calibrator() {
        List<Problem> problems = new ArrayList<>();
        for (String shape : List.of("uniform", "scaled")) {
            for (int t : new int[]{1, 8}) {
                for (int k : new int[]{2, 8}) {
                    problems.add(Problem.of(shape, 64 / t, t, k));
                    problems.add(Problem.of(shape, 640 / t, t, k));
                }
            }
        }
        problems.add(Problem.of("uniform", 64, 1, 2, "costs", "row"));
        return new Calibrator(new AutoGrid(List.of(problems.getFirst()), SHORT, problems, SHORT),
                Duration.ofMinutes(10), lines::add);
    }

    @Test
    void aCalibrationCoversItsGridAndItsFileIsReadable() throws IOException {
        Calibrator calibrator = calibrator();
        Calibration calibration = calibrator.run(BACKENDS, "0.1", Long.MAX_VALUE);
        // T, K: (1, 2) (1, 8) (8, 2) (8, 8) twice, and one broadcast; each for two backends.
        assertEquals(2 * 9, calibration.series().size());
        assertEquals(0, calibrator.leftOut());
        assertTrue(lines.getFirst().startsWith("warming up: "), lines.getFirst());
        assertTrue(lines.getLast().startsWith("measuring 17 of 17: "), lines.getLast());
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
        Calibrator small = calibrator();
        Calibration calibration = small.run(BACKENDS, "0.1", 64 * 16);
        assertEquals(8, small.leftOut());
        assertTrue(calibration.series().stream()
                .allMatch(series -> series.nanosByElements().keySet().equals(Set.of(64L))));
    }

    @Test
    void aBackendThatIsNotThereHasNoTimes() {
        List<Id> ids = List.of(Id.parse("scalar"), Gpu.BACKEND);
        Calibration calibration = calibrator().run(ids, "0.1", 64 * 16);
        assertTrue(calibration.series().stream().anyMatch(series -> series.backend().equals("scalar")));
        assertEquals(Gpu.READ.availability().get().available(),
                calibration.series().stream().anyMatch(series -> series.backend().equals("cuda")));
        assertThrows(io.alphafair.InvalidInputException.class,
                () -> calibrator().run(List.of(Id.parse("no-such-backend")), "0.1", 64 * 16));
    }

    private static void requireOrder(AutoGrid grid, int warmUps, int problems) {
        assertEquals(List.of(warmUps, problems), List.of(grid.warmUps().size(), grid.problems().size()));
        Set<Problem> all = new HashSet<>(grid.warmUps());
        long before = 0;
        for (Problem problem : grid.problems()) {
            assertTrue(problem.elements() >= before && problem.n() >= problem.k(), problem.toString());
            before = problem.elements();
            // A session is found by its problem.
            assertTrue(grid.measuring().place() == Place.HERE || all.add(problem), problem.toString());
        }
    }

    @Test
    void gridsHaveTheSmallestFirst() {
        requireOrder(AutoGrid.calibration(), 49, 671);
        requireOrder(AutoGrid.small(), 42, 124);
        requireOrder(AutoGrid.whole(), 42, 278);
    }

    @Test
    void whatAutoCostsIsMeasured() {
        Session session = Sessions.run(Question.CHOOSE, Problem.of("uniform", 5000, 4, 20), Place.HERE,
                Duration.ofSeconds(10),
                Subjects.chooser().stream().map(Subjects.ofThisCode()::find).toArray(Subject[]::new));
        assertEquals(List.of("chooser:load", "chooser:choose"),
                session.series().stream().map(series -> series.subject().toString()).toList());
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
    }
}
