package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is chosen before the native library has been loaded, and what is asked of it for that. */
class ColdChoiceTest {
    private static final Dimensions SMALL = new Dimensions(1000, 8, 16, false);
    private static final Dimensions MIDDLE = new Dimensions(200_000, 8, 16, false);
    private static final Dimensions LARGE = new Dimensions(10_000_000, 8, 16, false);

    private final List<String> asked = new ArrayList<>();
    private final ColdStart process = new ColdStart();
    private final Chooser chooser = chooser(Availability.yes());

    /** Notes who is asked whether it can run. */
    private final class Asked implements BackendProvider {
        private final String name;
        private final Availability availability;

        Asked(String name, Availability availability) {
            this.name = name;
            this.availability = availability;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String summary() {
            return "fake";
        }

        @Override
        public Availability availability() {
            asked.add(name);
            return availability;
        }

        @Override
        public Availability availability(String variant) {
            return Availability.yes();
        }

        @Override
        public Backend open(String variant, int parallelism) {
            throw new UnsupportedOperationException(name);
        }
    }

    private Chooser chooser(Availability ofNative) {
        List<BackendProvider> providers = List.of(new Asked("scalar", Availability.yes()),
                new Asked("simd", Availability.yes()), new Asked("forkjoin", Availability.yes()),
                new Asked("native", ofNative));
        Chooser made = Chooser.of(Crossovers.builtIn("none"), providers, process);
        assertEquals(List.of("scalar", "simd", "forkjoin"), asked);
        asked.clear();
        return made;
    }

    private static String name(Choice choice) {
        return choice.provider().name();
    }

    @Test
    void aSmallProblemNeverLoadsTheLibrary() {
        Choice choice = chooser.choose(SMALL, 2);
        assertEquals("simd", name(choice));
        assertEquals(List.of(), asked);
        String reason = "the native library is not loaded yet, and loading it may never pay back for a problem that scalar "
                + "answers in less than 100 µs";
        assertTrue(choice.explain().endsWith(
                "; rejected forkjoin: its threads run native; " + reason + "; native: " + reason), choice.explain());
    }

    @Test
    void aLargeProblemThatIsKeptLoadsIt() {
        assertEquals("forkjoin", name(chooser.choose(LARGE, 2)));
        assertEquals(List.of("native"), asked);
        asked.clear();
        assertEquals("native", name(chooser(Availability.yes()).choose(LARGE, 1)));
        assertEquals(List.of("native"), asked);
    }

    @Test
    void onceItIsLoadedSmallProblemsUseItToo() {
        process.opened(new Asked("native", Availability.yes()), "");
        assertEquals("native", name(chooser.choose(SMALL, 2)));
        assertEquals("native", name(chooser.choose(SMALL, 2, true, "")));
    }

    @Test
    void itIsAlsoLoadedAsALeaf() {
        process.opened(new Asked("scalar", Availability.yes()), "");
        process.opened(new Asked("forkjoin", Availability.yes()), "scalar");
        assertEquals(ColdStart.LOAD_NANOS, process.left());
        process.opened(new Asked("forkjoin", Availability.yes()), "");
        assertEquals(0, process.left());
    }

    @Test
    void forOneAnswerLoadingCounts() {
        Choice choice = chooser.choose(MIDDLE, 1, true, "");
        assertEquals("scalar", name(choice));
        assertEquals(List.of(), asked);
        assertTrue(choice.explain().contains("; the times of forkjoin and native include 60 ms for loading the native "
                + "library, without which auto would have chosen native)"), choice.explain());
        Choice large = chooser.choose(LARGE, 2, true, "");
        assertEquals("forkjoin", name(large));
        assertTrue(large.explain().contains(" ms for loading the native library)"), large.explain());
        assertFalse(chooser.choose(MIDDLE, 1).explain().contains("loading"));
    }

    /** The plain loop, with which simd starts, is no faster than scalar. */
    @Test
    void forOneAnswerSimdIsAsSlowAsItStarts() {
        Chooser withoutNative = Chooser.of(Crossovers.builtIn("none"),
                List.of(FakeProvider.here("scalar"), FakeProvider.here("simd")), process);
        assertEquals("scalar", name(withoutNative.choose(MIDDLE, 1, true, "")));
        assertEquals("simd", name(withoutNative.choose(MIDDLE, 1)));
    }

    @Test
    void manySingleAnswersLoadItInTheEnd() {
        double lost = 0;
        int answers = 0;
        for (Choice choice = chooser.choose(MIDDLE, 1, true, ""); name(choice).equals("scalar"); answers++) {
            lost += choice.predictedNanos().orElseThrow();
            choice = chooser.choose(MIDDLE, 1, true, "");
        }
        assertTrue(answers > 1 && lost < 2 * ColdStart.LOAD_NANOS, answers + " answers, " + lost + " ns");
    }

    @Test
    void aLibraryThatCannotRunIsRejectedWithItsReason() {
        Chooser without = chooser(Availability.no("no library"));
        Choice choice = without.choose(LARGE, 1);
        assertEquals("simd", name(choice));
        assertTrue(choice.explain().endsWith("; rejected native: no library"), choice.explain());
        // The pool then runs simd, and nobody is asked twice.
        assertEquals("forkjoin", name(without.choose(LARGE, 2)));
        assertEquals(List.of("native"), asked);
        assertEquals("simd", name(without.choose(SMALL, 1)));
    }

    @Test
    void aPoolOnlyWinsAlone() {
        Crossovers close = Crossovers.of(Calibrations.of(List.of(
                Calibrations.series("forkjoin", 2, Calibrations.points(1000, 100)),
                Calibrations.series("native", 1, Calibrations.points(1000, 102)))));
        Chooser both = Chooser.of(close, List.of(FakeProvider.here("forkjoin"), FakeProvider.here("native")), process);
        assertEquals("native", name(both.choose(new Dimensions(1000, 1, 2, false), 2)));
    }

    @Test
    void theTimesOfAPoolAreThoseOfItsLeaf() {
        Crossovers crossovers = Crossovers.of(Calibrations.of(List.of(
                Calibrations.series("forkjoin", 2, Calibrations.points(1000, 100)),
                Calibrations.series("native", 1, Calibrations.points(1000, 150)),
                Calibrations.series("simd", 1, Calibrations.points(1000, 200)))));
        Dimensions dimensions = new Dimensions(1000, 1, 2, false);
        List<BackendProvider> providers = List.of(FakeProvider.here("simd"), FakeProvider.here("forkjoin"));
        assertEquals("simd", name(Chooser.of(crossovers, providers, process).choose(dimensions, 2)));
    }
}
