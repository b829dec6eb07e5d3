package io.alphafair.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.measure.Question;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Role;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A backend is recommended where it was measured, and called certain only where enough was measured. */
class RecommendationTest {
    private static final String REST = " Not measured: 1,000, 10,000, 100,000, 1,000,000, 100,000,000 elements. Or let auto choose.";

    private static Recommendation of(Session... sessions) {
        return Recommendation.of(MadeRuns.run(sessions));
    }

    private static Session forks(int forks, double scalar, double simd) {
        return MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, Schedule.jmh(forks, 1, 5, 100),
                MadeRuns.forked("scalar", forks, scalar), MadeRuns.forked("simd", forks, simd));
    }

    private static Session race(long n, double scalar, double simd) {
        return MadeRuns.session(Question.BEST_ITEMS, Problem.of("uniform", n, 8, 64), Schedule.race(100),
                MadeRuns.raced("scalar", Role.BACKEND, 1, scalar), MadeRuns.raced("simd", Role.BACKEND, 1, simd));
    }

    private static String certainty(Recommendation recommendation, long elements) {
        Table table = recommendation.table().getFirst();
        List<String> names = table.columns().stream().map(Table.Column::name).toList();
        return table.rows().stream().map(Table.Row::cells).filter(cells -> cells.getFirst().value() == elements)
                .findFirst().orElseThrow().get(names.indexOf("how sure")).text();
    }

    @Test
    void fewerThanSixForksAreNotSure() {
        for (int forks : new int[]{1, 2, 3, 5}) {
            Recommendation found = of(forks(forks, 30e6, 4e6));
            assertEquals(
                    "For a group argmax (each group's best entry) of uniform data use simd for about 8,000,000 elements. Not certain at 8,000,000 (scalar may be faster)."
                            + REST,
                    found.text());
            assertEquals("not sure: only " + forks + " fork" + (forks == 1 ? "" : "s"), certainty(found, 8_000_000));
        }
    }

    @Test
    void sixForksAreSureIfTheIntervalExcludesOne() {
        Recommendation sure = of(forks(6, 30e6, 4e6));
        assertEquals(
                "For a group argmax (each group's best entry) of uniform data use simd for about 8,000,000 elements. Each is certainly faster than the next backend."
                        + REST,
                sure.text());
        assertEquals("sure: 6 forks", certainty(sure, 8_000_000));
        Recommendation level = of(forks(6, 4e6, 4e6));
        assertEquals("about as fast as the next: 6 forks", certainty(level, 8_000_000));
        assertTrue(level.text().contains(" is about as fast)."), level.text());
    }

    @Test
    void forksThatHaveNotSettledDoNotCount() {
        double[][] late = {{30e6, 30e6}, {4e6, 4e6}, {4.1e6, 4.1e6}};
        Session session = MadeRuns.session(Question.BEST_ITEMS, MadeRuns.LARGE, Schedule.jmh(3, 1, 2, 100),
                MadeRuns.forked("scalar", 3, 30e6), MadeRuns.forked("simd", late));
        assertEquals("not sure: only 2 forks", certainty(of(session), 8_000_000));
        String notes = Sessions.notes(session.series().get(1), session.metrics().getFirst());
        assertTrue(
                notes.startsWith(
                        "1 of 3 forks left out (7.5 times as long as another fork)"),
                notes);
    }

    @Test
    void pairedRoundsThatContradictTheMediansAreNotSure() {
        Session race = race(1_000_000, 30e6, 4e6);
        Session session = race.with(race.series(), List.of(new Ratio(Id.parse("simd"), Id.parse("scalar"), "time", 0.9,
                0.85, 0.95, 11)));
        Recommendation found = of(session);
        assertEquals("not sure: the ratio of 11 rounds contradicts the medians", certainty(found, 8_000_000));
        assertTrue(found.text().contains(" Not certain at 8,000,000 (scalar may be faster)."), found.text());
    }

    @Test
    void theRacesOfAGpuAreUsedWithItsProblemThere() {
        Recommendation found = Recommendation.of(MadeRuns.gpu());
        assertEquals("For a group argmax (each group's best entry) of uniform data use simd for about 8,000 elements, "
                + "cuda:resident for about 80,000 to 800,000 elements. With resident the problem stays on the GPU. Each is "
                + "certainly faster than the next backend. Not measured: 1,000, 10,000,000, 100,000,000 elements. Or let "
                + "auto choose.", found.text());
        Table table = found.table().getFirst();
        int next = table.columns().stream().map(Table.Column::name).toList().indexOf("next");
        assertEquals(List.of("", "cuda:resident", "simd", "simd", "", ""), table.rows().stream()
                .map(row -> row.cells().get(next).text()).toList());
    }

    @Test
    void theSessionThatCanTellIsTaken() {
        Recommendation found = of(forks(2, 30e6, 4e6), race(1_000_000, 30e6, 4e6));
        assertEquals("sure: 11 rounds", certainty(found, 8_000_000));
    }

    @Test
    void theUsersDataComeFirst() {
        Session own = MadeRuns.session(Question.BEST_ITEMS,
                Problem.of("own data", 1000, 8, 64, "data", "people.csv", "sha256", "abc"), Schedule.race(100),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 4e3), MadeRuns.raced("simd", Role.BACKEND, 1, 1e3));
        assertEquals("For your data use simd. No group argmax on uniform data was measured with two backends, "
                + "so this run recommends none for other data.", of(own).text());
        assertEquals("sure: 11 rounds", certainty(of(own), 8000));
        assertTrue(of(own, forks(1, 30e6, 4e6)).text()
                .startsWith(
                        "For your data use simd. For a group argmax (each group's best entry) of uniform data use simd for about 8,000,000"));
    }

    @Test
    void sizesOfOneBackendStandTogether() {
        assertEquals(
                "For a group argmax (each group's best entry) of uniform data use scalar for about 1,000 elements, simd for about 10,000 to 100,000 elements. "
                        + "Each is certainly faster than the next backend. Not measured: 1,000,000, 10,000,000, 100,000,000 elements. "
                        + "Or let auto choose.",
                of(race(125, 1e3, 2e3), race(1250, 40e3, 8e3), race(12_500, 400e3, 50e3)).text());
    }

    @Test
    void aSizeIsCalledByWhatWasMeasured() {
        Recommendation found = of(race(6000, 400e3, 50e3), race(1250, 40e3, 8e3));
        assertTrue(found.text().contains("use simd for about 10,000 to 48,000 elements."), found.text());
        assertEquals("sure: 11 rounds", certainty(found, 48_000));
    }

    @Test
    void theFigureHasEveryBackendsTimePerElement() {
        assertEquals(List.of(), of(race(1250, 40e3, 8e3)).figure(), "one size makes no line");
        Figure.Facet facet = of(race(6000, 480e3, 48e3), race(1250, 40e3, 8e3)).figure().getFirst().facets().getFirst();
        assertEquals(List.of("scalar", "simd"), facet.lines().stream().map(Figure.Line::name).toList());
        assertEquals(List.of(10_000.0, 48_000.0), facet.lines().get(1).points().stream().map(Figure.Point::x).toList());
        assertEquals(1.0, facet.lines().get(1).points().get(1).y(), 0.01);
        assertEquals(10.0, facet.lines().get(0).points().get(1).y(), 0.1);
    }

    @Test
    void otherDataAndOtherQuestionsDoNotCount() {
        Session scaled = MadeRuns.session(Question.BEST_ITEMS, Problem.of("scaled", 1000, 8, 64), Schedule.race(100),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 1e3), MadeRuns.raced("simd", Role.BACKEND, 1, 2e3));
        Session shared = MadeRuns.session(Question.BEST_ITEMS,
                Problem.of("uniform", 1000, 8, 64).with("costs", "row"), Schedule.race(100), Map.of(), List.of(),
                MadeRuns.raced("scalar", Role.BACKEND, 1, 1e3), MadeRuns.raced("simd", Role.BACKEND, 1, 2e3));
        Recommendation none = of(scaled, shared);
        assertEquals("No group argmax on uniform data was measured with two backends, so this run recommends none.",
                none.text());
        assertEquals(List.of(), none.table());
    }
}
