package io.alphafair.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.Timing;
import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import io.alphafair.select.Backends;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Backends on a device, with one that has no device, and the faults of one. */
class DeviceTest {
    private static final Problem PROBLEM = Problem.of("uniform", 300, 2, 3);
    private static final Id UPDATE = Id.parse("fake:update");
    private static final Id RESIDENT = Id.parse("fake:resident");

    /** What the device does. */
    private enum Does {
        RIGHT,
        /** It looks at the problem once only. */
        STALE,
        /** It copies the problem at each call. */
        PASSING,
        /** It has a context no more. */
        BUSY
    }

    private record Device(Does does) implements Backend {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String description() {
            return "a fake device";
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public Prepared prepare(Items items) {
            return new OnDevice(items, does);
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    /** The reference's answers, with the timings of a device. */
    private static final class OnDevice implements Prepared {
        private final Items items;
        private final Does does;
        private final Backend backend = Backends.open(BackendSubject.reference().path());
        private final Prepared prepared;
        private final double first;

        OnDevice(Items items, Does does) {
            this.items = items;
            this.does = does;
            this.prepared = backend.prepare(items);
            this.first = items.benefit(0, 0);
        }

        @Override
        public Items items() {
            return items;
        }

        @Override
        public void bestItems(BestItems into) {
            double now = items.benefit(0, 0);
            items.benefit().set(0, 0, does == Does.STALE ? first : now);
            prepared.bestItems(into);
            items.benefit().set(0, 0, now);
        }

        @Override
        public void accumulate(long fromRow, long toRow, PartialBest into) {
            prepared.accumulate(fromRow, toRow, into);
        }

        @Override
        public void scatter(BestItems best, double[] byGroup, Matrix out) {
            prepared.scatter(best, byGroup, out);
        }

        @Override
        public List<Timing> timings() {
            return List.of(new Timing("upload", 3, does == Does.PASSING ? 64 : 0), new Timing("kernel", 5, 0),
                    new Timing("download", 7, 24));
        }

        @Override
        public void close() {
            prepared.close();
            backend.close();
        }
    }

    /** A counter that is renewed at every third look. */
    private static final class Sensors implements Gpu.Sensors {
        private int looks;

        @Override
        public double joules() {
            return 1 + looks++ / 3;
        }

        @Override
        public Map<String, String> state() {
            return Map.of("celsius", "40");
        }
    }

    private static Subject subject(Id id, Does does) {
        return Subject.of(id, Role.BACKEND, Availability::yes, (fixture, burst) -> {
            if (does == Does.BUSY) {
                throw new BackendUnavailableException("fake", Availability.no("cuCtxCreate failed with 46"));
            }
            return BackendTaker.open(id, new Device(does), Optional.of(new Sensors()), fixture, burst);
        });
    }

    private static Session run(long burstMillis, Subject... subjects) {
        try (Engine engine = new Engine(Sessions.forks(Duration.ofSeconds(10)), line -> {})) {
            return engine.run(Question.BEST_ITEMS, PROBLEM, List.of(subjects),
                    new Schedule(new Turn.Burst(burstMillis * 1_000_000, 0), Place.HERE, 2, 2, 0));
        }
    }

    @Test
    void theDevicesClockAndSensorsAreInTheRecord() {
        Session session = run(60, subject(RESIDENT, Does.RIGHT));
        Series series = Sessions.only(session);
        assertEquals(Verdict.MATCHED, series.verdict(), series.reason());
        assertEquals(3, series.of(Metric.UPLOAD).orElseThrow().median());
        assertEquals(5, series.of(Metric.KERNEL).orElseThrow().median());
        assertEquals(7, series.of(Metric.DOWNLOAD).orElseThrow().median());
        assertTrue(series.of(Metric.ENERGY).orElseThrow().median() > 0, series.toString());
        assertEquals(Map.of("fake:resident celsius", "40", "fake:resident download per call", "24 bytes"),
                session.facts());
    }

    @Test
    void shortBurstsHaveNoEnergy() {
        assertTrue(Sessions.only(run(1, subject(RESIDENT, Does.RIGHT))).of(Metric.ENERGY).isEmpty());
    }

    @Test
    void newBenefitsAreSeenByAllThatTakeTurns() {
        Session session = run(1, subject(UPDATE, Does.RIGHT), subject(RESIDENT, Does.RIGHT),
                Subjects.ofThisCode().find(BackendSubject.representative()));
        session.series().forEach(series -> assertEquals(Verdict.MATCHED, series.verdict(), series.reason()));
    }

    @Test
    void aDeviceThatMissesNewBenefitsIsWrong() {
        Series series = Sessions.only(run(1, subject(UPDATE, Does.STALE)));
        assertEquals(Verdict.MISMATCHED, series.verdict(), series.reason());
    }

    @Test
    void aProblemThatPassesThroughHasNoResidentWay() {
        Series series = Sessions.only(run(1, subject(RESIDENT, Does.PASSING)));
        assertEquals(Verdict.FAILED, series.verdict());
        assertTrue(series.reason().startsWith("the problem does not fit into the device's free memory"),
                series.reason());
        assertEquals(Verdict.MATCHED, Sessions.only(run(1, subject(Id.parse("fake:upload"), Does.PASSING))).verdict());
    }

    @Test
    void aDeviceWithoutAContextIsOneRowAndTheOthersGoOn() {
        Session session = run(1, subject(RESIDENT, Does.BUSY), subject(UPDATE, Does.RIGHT));
        assertEquals(Verdict.UNAVAILABLE, session.series().getFirst().verdict());
        assertTrue(session.series().getFirst().reason().contains("cuCtxCreate failed with 46"),
                session.series().getFirst().reason());
        assertTrue(session.series().getLast().isMeasured(), session.toString());
    }
}
