package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.studies.regret.HullSearch.Result;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HullSearchTest {
    private static final double[][] EXPERTS = {{0.5, 0.25, 0.25}, {0.25, 0.5, 0.25}, {0.25, 0.25, 0.5},
            {0.4, 0.4, 0.2}};

    /** Whole-numbered attributes, of which many tie, against all selections. */
    private static final class Case {
        final double[][] attributes;
        final double[][] experts;
        final int[] group;
        final List<int[]> subsets;
        final List<int[]> optimal;
        final int k;
        final List<Criterion> criteria;

        Case(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(3, 8);
            k = random.nextInt(1, n);
            attributes = IntStream.range(0, n).mapToObj(i -> random.ints(3, 0, 6).asDoubleStream().toArray())
                    .toArray(double[][]::new);
            experts = Arrays.copyOf(EXPERTS, random.nextInt(2, EXPERTS.length + 1));
            group = random.ints(n, 0, 3).toArray();
            BigDecimal[] values = random.ints(n, 0, 10).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
            subsets = SolutionSpace.subsets(n, k);
            optimal = SolutionSpace.ofSubsets(attributes, subsets).optimalOverHull(experts).stream().map(subsets::get)
                    .toList();
            criteria = List.of(Criteria.balance(i -> group[i] == 0), Criteria.balance(group, 3), Criteria.sum(values),
                    members -> members[0] * 10 + members[members.length - 1]);
        }

        double most(Criterion criterion) {
            return optimal.stream().mapToDouble(criterion::value).max().orElseThrow();
        }

        boolean isOptimal(int[] members) {
            return optimal.stream().anyMatch(each -> Arrays.equals(each, members));
        }
    }

    @Seeded(first = 60, all = 1000)
    @Test
    void theFairestOfAllOptima(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            Case each = new Case(seed);
            for (Criterion criterion : each.criteria) {
                HullSearch search = new HullSearch(each.attributes, each.experts, each.k, criterion);
                Result result = search.run(10_000, done -> {});
                String text = "seed " + seed + ", " + each.criteria.indexOf(criterion);
                assertEquals(each.most(criterion), result.value(), text);
                assertTrue(result.isExact(), text);
                assertTrue(each.isOptimal(result.members()), text);
                assertEquals(result.value(), criterion.value(result.members()), text);
                search.found().keySet().forEach(members -> assertTrue(
                        each.isOptimal(members.stream().mapToInt(Integer::intValue).toArray()), text));
                Result atOnce = new HullSearch(each.attributes, each.experts, each.k, criterion).run(1, done -> {});
                assertTrue(atOnce.value() <= each.most(criterion) && each.most(criterion) <= atOnce.bound(), text);
            }
        });
    }

    /** Two attributes, of which the optima are known exactly. */
    @Seeded(first = 10, all = 100)
    @Test
    void twoAttributes(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1000;
            int k = 100;
            double[][] attributes = IntStream.range(0, n)
                    .mapToObj(i -> new double[]{random.nextInt(100_000), random.nextInt(100_000)})
                    .toArray(double[][]::new);
            boolean[] favoured = new boolean[n];
            IntStream.range(0, n).forEach(i -> favoured[i] = random.nextInt(100_000) > attributes[i][0]);
            Breakpoints breakpoints = Breakpoints.of(
                    Mixture.of(Arrays.stream(attributes).mapToDouble(a -> a[0]).toArray(),
                            Arrays.stream(attributes).mapToDouble(a -> a[1]).toArray()),
                    k, Fraction.of(1, 4), Fraction.of(3, 4));
            BigDecimal[] values = random.ints(n, 0, 1000).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
            for (Criterion criterion : List.of(Criteria.share(i -> favoured[i], Fraction.ONE),
                    Criteria.share(i -> favoured[i], Fraction.ZERO), Criteria.sum(values))) {
                Result result = new HullSearch(attributes, new double[][]{{0.25, 0.75}, {0.75, 0.25}}, k, criterion)
                        .run(10_000, done -> {});
                assertEquals(Fairest.of(breakpoints, criterion).value(), result.value(), "seed " + seed);
                assertTrue(result.isExact());
            }
        });
    }

    /** Where the search ends early, the bound says what is open. */
    @Test
    void aBoundWhereItEndsEarly() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] attributes = IntStream.range(0, 300)
                .mapToObj(i -> random.doubles(3).toArray()).toArray(double[][]::new);
        Criterion criterion = Criteria.share(i -> attributes[i][0] > 0.7, Fraction.ZERO);
        Result early = new HullSearch(attributes, EXPERTS, 50, criterion).run(1, done -> {});
        Result late = new HullSearch(attributes, EXPERTS, 50, criterion).run(20_000, done -> {});
        assertFalse(early.isExact());
        assertTrue(late.isExact());
        assertTrue(early.value() <= late.value() && late.value() <= early.bound());
    }

    /** The mean of three candidates is optimal where all three tie: at one point, which the linear programme finds. */
    @Test
    void aSinglePoint() {
        double[] at = {0.41, 0.33, 0.26};
        double[] mean = {1 / (3 * at[0]), 1 / (3 * at[1]), 1 / (3 * at[2])};
        double[][] attributes = {{1 / at[0], 0, 0}, {0, 1 / at[1], 0}, {0, 0, 1 / at[2]}, mean};
        Result result = new HullSearch(attributes, EXPERTS, 1, members -> members[0]).run(20, done -> {});
        assertEquals(3, result.value());
        assertTrue(result.isExact());
        assertArrayEquals(at, result.weights(), 1e-6);
        // A fairer candidate who is optimal nowhere, but whom large parts of the hull do not rule out.
        double[][] more = Arrays.copyOf(attributes, 5);
        more[4] = Arrays.stream(mean).map(value -> value - 1e-4).toArray();
        result = new HullSearch(more, EXPERTS, 1, members -> members[0]).run(5000, done -> {});
        assertEquals(3, result.value());
        assertTrue(result.isExact());
    }

    /** Where too many tie for a caller's own criterion, nobody has looked at all of them. */
    @Test
    void tooManyTies() {
        double[][] lines = IntStream.range(0, 14).mapToObj(i -> new double[]{1 + i, 20 - i}).toArray(double[][]::new);
        Result result = new HullSearch(lines, new double[][]{{0.25, 0.75}, {0.75, 0.25}}, 7,
                members -> Arrays.stream(members).sum()).run(10_000, done -> {});
        assertTrue(result.parts() < 1000, () -> result.parts() + " parts");
        assertEquals(Double.POSITIVE_INFINITY, result.bound());
        assertFalse(result.isExact());
    }

    /** One score that is far larger than all others makes no others tie. */
    @Test
    void oneLargeScore() {
        double[][] attributes = {{1e20, 1e20, 1e20}, {1, 2, 3}, {4, 4, 4}, {2, 1, 1}};
        Result result = new HullSearch(attributes, EXPERTS, 2, members -> -members[1]).run(100, done -> {});
        assertArrayEquals(new int[]{0, 2}, result.members());
        assertTrue(result.isExact());
    }

    /** Six classes of fifty candidates that tie at the mean only, but for rounding; too many for a linear programme. */
    @Test
    void tiesButForRounding() {
        double[][] classes = {{0.15, 0.35, 0.77}, {0.15, 0.77, 0.35}, {0.35, 0.15, 0.77},
                {0.35, 0.77, 0.15}, {0.77, 0.15, 0.35}, {0.77, 0.35, 0.15}};
        double[][] attributes = IntStream.range(0, 300).mapToObj(i -> classes[i % 6]).toArray(double[][]::new);
        int[] group = IntStream.range(0, 300).map(i -> i % 6).toArray();
        Result result = new HullSearch(attributes, Arrays.copyOf(EXPERTS, 3), 30, Criteria.balance(group, 6))
                .run(1, done -> {});
        assertEquals(0, result.value());
        assertArrayEquals(new double[]{1 / 3.0, 1 / 3.0, 1 / 3.0}, result.weights(), 1e-12);
    }
}
