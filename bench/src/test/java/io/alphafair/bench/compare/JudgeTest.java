package io.alphafair.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.compare.Judge.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final Judge JUDGE = new Judge(0.05);
    private static final int COMPARISONS = 200;
    private static final int CELLS = 60;

    /** The widest spread and the largest drift: with the fewest forks, and with many. */
    @ParameterizedTest
    @CsvSource({"0.05, 0.2, 10", "0.05, 0.2, 6"})
    void equalRunsHardlyEverShowAnyCellAsChanged(double spread, double drift, int forks) {
        requireFewAlarms(spread, drift, forks);
    }

    @ParameterizedTest
    @Tag("long")
    @CsvSource({"0.03, 0, 10", "0.05, 0, 10", "0.03, 0.2, 10"})
    void steadierRunsHardlyEverShowAnyCellAsChanged(double spread, double drift, int forks) {
        requireFewAlarms(spread, drift, forks);
    }

    private static void requireFewAlarms(double spread, double drift, int forks) {
        long alarms = IntStream.range(0, COMPARISONS).parallel().filter(seed -> JUDGE
                .judge(new SimulatedRuns(seed, forks, spread, drift).cells(CELLS, 1)).stream()
                .anyMatch(judged -> judged.change() == Change.LESS || judged.change() == Change.MORE)).count();
        assertTrue(alarms <= COMPARISONS / 20, alarms + " of " + COMPARISONS + " comparisons of equal runs");
    }

    @ParameterizedTest
    @CsvSource({"1.1, MORE, 0.8", "0.909, LESS, 0.8", "1.3, MORE, 0.95", "0.7, LESS, 0.95"})
    void tenForksFindATenthInMostCells(double change, Change expected, double part) {
        long found = IntStream.range(0, 20).mapToLong(seed -> JUDGE
                .judge(new SimulatedRuns(seed, 10, 0.03, 0.1).cells(CELLS, change)).stream()
                .filter(judged -> judged.change() == expected).count()).sum();
        assertTrue(found >= part * 20 * CELLS, found + " of " + 20 * CELLS);
    }

    @Test
    void oneChangedCellAmongManyIsFound() {
        long found = IntStream.range(0, 50).filter(seed -> {
            SimulatedRuns runs = new SimulatedRuns(seed, 10, 0.03, 0.1);
            List<Judge.Pair> cells = new ArrayList<>(runs.cells(CELLS - 1, 1));
            cells.addAll(runs.cells(1, 1.1));
            return JUDGE.judge(cells).getLast().change() == Change.MORE;
        }).count();
        assertTrue(found >= 40, found + " of 50");
    }

    @Test
    void threePercentIsNeverCalledAChangeAtAThresholdOfFive() {
        for (int seed = 0; seed < 20; seed++) {
            List<Change> changes = JUDGE.judge(new SimulatedRuns(seed, 10, 0.005, 0).cells(CELLS, 1.03)).stream()
                    .map(Judge.Judgement::change).toList();
            assertFalse(changes.contains(Change.MORE), "seed " + seed);
            assertTrue(Collections.frequency(changes, Change.SAME) >= 0.95 * CELLS, changes.toString());
        }
    }

    @Test
    void fewForksAreNeverMoreThanAmbiguous() {
        for (Judge.Judgement judged : JUDGE.judge(new SimulatedRuns(1, 5, 0.001, 0).cells(CELLS, 2))) {
            assertEquals(Change.AMBIGUOUS, judged.change());
            assertEquals("pairs of forks: 5, a verdict needs 6", judged.why());
        }
    }

    @Test
    void bimodalForksAreAmbiguousAndSaidSo() {
        double[] forks = {100, 131, 101, 130, 100, 132, 99, 130, 100, 131};
        double[][] steady = samples(100, 101, 99, 100, 101, 99, 100, 100, 101, 99);
        Judge.Judgement judged = JUDGE.judge(List.of(new Judge.Pair(steady, samples(forks)))).getFirst();
        assertEquals(Change.AMBIGUOUS, judged.change());
        assertEquals("the forks of the later run fall into two groups", judged.why());
    }

    @Test
    void identicalRunsAreTheSame() {
        for (Judge.Pair pair : new SimulatedRuns(3, 8, 0.03, 0).cells(5, 1)) {
            Judge.Judgement judged = JUDGE.judge(List.of(new Judge.Pair(pair.before(), pair.before()))).getFirst();
            assertEquals(Change.SAME, judged.change(), judged.toString());
            assertEquals(1, judged.paired().ratio().value());
        }
    }

    @Test
    void bytesWithoutAnySpreadAreCompared() {
        double[][] before = samples(100, 100, 100, 100, 100, 100);
        assertEquals(Change.MORE,
                JUDGE.judge(List.of(new Judge.Pair(before, samples(200, 200, 200, 200, 200, 200)))).getFirst()
                        .change());
    }

    private static double[][] samples(double... forks) {
        return Arrays.stream(forks).mapToObj(fork -> new double[]{fork, fork, fork})
                .toArray(double[][]::new);
    }
}
