package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.Taker.Sample;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Sessions of subjects that do nothing but move a clock of their own. */
class EngineTest {
    private static final Problem PROBLEM = Problem.of("uniform", 10, 2, 1);

    private long now;
    private final List<String> turns = new ArrayList<>();

    private static Subject subject(String name, Availability here, Subject.Opening opening, String... against) {
        return new Subject(Id.parse(name), Role.BACKEND, () -> here,
                (question, problem) -> Arrays.stream(against).map(Id::parse).map(Subject.Against::time).toList(),
                opening);
    }

    /** A subject whose call takes as long as {@code nanos} says for the time it begins. */
    private Subject timed(String name, LongUnaryOperator nanos, String... against) {
        return subject(name, Availability.yes(), opening(name, nanos), against);
    }

    private Subject.Opening opening(String name, LongUnaryOperator nanos) {
        return (fixture, how) -> new BurstTaker("moves a clock", 1, () -> {
            turns.add(name);
            now += nanos.applyAsLong(now);
            return name;
        }, (Turn.Burst) how.turn(), () -> now);
    }

    private Session run(Schedule how, Subject... subjects) {
        try (Engine engine = new Engine(null, line -> {}, () -> now)) {
            return engine.run(Question.BEST_ITEMS, PROBLEM, List.of(subjects), how);
        }
    }

    private static Schedule here(int least, int most, long millis) {
        return new Schedule(new Turn.Burst(1_000_000, 0), Place.HERE, least, most, millis);
    }

    private static double[] times(Session session, String name) {
        return session.find(Id.parse(name)).orElseThrow().samples().get(Metric.TIME.name())[0];
    }

    private static Ratio ratio(Session session, String name, String against) {
        return session.ratios().stream().filter(ratio -> ratio.subject().equals(Id.parse(name))
                && ratio.against().equals(Id.parse(against))).findFirst().orElseThrow();
    }

    @Test
    void driftThatHitsAllSubjectsLeavesTheirRatioAlone() {
        // The machine gets slower and slower, twofold over the session.
        LongUnaryOperator machine = time -> 10_000 + time / 100_000;
        Session session = run(here(11, 201, 1000), timed("one", time -> 2 * machine.applyAsLong(time)),
                timed("other", machine, "one"));
        Ratio ratio = ratio(session, "other", "one");
        assertEquals(2, ratio.value(), 0.01);
        assertTrue(ratio.low() <= ratio.value() && ratio.value() <= ratio.high(), ratio.toString());
        assertTrue(ratio.high() - ratio.low() < 0.05, ratio.toString());
    }

    @Test
    void aShortCallIsMadeInBurstsAndItsTimeIsThatOfOneCall() {
        Session session = run(here(11, 201, 100), timed("short", time -> 1000, "long"),
                timed("long", time -> 2500));
        assertEquals(1000, session.series().getFirst().of(Metric.TIME).orElseThrow().median());
        assertEquals(2500, session.series().getLast().of(Metric.TIME).orElseThrow().median());
        assertEquals(2.5, ratio(session, "short", "long").value());
    }

    @Test
    void roundsLastAsLongAsTheScheduleSaysWithinItsLimits() {
        Subject subject = timed("a", time -> 1_000_000);
        assertEquals(100, times(run(here(11, 201, 100), subject), "a").length);
        assertEquals(11, times(run(here(11, 201, 1), subject), "a").length);
        assertEquals(50, times(run(here(11, 50, 100), subject), "a").length);
    }

    @Test
    void roundsBeforeTheSubjectsAreSteadyDoNotCount() {
        Session session = run(here(11, 201, 100),
                timed("warming up", time -> time < 15_000_000 ? 2_000_000 : 1_000_000),
                timed("steady", time -> 1_000_000));
        assertEquals(Set.of(1e6), new HashSet<>(Arrays.stream(times(session, "warming up")).boxed().toList()));
    }

    @Test
    void theOrderChangesSoThatEachHasEveryPlaceAndEveryNeighbour() {
        int subjects = 4;
        Set<String> places = new HashSet<>();
        Set<String> pairs = new HashSet<>();
        for (int round = 0; round < 2 * subjects; round++) {
            int[] order = Engine.order(round, subjects);
            assertEquals(List.of(0, 1, 2, 3), Arrays.stream(order).sorted().boxed().toList());
            for (int place = 0; place < subjects; place++) {
                places.add(order[place] + "@" + place);
                if (place > 0) {
                    pairs.add(order[place - 1] + "," + order[place]);
                }
            }
        }
        assertEquals(subjects * subjects, places.size());
        assertEquals(Set.of("0,1", "1,2", "2,3", "3,0", "1,0", "2,1", "3,2", "0,3"), pairs);
    }

