package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Summaries;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Run;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A sentence compares only where enough was measured. */
class FindingsTest {
    static Map<String, String> told(NamedRun run) {
        return Findings.of(run).stream()
                .collect(Collectors.toMap(Report.Finding::headline, Report.Finding::text, (one, other) -> one));
    }

    private static Session forks(int forks, double scalar, double simd) {
        return MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, Schedule.jmh(forks, 1, 5, 100),
                MadeRuns.forked("scalar", forks, scalar), MadeRuns.forked("simd", forks, simd));
    }

    @Test
    void tooFewForksAreSaid() {
        assertEquals(
                "Forks that count in each JMH measurement: at least 1; it takes 6 to say which backend is faster, or to "
                        + "compare runs. 0 of 2 measurements are unsteady (their interval is wider than a quarter of the median).",
                told(MadeRuns.named(forks(1, 30e6, 4e6))).get("Certainty"));
    }

    @Test
    void aMeasurementWithoutAForkThatCountsIsSaid() {
        Series late = MadeRuns.forked("simd", 6, 4e6);
        Session session = MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, Schedule.jmh(6, 1, 5, 100),
                MadeRuns.forked("scalar", 6, 30e6),
                Summaries.of(new Series(late.subject(), late.role(), "", 1, late.verdict(), "", late.samples(),
                        Collections.nCopies(6, "not settled within 10 ms: it was compiled"), Map.of(), List.of()),
                        Schedule.jmh(6, 1, 5, 100).turn()));
        String certainty = told(MadeRuns.named(session)).get("Certainty");
        assertTrue(certainty.startsWith("Forks that count in each JMH measurement: at least 0; "), certainty);
        assertTrue(certainty
                .contains(" compare runs. Measurements in which none counts: 1. Forks left out because they had "
                        + "not settled: 6. 0 of 1 measurements"),
                certainty);
    }

    @Test
    void forksThatAreFarSlowerAreNotSaidToBeUnsettled() {
        Session session = MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, Schedule.jmh(3, 1, 2, 100),
                MadeRuns.forked("simd", new double[][]{{30e6, 30e6}, {4e6, 4e6}, {4.1e6, 4.1e6}}));
        String certainty = told(MadeRuns.named(session)).get("Certainty");
        assertTrue(
                certainty
                        .contains(" compare runs. Forks left out because far slower or with far more bytes: 1. 0 of 1"),
                certainty);
        assertFalse(certainty.contains("settled"), certainty);
    }

    @Test
    void aSentenceNamesItsQuestion() {
        List<Session> sessions = new ArrayList<>();
        for (Question question : List.of(Question.BEST_ITEMS, Question.SELECT)) {
            sessions.add(MadeRuns.session(question, MadeRuns.LARGE, Schedule.race(100).at(Place.FORK_EACH),
                    MadeRuns.raced("queue", Role.PEER, 1, question == Question.SELECT ? 40e6 : 8e6),
                    MadeRuns.raced("simd", Role.BACKEND, 1, 4e6)));
        }
        sessions.add(MadeRuns.session(Question.SELECT, MadeRuns.LARGE, Schedule.race(100),
                MadeRuns.raced("floor:1", Role.CEILING, 1, 3e6), MadeRuns.raced("simd", Role.BACKEND, 1, 4e6)));
        NamedRun run = MadeRuns.named(sessions.toArray(Session[]::new));
        Map<String, String> told = told(run);
        assertTrue(
                told.get("Against what people use")
                        .matches("The better backend is (2\\.0\\d|1\\.9\\d) times as fast as "
                                + "queue at bestItems; (10\\.\\d|9\\.\\d+) times as fast as queue at select\\."),
                told.toString());
        assertTrue(told.get("Share of the read ceiling").contains(" of floor:1. Question: select. Problem: uniform"),
                told.toString());
        assertEquals(List.of("bestItems", "select"), Printed.markdown(new Report(List.of(run)).markdown())
                .get("Every peer").stream().map(row -> row.get("question")).toList());
    }

    @Test
    void aPeerIsNamedOnlyWhereItIsDecided() {
        Session decided = MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE,
                MadeRuns.GRID.at(Place.FORK_EACH), MadeRuns.raced("numpy", Role.PEER, 1, 12e6),
                MadeRuns.raced("level", Role.PEER, 1, 4e6), MadeRuns.raced("simd", Role.BACKEND, 1, 4e6));
        String text = told(MadeRuns.named(decided)).get("Against what people use");
        assertTrue(
                text.matches(
                        "The better backend is [\\d.]+ times as fast as numpy at bestItems\\. This run cannot tell for "
                                + "level at bestItems on .*"),
                text);
    }

    @Test
    void everythingIsToldOnce() {
        Run run = MadeRuns.everything();
        Map<String, String> told = told(new NamedRun("made", "Test CPU", run, Map.of("auto", "a stale calibration")));
        assertEquals("gone: no device.", told.get("Not available"));
        assertEquals("The time did not suffice for 1 measurement: batch, uniform.", told.get("Left out"));
        assertEquals("a stale calibration", told.get("What is wrong with auto"));
        assertTrue(told.get("Answers").contains("2 answers were wrong and left out."), told.get("Answers"));
        assertTrue(told.get("First answer in a fresh JVM").contains("scalar 1"), told.toString());
        assertTrue(told.get("Share of the read ceiling").contains("many reaches "), told.toString());
        String markdown = new Report(List.of(new NamedRun("made", "Test CPU", run, Map.of()))).markdown();
        assertEquals(2, markdown.split("no device", -1).length - 1, "in the findings and in one table");
    }

    @Test
    void aQuestionOfAnotherVersionIsShown() {
        Session known = forks(3, 30e6, 4e6);
        Session unknown = new Session("capped", Problem.of("uniform", 10, 2, 1), known.how(), known.metrics(), 0,
                known.series(), known.ratios(), Map.of(), "");
        Report report = new Report(List.of(MadeRuns.named(unknown)));
        assertTrue(
                report.markdown().contains("### capped\n\nThis version of the program has no question of that name."));
        assertTrue(report.html().contains("capped"));
        assertTrue(report.csv().contains("\ncapped,"));
    }
}
