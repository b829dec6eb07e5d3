package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.studies.regret.IntervalData.Outcome;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalDataTest {
    private static Fraction[] fractions(int[] values) {
        return Arrays.stream(values).mapToObj(value -> Fraction.of(value, 1)).toArray(Fraction[]::new);
    }

    /** The optimal selections of whole scores, with all choices among those that tie. */
    private static List<int[]> optimal(int[] scores, List<int[]> subsets) {
        int most = subsets.stream().mapToInt(subset -> sum(subset, scores)).max().orElseThrow();
        return subsets.stream().filter(subset -> sum(subset, scores) == most).toList();
    }

    private static int sum(int[] subset, int[] scores) {
        return Arrays.stream(subset).map(i -> scores[i]).sum();
    }

    /** Against every way to fill in whole scores: whether a selection is optimal for some scores changes at whole ones only. */
    @Seeded(first = 60, all = 1000)
    @Test
    void everyWayToFillIn(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(2, 6);
            int k = random.nextInt(1, n);
            int[] scores = random.ints(n, 0, 7).toArray();
            int[] widths = random.ints(n, 0, 3).toArray();
            boolean[] favoured = new boolean[n];
            IntStream.range(0, n).forEach(i -> favoured[i] = random.nextBoolean());
            Criterion criterion = Criteria.balance(i -> favoured[i]);
            List<int[]> subsets = SolutionSpace.subsets(n, k);
            double best = Double.NEGATIVE_INFINITY;
            int[] inAll = IntStream.generate(() -> 1).limit(n).toArray();
            int[] inSome = new int[n];
            Outcome outcome = IntervalData.of(fractions(scores), fractions(widths), k, criterion);
            int leastChange = Integer.MAX_VALUE;
            int ways = Arrays.stream(widths).map(width -> 2 * width + 1).reduce(1, (a, b) -> a * b);
            for (int code = 0; code < ways; code++) {
                int[] filled = new int[n];
                for (int i = 0, rest = code; i < n; rest /= 2 * widths[i] + 1, i++) {
                    filled[i] = scores[i] + rest % (2 * widths[i] + 1) - widths[i];
                }
                int change = IntStream.range(0, n).map(i -> Math.abs(filled[i] - scores[i])).sum();
                for (int[] subset : optimal(filled, subsets)) {
                    best = Math.max(best, criterion.value(subset));
                    if (Arrays.equals(subset, outcome.best().members())) {
                        leastChange = Math.min(leastChange, change);
                    }
                    for (int i = 0; i < n; i++) {
                        boolean isIn = Arrays.binarySearch(subset, i) >= 0;
                        inAll[i] &= isIn ? 1 : 0;
                        inSome[i] |= isIn ? 1 : 0;
                    }
                }
            }
            String text = "seed " + seed;
            assertEquals(best, outcome.best().value(), text);
            assertEquals(optimal(scores, subsets).stream().mapToDouble(criterion::value).max().orElseThrow(),
                    outcome.asGiven().value(), text);
            assertEquals(Arrays.stream(inAll).sum(), outcome.sure(), text);
            assertEquals(Arrays.stream(inSome).sum(), outcome.possible(), text);
            requireOptimal(outcome, scores, widths, subsets, text);
            assertEquals(outcome.isFairer() ? leastChange : 0,
                    Arrays.stream(outcome.added()).mapToDouble(added -> Math.abs(added.doubleValue())).sum(), text);
        });
    }

    /** What is added stays within the half-widths and makes the best optimal. */
    private static void requireOptimal(Outcome outcome, int[] scores, int[] widths, List<int[]> subsets, String text) {
        int[] filled = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            double added = outcome.added()[i].doubleValue();
            assertTrue(Math.abs(added) <= widths[i], text);
            // Thresholds lie at whole scores or half way between.
            filled[i] = 2 * scores[i] + (int) (2 * added);
        }
        if (outcome.isFairer()) {
            assertTrue(optimal(filled, subsets).stream()
                    .anyMatch(subset -> Arrays.equals(subset, outcome.best().members())), text);
        }
    }

    /** The paper's example, in which women get more and men less. */
    @Test
    void thePapersWarning() {
        Mixture mixture = Students.mixture();
        Fraction[] scores = IntStream.range(0, 6).mapToObj(i -> mixture.score(i, Fraction.of(1, 2)))
                .toArray(Fraction[]::new);
        Fraction[] widths = IntStream.range(0, 6).mapToObj(i -> Fraction.of(1, 2)).toArray(Fraction[]::new);
        Outcome outcome = IntervalData.of(scores, widths, 2, Students::balance);
        assertEquals(-2, outcome.asGiven().value());
        assertEquals(UncertainData.fairest(10, 2).balance(), outcome.best().value());
        double women = IntStream.range(0, 6).filter(i -> Students.ALL.get(i).isWoman())
                .mapToDouble(i -> outcome.added()[i].doubleValue()).sum();
        double men = Arrays.stream(outcome.added()).mapToDouble(Fraction::doubleValue).sum() - women;
        assertTrue(women > 0 && men < 0, women + " " + men);
    }
}
