package io.alphafair.bench.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.subject.BackendSubject;
import io.alphafair.bench.subject.Subjects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static List<Planned> selected(String line) {
        return new Selection(new JmhOptions(List.of(line.split(" ")))).of(Profile.QUICK.plan(false));
    }

    private static List<String> names(List<Planned> plan) {
        return plan.stream().map(Planned::name).distinct().toList();
    }

    @Test
    void parametersReplaceASessionsOwnAndWhatIsThenEqualIsMeasuredOnce() {
        List<Planned> plan = selected("BestItems -p backend=simd -p shape=uniform -p n=10,20 -p t=1 -p k=2");
        assertEquals(List.of("10 [simd]", "20 [simd]"),
                plan.stream().map(planned -> planned.problem().n() + " " + planned.subjects()).toList());
    }

    @Test
    void allBackendsOfAProblemTakeTurnsWhenSeveralSessionsBecomeOne() {
        List<Planned> plan = selected("AllocateBenchmark -p shape=uniform -p n=10 -p t=1 -p k=2 -p alpha=1");
        assertEquals(1, plan.size(), plan.toString());
        assertTrue(plan.getFirst().subjects().size() >= 3, plan.toString());
    }

    @Test
    void aParameterThatOneSessionLacksDoesNotConcernIt() {
        assertEquals(List.of("BestItemsBenchmark.bestItems", "SweepBenchmark.sweep"),
                names(selected("BestItems Sweep -p alphas=1")).stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BestItems", "bestitems", "BestItemsBenchmark", "BestItemsBenchmark.bestItems$"})
    void aPatternIsAPartOfAClassOrMethodInAnyCase(String pattern) {
        assertEquals(List.of("BestItemsBenchmark.bestItems"), names(selected(pattern)));
    }

    @Test
    void patternsExclude() {
        assertEquals(List.of("DenseGradientBenchmark.denseGradient"), names(selected("Dense -e Vjp")));
        assertTrue(selected("-e Race").stream().allMatch(planned -> !planned.name().contains("Race")));
    }

    @Test
    void racesKeepTheirCeilingsWhenTheBackendsAreNamed() {
        List<Planned> races = selected("Race.read -p backend=simd -p n=77 -p shape=scaled -p k=64");
        assertTrue(races.stream().allMatch(race -> race.how().turn() instanceof Turn.Burst), races.toString());
        assertTrue(races.getFirst().subjects().contains(Id.parse("simd")), races.toString());
    }

    @Test
    void aSubjectThatIsNamedTwiceTakesPartOnce() {
        assertEquals(
                List.of("Race.write [simd, scalar, write, write:1, write:all]",
                        "DenseVjpBenchmark.denseVjp [simd, scalar, write]"),
                selected("Race.write DenseVjp -p backend=simd,scalar,simd,write").stream()
                        .map(planned -> planned.name() + " " + planned.subjects()).toList());
    }

    /** It would be measured by this code, and recorded under the other commit's name. */
    @ParameterizedTest
    @CsvSource({"BestItems, 'backend=scalar,simd@v0.9', backend=simd@v0.9",
            "Race.read, backend=floor@1, backend=floor@1", "Solver, by=solver@HEAD~1, by=solver@HEAD~1"})
    void aCommitIsNoPartOfAName(String pattern, String parameter, String refused) {
        InvalidInputException e = assertThrows(InvalidInputException.class,
                () -> selected(pattern + " -p " + parameter));
        assertEquals(
                "-p " + refused + ": expected a name without a commit; --compare-with measures another commit beside "
                        + "this code",
                e.getMessage());
    }

    @Test
    void theSolverIsChosenByItsOwnParameter() {
        assertEquals(List.of(List.of(Id.parse("solver"))),
                selected("Solver -p by=solver -p alpha=1.5").stream().map(Planned::subjects).toList());
    }

    @ParameterizedTest
    @CsvSource({"nn=0, -p nn: the chosen measurements have no such parameter",
            "n=0, -p n=0: expected a whole number from 1", "k=-3, -p k=-3: expected a whole number",
            "shape=foo, unknown workload 'foo': expected one of uniform", "k=9999999, 'uniform, 1'",
            "shape=nmes, 'nmes, 1,000 × 8, K = 64: expected nmes, 4,406 × 6, K = 4'",
            "shape=census, 'census, 1,000 × 8, K = 64: expected census, 1,000 × 8, K = 12'"})
    void misspeltParametersAndValuesAreRefusedBeforeAnythingRuns(String parameter, String message) {
        InvalidInputException e = assertThrows(InvalidInputException.class,
                () -> selected("BestItems -p " + parameter));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void onlyGeneratedProblemsHaveInstances() {
        assertThrows(InvalidInputException.class, () -> selected("Batch -p shape=nmes -p n=4406 -p t=6 -p k=4"));
        assertEquals(List.of("nmes"), selected("AllocateBenchmark -p shape=nmes -p n=4406 -p t=6 -p k=4").stream()
                .map(planned -> planned.problem().shape()).distinct().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nothing", "("})
    void patternsThatSelectNothingAreRefused(String pattern) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> selected(pattern));
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    /** The GPU profile measures PyTorch on a problem on which all peers are measured. */
    @Test
    void sessionsOfOneKeyHaveTheSubjectsOfBoth() {
        List<String> subjects = Profile.GPU.plan(true).stream()
                .filter(planned -> planned.name().equals("peers.read")
                        && planned.problem().equals(Problem.of("uniform", 1_000_000, 8, 64)))
                .flatMap(planned -> planned.subjects().stream()).map(Id::toString).toList();
        assertTrue(subjects.containsAll(List.of("torch", "numpy:best", "duckdb", "simd")), subjects.toString());
        assertEquals(subjects.stream().distinct().toList(), subjects);
    }

    @Test
    void aWarmUpDoesNotReplaceTheSessionThatItIsFor() {
        List<Planned> plan = selected("auto.regret -p n=1000 -p t=1 -p k=4 -p shape=uniform");
        assertEquals(List.of(true, false), plan.stream().map(Planned::isWarmUp).toList());
    }

    @Test
    void whatAutoCostsIsComparedWithEveryBackend() {
        List<Planned> plan = selected("auto BestItems -p backend=simd");
        for (Planned planned : plan) {
            List<Id> expected = switch (planned.name()) {
                case "auto.choose" -> Subjects.chooser();
                case "auto.regret" -> BackendSubject.all();
                default -> List.of(Id.parse("simd"));
            };
            assertEquals(expected, planned.subjects(), planned.toString());
        }
        assertTrue(assertThrows(InvalidInputException.class, () -> selected("auto -p backend=simd")).getMessage()
                .startsWith("-p backend: the chosen measurements have no such parameter"));
    }

    @Test
    void everySessionOfEveryProfileHasAKeyOfItsOwn() {
        for (Profile profile : Profile.values()) {
            List<Planned> plan = profile.plan(false);
            assertEquals(plan.size(), plan.stream().map(Planned::key).distinct().count(), profile.label());
        }
    }
}
