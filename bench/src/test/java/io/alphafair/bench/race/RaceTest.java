package io.alphafair.bench.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.record.Cell;
import io.alphafair.bench.record.RaceResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Races of arms that do nothing but move a clock of their own. */
class RaceTest {
    private long now;
    private final List<String> turns = new ArrayList<>();

    /** An arm whose call takes as long as {@code nanos} says for the time it begins. */
    private Arm arm(String name, LongUnaryOperator nanos, String... against) {
        return Arm.of(name, "", 1000, List.of(against), () -> {
            turns.add(name);
            now += nanos.applyAsLong(now);
        });
    }

    private Race race(Pace pace, Arm... arms) {
        return new Race(List.of(arms), pace, () -> now).run();
    }

    private static RaceResult.Paired only(List<RaceResult.Paired> paired) {
        assertEquals(1, paired.size(), paired.toString());
        return paired.getFirst();
    }

    @Test
    void driftThatHitsAllArmsLeavesTheirRatioAlone() {
        // The machine gets slower and slower, twofold over the race.
        LongUnaryOperator machine = time -> 10_000 + time / 100_000;
        Race race = race(new Pace(1_000_000, 1_000_000_000, 11, 201), arm("one", time -> 2 * machine.applyAsLong(time)),
                arm("other", machine, "one"));
        RaceResult.Paired paired = only(race.paired());
        assertEquals("other", paired.arm());
        assertEquals("one", paired.to());
        assertEquals(2, paired.ratio(), 0.01);
        assertTrue(paired.low() <= paired.ratio() && paired.ratio() <= paired.high(), paired.toString());
        assertTrue(paired.high() - paired.low() < 0.05, paired.toString());
    }

    @Test
    void aShortArmIsCalledInBurstsAndItsTimeIsThatOfACall() {
        Race race = race(new Pace(1_000_000, 100_000_000, 11, 201), arm("short", time -> 1000, "long"),
                arm("long", time -> 5_000_000));
        List<RaceResult.Arm> times = race.times();
        assertEquals(List.of("short", "long"), times.stream().map(RaceResult.Arm::name).toList());
        assertEquals(List.of(1000, 1), times.stream().map(RaceResult.Arm::calls).toList());
        assertEquals(List.of(1000.0, 5e6), times.stream().map(RaceResult.Arm::nanos).toList());
        assertEquals(1.0, times.getFirst().gigabytesASecond());
        assertEquals(5000, only(race.paired()).ratio());
    }

    @Test
    void roundsLastAsLongAsThePaceSaysWithinItsLimits() {
        Arm arm = arm("a", time -> 1_000_000);
        assertEquals(100, race(new Pace(1_000_000, 100_000_000, 11, 201), arm).times().getFirst().bursts().size());
        assertEquals(11, race(new Pace(1_000_000, 1_000_000, 11, 201), arm).times().getFirst().bursts().size());
        assertEquals(50, race(new Pace(1_000_000, 100_000_000, 11, 50), arm).times().getFirst().bursts().size());
    }

    @Test
    void roundsBeforeTheArmsAreSteadyDoNotCount() {
        Race race = race(new Pace(1_000_000, 100_000_000, 11, 201),
                arm("warming up", time -> time < 15_000_000 ? 3_000_000 : 1_000_000), arm("steady", time -> 1_000_000));
        assertEquals(Set.of(1_000_000L), new HashSet<>(race.times().getFirst().bursts()));
    }

    @Test
    void theOrderChangesSoThatEachArmHasEveryPlaceAndEveryNeighbour() {
        int arms = 4;
        Set<String> places = new HashSet<>();
        Set<String> pairs = new HashSet<>();
        for (int round = 0; round < 2 * arms; round++) {
            int[] order = Race.order(round, arms);
            assertEquals(List.of(0, 1, 2, 3), Arrays.stream(order).sorted().boxed().toList());
            for (int place = 0; place < arms; place++) {
                places.add(order[place] + "@" + place);
                if (place > 0) {
                    pairs.add(order[place - 1] + "," + order[place]);
                }
            }
        }
        assertEquals(arms * arms, places.size());
        assertEquals(Set.of("0,1", "1,2", "2,3", "3,0", "1,0", "2,1", "3,2", "0,3"), pairs);
    }

    @Test
    void theArmsReallyTakeTurns() {
        race(new Pace(1_000_000, 10_000_000, 11, 11), arm("a", time -> 1_000_000), arm("b", time -> 1_000_000));
        List<String> last = turns.subList(turns.size() - 22, turns.size());
        for (int round = 0; round < 11; round++) {
            assertFalse(last.get(2 * round).equals(last.get(2 * round + 1)), last.toString());
        }
    }

    @Test
    void theFastestIsTheOneWithTheSmallestMedianOfACall() {
        assertEquals("b",
                race(Pace.trial(), arm("a", time -> 2000), arm("b", time -> 1000), arm("c", time -> 9_000_000))
                        .fastest().name());
    }

    @Test
    void anArmThatCannotRunTakesNoTurnAndNoneIsComparedWithIt() {
        Race race = race(Pace.trial(), Arm.missing("gone", "no cc"), arm("here", time -> 1000, "gone"));
        assertEquals(List.of("here"), race.times().stream().map(RaceResult.Arm::name).toList());
        assertTrue(race.paired().isEmpty());
        assertThrows(IllegalStateException.class, () -> Arm.missing("gone", "no cc").call().run());
    }

    @ParameterizedTest
    @EnumSource
    void aRacesNameTellsItsKind(RaceKind kind) {
        assertEquals(kind, RaceKind.of(kind.on("uniform", 1, 2, 3)));
        assertThrows(IllegalArgumentException.class,
                () -> RaceKind.of(new Cell("other", kind.on("", 1, 1, 1).params())));
    }
}
