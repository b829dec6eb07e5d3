package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.numpy.NumpyRandom;
import io.alphafair.studies.regret.Breakpoints.Interval;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakpointsTest {
    private static final Fraction THIRD = Fraction.of(1, 3);
    private static final Fraction TWO_THIRDS = Fraction.of(2, 3);

    @Test
    void thePapersIntervals() {
        Breakpoints all = Breakpoints.of(Students.mixture(), 2, Fraction.ZERO, Fraction.ONE);
        assertEquals(List.of("1/4", "3/8", "3/4"), all.changes().stream().map(c -> c.theta().toString()).toList());
        assertEquals(List.of("{Amy, Isa}", "{Amy, Zac}", "{Bob, Zac}", "{Bob, Eve}"),
                all.intervals().stream().map(i -> Students.names(i.members())).toList());
        assertEquals("{Isa, Zac}", Students.names(all.changes().getFirst().tied()));
        assertEquals("{Amy}", Students.names(all.changes().getFirst().sure()));
    }

    @Test
    void thePapersFairestOptimum() {
        Fairest.Optima optima = Fairest.optima(Breakpoints.of(Students.mixture(), 2, THIRD, TWO_THIRDS));
        assertEquals(List.of("{Amy, Zac}", "{Bob, Zac}"),
                optima.selections().stream().map(o -> Students.names(o.members())).toList());
        Fairest fairest = Fairest.of(optima, Students::balance);
        assertEquals("{Amy, Zac}", Students.names(fairest.members()));
        assertEquals(0, fairest.value());
        // 0.35 lies in the same stretch.
        assertEquals("{Amy, Zac}", Students.names(
                Breakpoints.of(Students.mixture(), 2, Fraction.parse("0.35"), TWO_THIRDS).intervals().getFirst()
                        .members()));
    }

    /** 3/8 itself belongs to the range: there Amy and Bob tie. */
    @Test
    void tiesAtTheEndsCount() {
        Fairest.Optima optima = Fairest
                .optima(Breakpoints.of(Students.mixture(), 2, Fraction.of(3, 8), Fraction.of(1, 2)));
        assertEquals(List.of("{Amy, Zac}", "{Bob, Zac}"),
                optima.selections().stream().map(o -> Students.names(o.members())).toList());
        assertEquals("3/8", optima.selections().getFirst().theta().toString());
    }

    /** The published scores, exactly. */
    @Test
    void thePapersTable() {
        assertScores("1/2", "10 11 10 10 8 11");
        assertScores("0.35", "10 49/5 17/2 97/10 83/10 101/10");
        assertScores("0.2", "10 43/5 7 47/5 43/5 46/5");
    }

    private static void assertScores(String theta, String expected) {
        assertEquals(expected, IntStream.range(0, 6)
                .mapToObj(i -> Students.mixture().score(i, Fraction.parse(theta)).toString())
                .collect(Collectors.joining(" ")));
    }

    /** Small integers, so that ties and equal candidates abound. */
    @Test
    void integersAgainstEverySubset() {
        NumpyRandom random = new NumpyRandom(11);
        for (int round = 0; round < 30; round++) {
            int n = 4 + round % 5;
            int k = 1 + round % 3;
            int[] first = random.integers(0, 7, n);
            int[] second = random.integers(0, 7, n);
            Breakpoints found = Breakpoints.of(Mixture.of(decimals(first), decimals(second)), k, Fraction.ZERO,
                    Fraction.ONE);
            Set<String> grid = new HashSet<>();
            // Breakpoints of integers up to 6 have denominators up to 12; 27720 is a multiple of all.
            int fine = 4 * 27_720;
            for (int theta : thetas(fine)) {
                long[] score = IntStream.range(0, n)
                        .mapToLong(i -> (long) theta * first[i] + (long) (fine - theta) * second[i])
                        .toArray();
                for (int[] best : bestSubsets(score, k)) {
                    grid.add(Arrays.toString(best));
                }
            }
            Set<String> exact = Fairest.optima(found).selections().stream().map(o -> Arrays.toString(o.members()))
                    .collect(Collectors.toSet());
            assertEquals(grid, exact, () -> Arrays.toString(first) + Arrays.toString(second) + k);
        }
    }

    /** All fractions of denominators up to 12 inside the range, and a theta just beside each. */
    private static int[] thetas(int fine) {
        return IntStream.rangeClosed(1, 12)
                .flatMap(q -> IntStream.rangeClosed(0, q).map(p -> fine / q * p)).distinct()
                .flatMap(theta -> IntStream.of(theta - 1, theta, theta + 1))
                .filter(theta -> theta > 0 && theta < fine)
                .toArray();
    }

    private static List<int[]> bestSubsets(long[] score, int k) {
        List<int[]> subsets = SolutionSpace.subsets(score.length, k);
        long most = subsets.stream().mapToLong(s -> sum(s, score)).max().orElseThrow();
        return subsets.stream().filter(s -> sum(s, score) == most).toList();
    }

    private static long sum(int[] subset, long[] score) {
        return Arrays.stream(subset).mapToLong(i -> score[i]).sum();
    }

    private static BigDecimal[] decimals(int[] values) {
        return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
    }

    @Test
    void doublesAgainstAFineGrid() {
        NumpyRandom random = new NumpyRandom(12);
        double[] first = random.random(300);
        double[] second = random.random(300);
        int k = 100;
        Breakpoints found = Breakpoints.of(Mixture.of(first, second), k, THIRD, TWO_THIRDS);
        assertTrue(found.changes().size() > 10, "few breakpoints");
        int at = 0;
        List<Interval> intervals = found.intervals();
        Set<Integer> visited = new HashSet<>();
        for (int step = 1; step < 20_000; step++) {
            double theta = 1.0 / 3 + step / 60_000.0;
            while (intervals.get(at).to().doubleValue() < theta) {
                at++;
            }
            visited.add(at);
            int[] expected = IntStream.range(0, 300).boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -(second[i] + theta * (first[i] - second[i]))))
                    .limit(k).mapToInt(Integer::intValue).sorted().toArray();
            assertArrayEquals(expected, intervals.get(at).members(), "theta " + theta);
        }
        assertTrue(visited.size() > intervals.size() / 2, "the grid is too coarse to see the intervals");
    }

    @Test
    void breakpointsAreInOrderAndChangeTheSelection() {
        NumpyRandom random = new NumpyRandom(13);
        Breakpoints found = Breakpoints.of(Mixture.of(random.random(5000), random.random(5000)), 100, Fraction.ZERO,
                Fraction.ONE);
        for (int i = 0; i < found.changes().size(); i++) {
            assertTrue(found.intervals().get(i).from().compareTo(found.changes().get(i).theta()) < 0);
            assertTrue(found.changes().get(i).left().length > 0);
        }
    }

    /** All score alike: 30 choose 15 selections tie everywhere. For a criterion in general the value is then a bound. */
    @Test
    void crowdedTiesGiveABoundAndAnExactCount() {
        int[] same = new int[30];
        Arrays.fill(same, 3);
        Breakpoints breakpoints = Breakpoints.of(Mixture.of(decimals(same), decimals(same)), 15, THIRD, TWO_THIRDS);
        Fairest.Optima crowded = Fairest.optima(breakpoints);
        assertEquals(List.of(THIRD, Fraction.of(1, 2), TWO_THIRDS), crowded.crowded());
        assertFalse(Fairest.of(crowded, members -> -members[0]).isExact());
        // 8 of the 12 favoured, and 7 of the 18 others.
        Fairest balanced = Fairest.of(breakpoints, Criteria.balance(i -> i >= 18));
        assertTrue(balanced.isExact());
        assertEquals(-1, balanced.value());
        assertArrayEquals(new int[]{0, 1, 2, 3, 4, 5, 6, 18, 19, 20, 21, 22, 23, 24, 25}, balanced.members());
        // 12 choose 4 is 495: all are looked at.
        int[] fewer = Arrays.copyOf(same, 12);
        Fairest.Optima few = Fairest.optima(
                Breakpoints.of(Mixture.of(decimals(fewer), decimals(fewer)), 4, THIRD, TWO_THIRDS));
        assertEquals(495, few.selections().size());
        assertTrue(few.crowded().isEmpty());
        Fairest last = Fairest.of(few, members -> members[0]);
        assertTrue(last.isExact());
        assertArrayEquals(new int[]{8, 9, 10, 11}, last.members());
    }

    @Test
    void refusesWhatIsNoSelection() {
        assertThrows(InvalidInputException.class, () -> Breakpoints.of(Students.mixture(), 0, THIRD, TWO_THIRDS));
        assertThrows(InvalidInputException.class, () -> Breakpoints.of(Students.mixture(), 7, THIRD, TWO_THIRDS));
        assertThrows(InvalidInputException.class, () -> Breakpoints.of(Students.mixture(), 2, TWO_THIRDS, THIRD));
        assertThrows(InvalidInputException.class, () -> Mixture.of(new double[]{Double.NaN}, new double[]{1}));
        assertThrows(InvalidInputException.class, () -> Fraction.parse("1/0"));
        assertThrows(InvalidInputException.class, () -> Fraction.parse("half"));
        assertThrows(InvalidInputException.class, () -> Fraction.parse("1e999999999"));
    }
}