    @Test
    void theSubjectsReallyTakeTurns() {
        run(here(11, 11, 10), timed("a", time -> 1_000_000), timed("b", time -> 1_000_000));
        List<String> last = turns.subList(turns.size() - 22, turns.size());
        for (int round = 0; round < 11; round++) {
            assertFalse(last.get(2 * round).equals(last.get(2 * round + 1)), last.toString());
        }
    }

    @Test
    void aSubjectThatIsFarBehindTakesTheLeastRoundsOnly() {
        Session session = run(here(5, 50, 1000), timed("far", time -> 4_000_000),
                timed("fast", time -> 1_000_000, "far"), timed("near", time -> 2_000_000));
        assertEquals(5, times(session, "far").length);
        assertEquals(50, times(session, "fast").length);
        assertEquals(50, times(session, "near").length);
        assertEquals(5, ratio(session, "fast", "far").pairs());
    }

    @Test
    void whoWasFarBehindDoesNotReturnSoThatRoundsStayPaired() {
        Session session = run(here(5, 50, 1000), timed("far", time -> 4_000_000),
                timed("first fast", time -> time < 95_000_000 ? 1_000_000 : 8_000_000, "far"));
        assertEquals(50, times(session, "first fast").length);
        assertTrue(session.series().getLast().of(Metric.TIME).orElseThrow().median() > 4_000_000,
                "no reason to return");
        assertEquals(5, times(session, "far").length);
    }

    @Test
    void aSubjectThatCannotBeClosedHasItsReasonAndTheOthersKeepTheirTimes() {
        Session session = run(here(5, 5, 10), subject("open", Availability.yes(),
                (fixture, how) -> new BurstTaker("stays open", 1, Operation.of(0, () -> {
                    now += 1000;
                    return "";
                }, () -> {
                    throw new IllegalStateException("it cannot be closed");
                }), (Turn.Burst) how.turn(), () -> now)), timed("right", time -> 1000));
        assertEquals("", session.reason());
        assertEquals(Verdict.FAILED, session.series().getFirst().verdict());
        assertEquals("it cannot be closed", session.series().getFirst().reason());
        assertEquals(5, times(session, "right").length);
    }

    @Test
    void aSubjectThatCannotRunHasItsReasonAndTheOthersGoOn() {
        Session session = run(here(5, 5, 10),
                subject("gone", Availability.no("no cc: install gcc"), opening("gone", time -> 1)),
                subject("broken", Availability.yes(), (fixture, how) -> {
                    throw new SubjectException(Verdict.MISMATCHED, "group 0 differs");
                }), timed("throws", time -> {
                    throw new IllegalStateException("out of order in /home/somebody/file");
                }), timed("right", time -> 1000, "gone", "broken"));
        assertEquals(List.of(Verdict.UNAVAILABLE, Verdict.MISMATCHED, Verdict.FAILED, Verdict.MATCHED),
                session.series().stream().map(Series::verdict).toList());
        assertEquals(List.of("no cc: install gcc", "group 0 differs", "out of order in file", ""),
                session.series().stream().map(Series::reason).toList());
        assertTrue(session.ratios().isEmpty());
        assertEquals(5, times(session, "right").length);
    }

    @Test
    void factsNameNoFolder() {
        Session session = run(here(5, 5, 10), subject("a", Availability.yes(), (fixture, how) -> new Taker() {
            @Override
            public Sample take() {
                now += 1000;
                return Sample.of(Metric.TIME, 1000);
            }

            @Override
            public Map<String, String> facts() {
                return Map.of("no facts", "the log is /home/somebody/file");
            }
        }));
        assertEquals(Map.of("a no facts", "the log is file"), session.facts());
    }

    @Test
    void whereNoSubjectCanRunEachHasItsReason() {
        Session session = run(here(5, 5, 10),
                subject("gone", Availability.no("no cc: install gcc"), opening("gone", time -> 1)));
        assertEquals("", session.reason());
        assertEquals("no cc: install gcc", session.series().getFirst().reason());
    }

    @Test
    void anAnswerThatTurnsWrongEndsTheSubjectAndItsTimesAreForgotten() {
        Session session = run(here(5, 5, 10), subject("wrong", Availability.yes(), (fixture, how) -> {
            Taker taker = opening("wrong", time -> 1000).open(fixture, how);
            int[] checks = new int[1];
            return () -> {
                Sample sample = taker.take();
                if (++checks[0] == 3) {
                    throw new SubjectException(Verdict.MISMATCHED, "another answer at the third check");
                }
                return sample;
            };
        }));
        assertEquals(Verdict.MISMATCHED, session.series().getFirst().verdict());
        assertEquals(Map.of(), session.series().getFirst().samples());
        assertFalse(session.series().getFirst().isMeasured());
    }
}
