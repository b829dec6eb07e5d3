package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.cli.Soak.Result;
import io.alphafair.cli.Soak.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakCommandTest {
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final Use SMALL = new Use(20, 30, 50L << 20, 500L << 20);

    @Test
    void checksEveryBackendAndPrintsItsSeed() {
        String text = Alphafair.done("soak", "--problems", "50", "--seed", "4711", "--minutes", "5");
        assertTrue(text.startsWith("first seed  4711, "), text);
        assertTrue(text.contains("backends    scalar"), text);
        assertTrue(text.contains("forkjoin:scalar"), text);
        assertTrue(text.contains("50 problems from seed 4711 on, each on "), text);
        assertTrue(text.contains("not judged: it took less than a minute, or there are fewer than 6 readings"), text);
    }

    @Test
    void endsAfterItsTime() {
        String text = Alphafair.done("soak", "--minutes", "0.02");
        assertTrue(text.contains("not judged: it took less than a minute, or there are fewer than 6 readings"), text);
        assertFalse(text.contains("10,000,000 problems from"), text);
    }

    @Test
    void limitsAboveZeroAreExpected() {
        Alphafair.assertRefused(Main.BAD_INPUT, "--minutes is 0.0: expected more than 0 and at most 100000", "soak",
                "--minutes", "0");
        Alphafair.assertRefused(Main.BAD_INPUT, "--problems is 0: expected at least 1", "soak", "--problems", "0");
    }

    @Test
    void growthInTheSecondHalfIsNamed() {
        assertEquals(List.of(), after(SMALL).growth());
        assertEquals(List.of(), after(new Use(19, 29, 60L << 20, 550L << 20)).growth());
        assertEquals(List.of("threads from 20 to 21"), after(new Use(21, 30, 50L << 20, 500L << 20)).growth());
        assertEquals(List.of("open files from 30 to 31"), after(new Use(20, 31, 50L << 20, 500L << 20)).growth());
        assertEquals(List.of("reachable heap from 50 to 90 MB"),
                after(new Use(20, 30, 90L << 20, 500L << 20)).growth());
        assertEquals(List.of("resident memory from 500 to 600 MB"),
                after(new Use(20, 30, 50L << 20, 600L << 20)).growth());
    }

    @Test
    void growthInTheFirstHalfIsWarmUp() {
        List<Use> uses = new ArrayList<>(Collections.nCopies(10, SMALL));
        uses.set(0, new Use(1, 1, 1, 1));
        assertEquals(List.of(), new Result(List.of("scalar"), 1, TIME, uses).growth());
    }

    @Test
    void aShortRunIsNotJudged() {
        List<Use> uses = after(new Use(21, 30, 50L << 20, 500L << 20)).uses();
        assertEquals(List.of(), new Result(List.of("scalar"), 1, Duration.ofSeconds(59), uses).growth());
        assertEquals(List.of(), new Result(List.of("scalar"), 1, TIME, uses.subList(7, 12)).growth());
    }

    /** Whoever looks at the process opens a file in it. */
    @Test
    void whatIsTakenOnceIsNoGrowth() {
        List<Use> uses = new ArrayList<>(Collections.nCopies(12, SMALL));
        uses.set(11, new Use(21, 31, 90L << 20, 600L << 20));
        assertEquals(List.of(), new Result(List.of("scalar"), 1, TIME, uses).growth());
    }

    private static Result after(Use last) {
        List<Use> uses = new ArrayList<>(Collections.nCopies(9, SMALL));
        uses.addAll(Collections.nCopies(3, last));
        return new Result(List.of("scalar"), 1, TIME, uses);
    }
}
