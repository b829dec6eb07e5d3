package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.regret.FiniteChoice.Objective;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiniteChoiceTest {
    private static final List<int[]> PAIRS = SolutionSpace.subsets(6, 2);

    private static double sumOfIq(int[] pair) {
        return Arrays.stream(pair).mapToDouble(i -> Students.ALL.get(i).iq() / 10.0).sum();
    }

    private static double sumOfGrades(int[] pair) {
        return Arrays.stream(pair).mapToDouble(i -> Students.ALL.get(i).grade()).sum();
    }

    private static List<String> names(FiniteChoice<?> choice) {
        return choice.optimal().stream().map(optimum -> Students.names(optimum.members())).toList();
    }

    /** The example of the documentation: an objective that is no mixture. */
    @Test
    void aProductOfPowers() {
        FiniteChoice<Double> choice = FiniteChoice.of(PAIRS, List.of(0.3, 0.4, 0.5, 0.6),
                (theta, pair) -> Math.pow(sumOfIq(pair), theta) * Math.pow(sumOfGrades(pair), 1 - theta));
        assertEquals(List.of("{Amy, Zac}", "{Bob, Zac}"), names(choice));
        assertEquals(List.of(0.3, 0.5), choice.optimal().stream().map(FiniteChoice.Optimum::theta).toList());
        assertEquals("{Amy, Zac}", Students.names(choice.fairest(Students::balance).members()));
    }

    /** The paper's linear objective, at thetas of which two are breakpoints: all that tie there are optimal. */
    @Test
    void thePapersObjective() {
        Objective<Double> objective = (theta, pair) -> theta * sumOfIq(pair) + (1 - theta) * sumOfGrades(pair);
        assertEquals(List.of("{Amy, Isa}", "{Amy, Zac}", "{Bob, Zac}"),
                names(FiniteChoice.of(PAIRS, List.of(0.2, 0.375, 0.5), objective)));
        assertEquals(List.of("{Amy, Isa}", "{Amy, Zac}"), names(FiniteChoice.of(PAIRS, List.of(0.25), objective)));
    }

    /** Adding a constant to U_theta, or multiplying it by a positive factor, both of them different for each theta, changes nothing. */
    @Seeded(first = 200, all = 2000)
    @Test
    void aShiftAndAFactorForEachThetaChangeNothing(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int thetas = random.nextInt(1, 6);
            int[][] utility = IntStream.range(0, thetas).mapToObj(t -> random.ints(PAIRS.size(), 0, 5).toArray())
                    .toArray(int[][]::new);
            double[] factor = random.doubles(thetas, -15, 15).map(power -> Math.pow(10, power)).toArray();
            double[] shift = random.doubles(thetas, -1000, 1000).toArray();
            List<Integer> all = IntStream.range(0, thetas).boxed().toList();
            FiniteChoice<Integer> plain = FiniteChoice.of(PAIRS, all, (t, pair) -> utility[t][PAIRS.indexOf(pair)]);
            FiniteChoice<Integer> changed = FiniteChoice.of(PAIRS, all,
                    (t, pair) -> factor[t] * utility[t][PAIRS.indexOf(pair)] + shift[t] * factor[t]);
            Set<String> expected = all.stream().flatMap(t -> PAIRS.stream()
                    .filter(pair -> utility[t][PAIRS.indexOf(pair)] == Arrays.stream(utility[t]).max().orElseThrow()))
                    .map(Students::names).collect(Collectors.toSet());
            assertEquals(expected, Set.copyOf(names(plain)), "seed " + seed);
            assertEquals(names(plain), names(changed), "seed " + seed);
            Criterion criterion = members -> members[0] - 0.1 * members[1];
            assertEquals(plain.fairest(criterion).theta(), changed.fairest(criterion).theta());
            double most = plain.optimal().stream().mapToDouble(optimum -> criterion.value(optimum.members())).max()
                    .orElseThrow();
            assertEquals(most, criterion.value(plain.fairest(criterion).members()));
        });
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        assertEquals("the objective of selection [0, 1] at theta a is NaN: expected a finite number",
                assertThrows(InvalidInputException.class,
                        () -> FiniteChoice.of(PAIRS, List.of("a"), (theta, pair) -> Double.NaN)).getMessage());
        assertTrue(assertThrows(InvalidInputException.class,
                () -> FiniteChoice.of(List.of(), List.of("a"), (theta, pair) -> 1)).getMessage()
                .startsWith("0 selections and 1 thetas"));
    }
}
