package io.alphafair.overlap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlapSolverTest {
    private static final List<Double> ALPHAS = List.of(0.0, 1e-3, 0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0, 20.0,
            Double.POSITIVE_INFINITY);

    private static BestItems best(double[] benefit, double[] cost, int items, Memberships memberships) {
        try (Items problem = Items.of(Matrix.copyOf(benefit, memberships.size(), items),
                Matrix.copyOf(cost, memberships.size(), items), memberships.cells());
                ScalarBackend backend = new ScalarBackend();
                Prepared prepared = backend.prepare(problem)) {
            return prepared.bestItems();
        }
    }

    /** Attributes of random sizes, each value taken by somebody. */
    private static Memberships randomMemberships(SplittableRandom random, int people, int attributes) {
        int[][] labels = new int[attributes][people];
        for (int[] column : labels) {
            int values = 2 + random.nextInt(5);
            Arrays.setAll(column, row -> row < values ? row : random.nextInt(values));
        }
        return Memberships.ofAttributes(labels);
    }

    private static double[] uniform(SplittableRandom random, int count, double from, double to) {
        return random.doubles(count, from, to).toArray();
    }

    @Test
    void everyAnswerIsCertifiedAndFeasible() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 40; round++) {
            Memberships memberships = randomMemberships(random, 60, 1 + round % 3);
            double spread = round % 4;
            double[] benefit = random.doubles(120).map(x -> (1 + 4 * x) * Math.pow(10, spread * x)).toArray();
            BestItems best = best(benefit, uniform(random, 120, 0.2, 1), 2, memberships);
            for (double alpha : ALPHAS) {
                OverlapAllocation a = new OverlapSolver(memberships).allocate(best, Fairness.of(alpha), 7);
                assertTrue(a.relativeGap() <= 1e-10, a::toString);
                double spent = 0;
                double[] utility = new double[memberships.groupCount()];
                for (int cell = 0; cell < memberships.cellCount(); cell++) {
                    assertTrue(a.cellBudget(cell) >= 0, a::toString);
                    spent += a.cellBudget(cell);
                    for (int group : memberships.groupsOf(cell)) {
                        utility[group] += a.dose(cell) * best.winnerBenefit(cell) / memberships.groupSize(group);
                    }
                }
                assertEquals(7, spent, 1e-12);
                for (int group = 0; group < utility.length; group++) {
                    assertEquals(utility[group], a.utility(group), 1e-12 * utility[group]);
                }
                if (alpha < Double.POSITIVE_INFINITY) {
                    assertTrue(gap(memberships, best, utility, alpha, 7) <= 1.01e-10, a::toString);
                }
            }
        }
    }

    /** What the best cell would be worth at these utilities' prices beyond what they are worth, relative to the welfare. */
    private static double gap(Memberships memberships, BestItems best, double[] utility, double alpha, double budget) {
        double least = Arrays.stream(utility).min().orElseThrow();
        double[] price = Arrays.stream(utility).map(u -> alpha == 0 ? 1 : Math.pow(u / least, -alpha)).toArray();
        double worth = 0;
        for (int group = 0; group < price.length; group++) {
            worth += price[group] * utility[group];
        }
        double most = 0;
        for (int cell = 0; cell < memberships.cellCount(); cell++) {
            double ofCell = 0;
            for (int group : memberships.groupsOf(cell)) {
                ofCell += price[group] * budget * best.bestRatio(cell) / memberships.groupSize(group);
            }
            most = Math.max(most, ofCell);
        }
        return (most / worth - 1) * (alpha == 1 ? 1 : Math.abs(1 - alpha));
    }

    @Test
    void isTheClosedFormWhereNothingOverlaps() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 10; round++) {
            Memberships memberships = randomMemberships(random, 40, 1);
            BestItems best = best(uniform(random, 80, 1, 5), uniform(random, 80, 0.2, 1), 2, memberships);
            for (double alpha : ALPHAS) {
                Allocation expected = best.allocate(Fairness.of(alpha), 100);
                OverlapAllocation a = new OverlapSolver(memberships).allocate(best, Fairness.of(alpha), 100);
                // A near 0 the shares are p^(1/alpha - 1): a gap of 1e-14 moves them by 1e-14 / alpha.
                double tolerance = 1e-9 + (alpha > 0 ? 1e-12 / alpha : 0);
                for (int cell = 0; cell < memberships.cellCount(); cell++) {
                    assertEquals(expected.budget(cell), a.cellBudget(cell), 100 * tolerance, a::toString);
                    assertEquals(expected.utility(cell), a.utility(memberships.groupsOf(cell)[0]),
                            expected.worstUtility() == 0 ? 1e-6 : expected.totalUtility() * tolerance, a::toString);
                }
                double size = Math.abs(expected.objective());
                assertEquals(expected.objective(), a.objective(), 2e-10 * (alpha == 1 ? Math.max(1, size) : size),
                        a::toString);
                assertEquals(expected.shadowPrice(), a.shadowPrice(), 1e-8 * expected.shadowPrice(), a::toString);
            }
        }
    }

    /** Two overlapping groups of two people each, one person in both: by symmetry and by hand. */
    @Test
    void knowsASmallCaseByHand() {
        Memberships memberships = Memberships.of(new boolean[][]{{true, false}, {true, true}, {false, true}});
        // At equal ratios a unit spent on the person in both groups helps both, so nobody else gets any.
        BestItems equal = best(new double[]{1, 1, 1}, new double[]{1, 1, 1}, 1, memberships);
        for (double alpha : new double[]{0, 0.5, 1, 2, Double.POSITIVE_INFINITY}) {
            OverlapAllocation a = new OverlapSolver(memberships).allocate(equal, Fairness.of(alpha), 3);
            assertEquals(3, a.dose(1), 1e-9);
            assertEquals(1.5, a.utility(0), 1e-9);
        }
        // Where the other two are three times as good, the person in both gets nothing.
        BestItems better = best(new double[]{3, 1, 3}, new double[]{1, 1, 1}, 1, memberships);
        OverlapAllocation a = new OverlapSolver(memberships).allocate(better, Fairness.PROPORTIONAL, 3);
        assertArrayEquals(new double[]{1.5, 0, 1.5},
                new double[]{a.dose(0), a.dose(1), a.dose(2)}, 1e-9);
    }

    @Test
    void alphaZeroSplitsAmongTies() {
        Memberships memberships = Memberships.ofAttributes(new int[]{0, 1, 0, 1}, new int[]{0, 0, 1, 1});
        BestItems best = best(new double[]{2, 2, 2, 1}, new double[]{1, 1, 1, 1}, 1, memberships);
        OverlapAllocation a = new OverlapSolver(memberships).allocate(best, Fairness.UTILITARIAN, 6);
        assertArrayEquals(new double[]{2, 2, 2, 0},
                new double[]{a.dose(0), a.dose(1), a.dose(2), a.dose(3)}, 1e-12);
    }

    @Test
    void groupsWithoutBenefit() {
        Memberships memberships = Memberships.ofAttributes(new int[]{0, 1, 1}, new int[]{0, 0, 1});
        BestItems best = best(new double[]{0, 0, 2}, new double[]{1, 1, 1}, 1, memberships);
        OverlapAllocation a = new OverlapSolver(memberships).allocate(best, Fairness.of(0.5), 4);
        assertEquals(0, a.utility(0));
        assertEquals(4, a.cellBudget(2));
        assertEquals("group 0 has no ratio above 0, so the welfare at alpha infinity is 0 whatever the others get: "
                + "drop the group or choose alpha < 1",
                assertThrows(InvalidInputException.class,
                        () -> new OverlapSolver(memberships).allocate(best, Fairness.MAX_MIN, 4)).getMessage());
        assertTrue(assertThrows(InvalidInputException.class,
                () -> new OverlapSolver(memberships).allocate(best, Fairness.PROPORTIONAL, 4)).getMessage()
                .startsWith("group 0 has no ratio above 0, so the welfare at alpha 1.0 is minus infinity: "));
    }

    @Test
    void refusesOtherCellsAndBudgets() {
        Memberships memberships = Memberships.ofAttributes(new int[]{0, 1, 1}, new int[]{0, 0, 1});
        Memberships other = Memberships.ofAttributes(new int[]{0, 1, 1});
        BestItems best = best(new double[]{1, 1, 2}, new double[]{1, 1, 1}, 1, memberships);
        assertThrows(InvalidInputException.class,
                () -> new OverlapSolver(other).allocate(best, Fairness.PROPORTIONAL, 1));
        assertThrows(InvalidInputException.class,
                () -> new OverlapSolver(memberships).allocate(best, Fairness.PROPORTIONAL, 0));
        assertThrows(InvalidInputException.class, () -> Memberships.ofAttributes(new int[]{0, 2}));
        assertThrows(InvalidInputException.class, () -> Memberships.ofAttributes(new int[]{0, -1}));
        assertThrows(InvalidInputException.class, () -> Memberships.of(new boolean[][]{{true}, {true, false}}));
        assertThrows(InvalidInputException.class, () -> Memberships.of(new boolean[0][]));
    }

    /** A single stray label must not make as many groups as it says. */
    @Test
    void refusesAStrayLabel() {
        for (int label : new int[]{3, 1 << 20, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
            InvalidInputException e = assertThrows(InvalidInputException.class,
                    () -> Memberships.ofAttributes(new int[]{0, 1, 1}, new int[]{1, label, 0}));
            assertTrue(e.getMessage().startsWith("value 2 of 0.." + label + " in attribute 1 has no individual"),
                    e.getMessage());
        }
        assertEquals(5, Memberships.ofAttributes(new int[]{0, 1, 1}, new int[]{1, 2, 0}).groupCount());
    }

    /** Rounding alone makes the gap some alpha^2 eps: 2e-11 at 300, 2e-10 at 1000. */
    @Test
    void alphasUpToSome300AreCertified() {
        SplittableRandom random = new SplittableRandom(300);
        int refusedAbove = 0;
        for (int round = 0; round < 20; round++) {
            Memberships memberships = randomMemberships(random, 60, 2);
            BestItems best = best(uniform(random, 60, 1, 5), uniform(random, 60, 0.2, 1), 1, memberships);
            OverlapSolver solver = new OverlapSolver(memberships);
            for (double alpha : new double[]{50, 100, 200, 300}) {
                assertTrue(solver.allocate(best, Fairness.of(alpha), 7).relativeGap() <= OverlapSolver.TOLERANCE);
            }
            try {
                solver.allocate(best, Fairness.of(10_000), 7);
            } catch (UncertifiedException e) {
                refusedAbove++;
            }
        }
        assertTrue(refusedAbove > 10, refusedAbove + " of 20 are refused at 10,000: the limit is elsewhere");
    }

    /** What doubles cannot certify is refused, not returned. */
    @Test
    void refusesWhatItCannotCertify() {
        SplittableRandom random = new SplittableRandom(1);
        Memberships memberships = randomMemberships(random, 60, 2);
        BestItems best = best(uniform(random, 60, 1, 5), uniform(random, 60, 0.2, 1), 1, memberships);
        assertTrue(assertThrows(UncertifiedException.class,
                () -> new OverlapSolver(memberships).allocate(best, Fairness.of(1e9), 1)).getMessage()
                .contains("choose a smaller alpha"));
    }

    /** To the simplex method rates 1e20 apart are 0 beside each other. */
    @Test
    void refusesRatesTooFarApartForMaxMin() {
        Memberships memberships = Memberships.ofAttributes(new int[]{0, 1, 0, 1}, new int[]{0, 0, 1, 1});
        BestItems best = best(new double[]{1, 1e-20, 1, 1e-20}, new double[]{1, 1, 1, 1}, 1, memberships);
        assertThrows(UncertifiedException.class,
                () -> new OverlapSolver(memberships).allocate(best, Fairness.MAX_MIN, 1));
    }
}
