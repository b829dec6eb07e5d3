package io.alphafair.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.Question;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Place;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Verdict;
import io.alphafair.contract.BackendContract;
import io.alphafair.testing.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers in processes of their own, on tiny problems and for a millisecond per turn. */
class WorkerTest {
    private static final Problem ONE_GROUP = Problem.of("ascending", 10, 1, 1);

    /** Group 0 has one best entry, group 1 is tied, group 2 has none. */
    private static String difference(double[] ratio, long... winner) {
        try (Items items = Items.of(new double[]{1, 3, 2, 2, 0, 0}, new double[]{1, 1, 1, 1, 1, 1},
                new int[]{0, 0, 1, 1, 2, 2})) {
            BestItems expected = BackendContract.expected(items);
            return new Peers.Answer(ratio, winner).difference(expected);
        }
    }

    @Test
    void ratiosCountToTheLastBitAndWinnersWhereTheyAreUnique() {
        assertEquals("", difference(new double[]{3, 2, 0}, 1, 2, 4));
        assertEquals("", difference(new double[]{3, 2, 0}, 1, 3, 5));
        assertEquals("group 0 has ratio 3.0 at 0: expected 3.0 at 1", difference(new double[]{3, 2, 0}, 0, 2, 4));
        assertEquals("group 1 has ratio 2.0000000000000004 at 2: expected 2.0 at 2",
                difference(new double[]{3, Math.nextUp(2.0), 0}, 1, 2, 4));
        assertEquals("group 2 has ratio -0.0 at 4: expected 0.0 at 4",
                difference(new double[]{3, 2, -0.0}, 1, 2, 4));
        assertEquals("2 ratios and 3 winners: expected 3 of each", difference(new double[]{3, 2}, 1, 2, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"numpy:notebook", "numpy:vectorised", "numpy:best", "torch", "torch:cuda", "duckdb",
            "duckdb:one-arg-max"})
    void everyPeerHasTheRightAnswer(String name) {
        Subject peer = Subjects.ofThisCode().find(Id.parse(name));
        assertEquals(name, peer.id().toString());
        Availability here = peer.availability().get();
        Require.that(peer.id().name().equals("numpy") ? "numpy" : name, here.available(), here.reason());
        // More rows than a block of numpy_best has; one item and several.
        for (Problem problem : List.of(Problem.of("uniform", 70_000, 1, 7), Problem.of("scaled", 30_000, 3, 300))) {
            Series series = Sessions.only(Sessions.run(problem, Place.FORK_EACH, peer));
            assertEquals(Verdict.MATCHED, series.verdict(), series.reason());
            assertTrue(series.isMeasured() && series.threads() > 0, series.toString());
            assertTrue(series.what().matches(".*\\w+ v?\\d.*"), series.what());
        }
    }

    @Test
    void aPeerIsComparedWithTheBackendsThatTakeTurnsWithIt() {
        Subject backend = Subjects.ofThisCode().find(BackendSubject.representative());
        Session session = Sessions.run(ONE_GROUP, Place.FORK_EACH, FakeWorker.subject(FakeWorker.Does.PRINTS), backend);
        assertEquals(Verdict.MATCHED, session.series().getFirst().verdict(), session.toString());
        assertTrue(Sessions.hasRatio(session, Id.parse("fake"), backend.id()), session.toString());
        assertEquals("fake 1", session.series().getFirst().what());
    }

    @ParameterizedTest
    @EnumSource(value = FakeWorker.Does.class, names = {"PRINTS", "PICKS_UP"})
    void whatAWorkerPrintsIsNoAnswer(FakeWorker.Does does) {
        Require.that("env", Files.isExecutable(Path.of("/usr/bin/env")), "no /usr/bin/env");
        Series series = Sessions.only(Sessions.run(ONE_GROUP, Place.FORK_EACH, FakeWorker.subject(does)));
        assertEquals(Verdict.MATCHED, series.verdict(), series.reason());
    }

    @Test
    void wrongPeersLeaveTheSessionWithTheirReasons() {
        Map<FakeWorker.Does, String> wrong = new LinkedHashMap<>();
        wrong.put(FakeWorker.Does.LIES, "group 0 has ratio 10.000000000000002 at 9: expected 10.0 at 9");
        wrong.put(FakeWorker.Does.DAMAGED, "its answer is damaged: not the Reply expected: Unexpected end-of-input");
        wrong.put(FakeWorker.Does.TIMELESS, "its answer is incomplete: expected the time of at least one call");
        wrong.put(FakeWorker.Does.ENDS, "IllegalStateException: out of luck");
        wrong.put(FakeWorker.Does.STILLBORN, "IllegalStateException: not today");
        Session session = Sessions.run(ONE_GROUP, Place.FORK_EACH,
                Stream.concat(wrong.keySet().stream().map(FakeWorker::subject),
                        Stream.of(Subjects.ofThisCode().find(BackendSubject.representative())))
                        .toArray(Subject[]::new));
        Iterator<Series> all = session.series().iterator();
        wrong.forEach((does, reason) -> {
            Series series = all.next();
            assertEquals(does == FakeWorker.Does.LIES ? Verdict.MISMATCHED : Verdict.FAILED, series.verdict(),
                    series.toString());
            assertTrue(series.reason().startsWith(reason), series.reason());
            assertTrue(series.samples().isEmpty(), series.toString());
        });
        assertTrue(all.next().isMeasured(), "the others go on: " + session);
    }

    @Test
    void aSilentPeerIsNotWaitedForForEver() {
        Series series = Sessions.only(Sessions.run(Question.BEST_ITEMS, ONE_GROUP, Place.FORK_EACH,
                Duration.ofSeconds(1), FakeWorker.subject(FakeWorker.Does.SILENT)));
        assertEquals("it did not answer within 1 s", series.reason());
        assertEquals(Verdict.FAILED, series.verdict());
    }

    @Test
    void whatPeersCannotAnswerIsAReason() {
        Series broadcast = Sessions.only(Sessions.run(Problem.of("uniform", 100, 3, 2, "costs", "row"),
                Place.FORK_EACH, FakeWorker.subject(FakeWorker.Does.PRINTS)));
        assertEquals(Verdict.UNAVAILABLE, broadcast.verdict());
        assertTrue(broadcast.reason().contains("no broadcast operands"), broadcast.reason());
        Series dense = Sessions.only(Sessions.run(Question.DENSE_GRADIENT, ONE_GROUP, Place.FORK_EACH,
                Duration.ofSeconds(1), FakeWorker.subject(FakeWorker.Does.PRINTS)));
        assertEquals("it answers bestItems in bursts only", dense.reason());
    }

    private static String missing(String python, String... modules) {
        return Peers.availability(python, List.of(modules), "").reason();
    }

    @Test
    void whatIsMissingIsAReason() {
        assertEquals("no-such-python is not on the path: install Python 3 with numpy",
                missing("no-such-python", "numpy"));
        assertTrue(DuckDb.availability(Path.of("no-such.jar")).reason()
                .endsWith("fetch its 80 MB with mvn -Ppeers -pl bench dependency:copy@peers"));
        Require.program("python", "python3", "for the peers in Python");
        assertEquals("python3 has no no_such_module: install with -m pip install no_such_module",
                missing("python3", "sys", "no_such_module"));
        assertEquals("false ended with code 1 when it was asked for numpy: expected Python 3",
                missing("false", "numpy"));
    }

    @Test
    void theProfileOfTheRemedyIsInTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<id>peers</id>") && pom.contains("<stripVersion>true</stripVersion>"), pom);
        assertEquals("duckdb_jdbc.jar", DuckDb.driver().getFileName().toString());
    }
}
