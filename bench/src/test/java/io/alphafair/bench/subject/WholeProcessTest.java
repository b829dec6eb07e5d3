package io.alphafair.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.measure.Engine;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.record.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes of the command; a backend with wrong answers is met by the test of the launcher. */
class WholeProcessTest {
    private static final Problem PROBLEM = Problem.of("uniform", 50, 3, 4, "alpha", "1.5");
    private static final Schedule ONCE = new Schedule(new Turn.WholeProcess(), Place.FORK_EACH, 1, 1, 0);

    private static Session run(Schedule how, String... names) {
        return Sessions.run(Question.WHOLE_PROCESS, PROBLEM, how, names);
    }

    @Test
    void aBackendAndTheChoiceOfAutoAreTimedAndCompared() {
        Session session = run(ONCE, "scalar", "auto");
        for (Series series : session.series()) {
            assertTrue(series.isMeasured(), session.toString());
            assertTrue(series.what().startsWith("backend "), series.what());
        }
        assertEquals("backend scalar", session.series().getFirst().what());
        assertTrue(Sessions.hasRatio(session, Id.parse("auto"), Id.parse("scalar")), session.ratios().toString());
    }

    @Test
    void aProcessThatIsRefusedSaysWhy() {
        Series series = Sessions.only(run(ONCE, "scalar:nonsense"));
        assertEquals(Verdict.FAILED, series.verdict());
        assertTrue(series.reason().startsWith("it ended with code 2: error: "), series.reason());
    }

    @Test
    void aProcessThatDoesNotEndIsGivenUp() {
        try (Engine engine = new Engine(Sessions.forks(Duration.ofMillis(1)), line -> {})) {
            Series series = Sessions.only(engine.run(Question.WHOLE_PROCESS, PROBLEM,
                    List.of(Subjects.ofThisCode().find(Id.parse("scalar"))), ONCE));
            assertEquals(Verdict.FAILED, series.verdict());
            assertEquals("it did not end within 0.001 s", series.reason());
        }
    }

    @Test
    void autoTakesNoOtherTurns() {
        Series series = Sessions.only(Sessions.run(Question.BEST_ITEMS, PROBLEM, Schedule.trial(), "auto"));
        assertEquals(Verdict.UNAVAILABLE, series.verdict());
        assertEquals("auto is measured as a whole process only", series.reason());
    }
}
