package io.alphafair.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import io.alphafair.testing.Require;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Backends, their group argmax and peers at the questions about caps, for a millisecond per turn. */
class CappedSubjectsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Problem CAPPED = Problem.of("scaled", 8000, 5, 6, "alpha", "1.5", "caps", "1", "funded",
            "0.05");
    private static final Problem ONE_GROUP = Problem.of("uniform", 5000, 3, 1, "alpha", "0", "caps", "1", "funded",
            "0.1");
    private static final Problem ONE_EACH = Problem.of("treatments", 5000, 5, 1, "alpha", "0", "caps", "1", "each",
            "one",
            "perPerson", "0.1");

    private static Session run(Question question, Problem problem, Place place, List<Id> ids) {
        return Sessions.run(question, problem, place, PATIENCE,
                ids.stream().map(Subjects.ofThisCode()::find).toArray(Subject[]::new));
    }

    private static List<Id> backends() {
        return BackendSubject.all().stream().filter(id -> BackendSubject.availability(id).available()).toList();
    }

    @ParameterizedTest
    @EnumSource(value = Question.class, names = {"SELECT", "ALLOCATE_CAPPED", "CAPPED_VJP", "BUDGET_PATH"})
    void everyBackendHasTheReferencesAnswer(Question question) {
        Session session = run(question, CAPPED, Place.HERE, backends());
        assertEquals("", session.reason());
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
    }

    @ParameterizedTest
    @EnumSource(value = Question.class, names = {"ALLOCATE_CAPPED", "BUDGET_PATH"})
    void everyBackendAnswersForOneItemEach(Question question) {
        Session session = run(question, ONE_EACH, Place.HERE, backends());
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
    }

    @Test
    void aBackendIsComparedWithItsGroupArgmaxOnTheSameData() {
        Id scalar = BackendSubject.reference();
        Id argmax = BackendSubject.argmax(scalar);
        assertEquals(argmax, Id.parse("argmax:scalar"));
        Session session = run(Question.SELECT, CAPPED, Place.HERE, List.of(scalar, argmax));
        assertTrue(session.series().stream().allMatch(Series::isMeasured), session.toString());
        assertEquals(Role.ARGMAX, session.series().get(1).role());
        assertTrue(Sessions.hasRatio(session, scalar, argmax), session.toString());
    }

    @ParameterizedTest
    @CsvSource({"numpy:cumsum,ALLOCATE_CAPPED", "numpy:cumsum,BUDGET_PATH", "queue,ALLOCATE_CAPPED",
            "queue,BUDGET_PATH"})
    void peersOfOneGroupHaveTheRightWelfare(String name, Question question) {
        requireMatched(name, question, name.equals("queue") ? ONE_EACH : ONE_GROUP);
    }

    @ParameterizedTest
    @CsvSource({"scipy:highs,0", "scipy:highs,inf", "ojalgo,0", "ojalgo,inf"})
    void linearProgrammesHaveTheRightWelfare(String name, String alpha) {
        requireMatched(name, Question.ALLOCATE_CAPPED,
                Problem.of("uniform", 100, 3, 4, "alpha", alpha, "caps", "1", "funded", "0.1"));
    }

    private static void requireMatched(String name, Question question, Problem problem) {
        Subject peer = Subjects.ofThisCode().find(Id.parse(name));
        Availability here = peer.availability().get();
        Require.that(peer.id().name().equals("queue") ? "cc" : peer.id().name(), here.available(), here.reason());
        List<Id> ids = new ArrayList<>(List.of(peer.id(), BackendSubject.representative()));
        Session session = run(question, problem, Place.FORK_EACH, ids);
        Series series = session.series().getFirst();
        assertEquals(Verdict.MATCHED, series.verdict(), series.reason());
        assertTrue(series.isMeasured() && series.role() == Role.PEER, series.toString());
        assertTrue(Sessions.hasRatio(session, peer.id(), BackendSubject.representative()), session.toString());
    }

    @Test
    void whatAPeerCannotAnswerIsAReason() {
        for (Id id : List.of(Id.parse("ojalgo"), Id.parse("queue"))) {
            Subject peer = Subjects.ofThisCode().find(id);
            Require.that("cc", peer.availability().get().available(), peer.availability().get().reason());
            Series series = Sessions.only(run(Question.SELECT, CAPPED, Place.HERE, List.of(id)));
            assertEquals(Verdict.UNAVAILABLE, series.verdict(), series.toString());
            assertTrue(series.reason().startsWith("it answers allocateCapped"), series.reason());
        }
    }

    @Test
    void welfaresAgreeToOneInAHundredMillion() {
        double[] budgets = {1, 2};
        assertEquals("", CappedPeers.difference(new double[]{3, 4 + 3e-8}, new double[]{3, 4}, budgets));
        assertEquals("the welfare at budget 2.0 is 4.00000005: expected 4.0 to 1.0E-8",
                CappedPeers.difference(new double[]{3, 4 + 5e-8}, new double[]{3, 4}, budgets));
        assertEquals("the welfare at budget 1.0 is NaN: expected 3.0 to 1.0E-8",
                CappedPeers.difference(new double[]{Double.NaN, 4}, new double[]{3, 4}, budgets));
        assertEquals("1 welfares: expected 2, one per budget",
                CappedPeers.difference(new double[]{3}, new double[]{3, 4}, budgets));
    }
}
