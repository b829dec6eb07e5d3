package io.alphafair.studies.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import io.alphafair.studies.numpy.NumpyRandom;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SolutionSpaceTest {
    private static final List<int[]> PAIRS = SolutionSpace.subsets(6, 2);
    private static final SolutionSpace SPACE = SolutionSpace.ofSubsets(StudentReport.attributes(), PAIRS);

    private static Set<String> names(List<Integer> solutions) {
        return solutions.stream().map(i -> Students.names(PAIRS.get(i))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The paper's inclusion chain, with its weak Pareto front put right (erratum 6). */
    @Test
    void thePapersChain() {
        assertEquals(15, PAIRS.size());
        double third = 1.0 / 3;
        assertEquals(Set.of("{Amy, Zac}", "{Bob, Zac}"), names(SPACE.optimalOverHull(
                new double[][]{{third, 1 - third}, {1 - third, third}})));
        assertEquals(Set.of("{Amy, Zac}", "{Bob, Zac}", "{Amy, Isa}", "{Bob, Eve}"), names(SPACE.convexParetoFront()));
        assertEquals(Set.of("{Amy, Zac}", "{Bob, Zac}", "{Amy, Isa}", "{Bob, Eve}", "{Amy, Bob}", "{Bob, Isa}",
                "{Isa, Zac}"), names(SPACE.paretoFront()));
        Set<String> weak = names(SPACE.weakParetoFront());
        assertTrue(weak.containsAll(Set.of("{Eve, Zac}", "{Amy, Max}")));
        assertEquals(9, weak.size());
        // The rest of S: the paper has {Bob, Eve} for {Eve, Isa}, and {Amy, Max} in its {Max, *}.
        Set<String> rest = names(IntStream.range(0, PAIRS.size()).boxed().toList());
        rest.removeAll(weak);
        assertEquals(Set.of("{Amy, Eve}", "{Eve, Isa}", "{Bob, Max}", "{Eve, Max}", "{Isa, Max}", "{Max, Zac}"), rest);
    }

    @Test
    void thePapersFootnoteOnOneStudent() {
        SolutionSpace single = SolutionSpace.ofSubsets(StudentReport.attributes(), SolutionSpace.subsets(6, 1));
        // Amy, Bob, Isa, Zac are Pareto optimal; Isa for no theta.
        assertEquals(List.of(0, 1, 3, 5), single.paretoFront());
        assertEquals(List.of(0, 1, 5), single.convexParetoFront());
    }

    @Test
    void thePapersQuota() {
        Fraction half = Fraction.of(1, 2);
        Mixture mixture = Students.mixture();
        Quota free = Quota.of(mixture, half, i -> Students.ALL.get(i).isWoman(), 2, 0);
        assertEquals("{Bob, Zac}", Students.names(free.members()));
        assertEquals(Fraction.of(22, 1), free.utility());
        assertEquals(Fraction.ZERO, free.regret());
        Quota quota = Quota.of(mixture, half, i -> Students.ALL.get(i).isWoman(), 2, 1);
        assertEquals(Fraction.of(21, 1), quota.utility());
        assertEquals(Fraction.ONE, quota.regret());
        assertEquals(6, PAIRS.stream().filter(s -> mixture.sum(s, half).equals(quota.utility())
                && Students.balance(s) == 0).count());
        assertThrows(InvalidInputException.class, () -> Quota.of(mixture, half, i -> false, 2, 1));
    }

    /** Erratum 9: what the quota costs is 20 IQ points or 2 grades, 10 or 1 for each of the two that are admitted. */
    @Test
    void whatThePapersQuotaCosts() {
        assertEquals(Fraction.of(22, 1), utilityOfAmyAndZac("2", "0"));
        assertEquals(Fraction.of(22, 1), utilityOfAmyAndZac("0", "2"));
        assertEquals(Fraction.of(43, 2), utilityOfAmyAndZac("1", "0"));
        assertEquals(Fraction.of(43, 2), utilityOfAmyAndZac("0", "1"));
    }

    /** At theta = 1/2, had Amy so many tens of IQ points and so many grades more. */
    private static Fraction utilityOfAmyAndZac(String tensOfIq, String grades) {
        BigDecimal[] iqs = Students.ALL.stream().map(Students.Student::scaledIq).toArray(BigDecimal[]::new);
        BigDecimal[] all = Students.ALL.stream().map(s -> BigDecimal.valueOf(s.grade())).toArray(BigDecimal[]::new);
        iqs[0] = iqs[0].add(new BigDecimal(tensOfIq));
        all[0] = all[0].add(new BigDecimal(grades));
        return Mixture.of(iqs, all).sum(new int[]{0, 5}, Fraction.of(1, 2));
    }

    /** Erratum 8: the paper has IQs from 80 on; its grades are right. */
    @Test
    void thePapersRanges() {
        assertEquals(70, Students.ALL.stream().mapToInt(Students.Student::iq).min().orElseThrow());
        assertEquals(150, Students.ALL.stream().mapToInt(Students.Student::iq).max().orElseThrow());
        assertEquals(5, Students.ALL.stream().mapToInt(Students.Student::grade).min().orElseThrow());
        assertEquals(10, Students.ALL.stream().mapToInt(Students.Student::grade).max().orElseThrow());
    }

    @Test
    void quotaAgainstEverySubset() {
        NumpyRandom random = new NumpyRandom(3);
        for (int round = 0; round < 50; round++) {
            double[] score = random.random(9);
            int[] woman = random.integers(0, 2, 9);
            int women = Arrays.stream(woman).sum();
            for (int least = 0; least <= Math.min(3, women); least++) {
                int quota = least;
                double most = SolutionSpace.subsets(9, 3).stream()
                        .filter(s -> Arrays.stream(s).map(i -> woman[i]).sum() >= quota)
                        .mapToDouble(s -> Arrays.stream(s).mapToDouble(i -> score[i]).sum()).max().orElseThrow();
                assertEquals(most, Quota.of(Mixture.of(score, score), Fraction.of(1, 3), i -> woman[i] == 1, 3, least)
                        .utility().doubleValue(), 1e-15);
            }
        }
    }

    /** Pareto sets against their definitions, in three objectives. */
    @Test
    void randomSpacesAgainstBruteForce() {
        NumpyRandom random = new NumpyRandom(4);
        for (int round = 0; round < 20; round++) {
            double[][] utility = IntStream.range(0, 14)
                    .mapToObj(s -> Arrays.stream(random.integers(0, 5, 3)).asDoubleStream().toArray())
                    .toArray(double[][]::new);
            SolutionSpace space = new SolutionSpace(utility);
            List<Integer> pareto = space.paretoFront();
            List<Integer> weak = space.weakParetoFront();
            for (int s = 0; s < utility.length; s++) {
                int solution = s;
                boolean dominated = Arrays.stream(utility).anyMatch(other -> atLeast(other, utility[solution])
                        && !Arrays.equals(other, utility[solution]));
                boolean beaten = Arrays.stream(utility).anyMatch(other -> IntStream.range(0, 3)
                        .allMatch(j -> other[j] > utility[solution][j]));
                assertEquals(!dominated, pareto.contains(s));
                assertEquals(!beaten, weak.contains(s));
            }
            List<Integer> convex = space.convexParetoFront();
            assertTrue(pareto.containsAll(convex));
            assertTrue(weak.containsAll(pareto));
            assertTrue(convex.containsAll(weighted(utility)));
        }
    }

    private static boolean atLeast(double[] one, double[] other) {
        return IntStream.range(0, one.length).allMatch(j -> one[j] >= other[j]);
    }

    /** In two objectives the weights that matter are where two solutions tie, and between: all of them, exactly. */
    @Test
    void convexFrontOfTwoObjectivesAgainstAllWeights() {
        NumpyRandom random = new NumpyRandom(8);
        for (int round = 0; round < 30; round++) {
            int[][] utility = IntStream.range(0, 12).mapToObj(s -> random.integers(0, 9, 2)).toArray(int[][]::new);
            // Ties have weights i / (i + j), differences up to 8; a multiple of all their denominators, doubled.
            int fine = 2 * 720_720;
            Set<Integer> winners = new TreeSet<>();
            Set<Integer> thetas = new TreeSet<>();
            for (int i = 1; i <= 8; i++) {
                for (int j = 1; j <= 8; j++) {
                    thetas.add(fine / (i + j) * i);
                }
            }
            for (int theta : thetas.stream().flatMapToInt(t -> IntStream.of(t - 1, t, t + 1)).toArray()) {
                long[] score = Arrays.stream(utility)
                        .mapToLong(u -> (long) theta * u[0] + (long) (fine - theta) * u[1]).toArray();
                long most = Arrays.stream(score).max().getAsLong();
                IntStream.range(0, score.length).filter(s -> score[s] == most).forEach(winners::add);
            }
            double[][] doubles = Arrays.stream(utility).map(u -> new double[]{u[0], u[1]}).toArray(double[][]::new);
            assertEquals(winners, new TreeSet<>(new SolutionSpace(doubles).convexParetoFront()));
        }
    }

    /** Who wins for some weights of a grid. */
    private static Set<Integer> weighted(double[][] utility) {
        Set<Integer> winners = new TreeSet<>();
        int fine = 120;
        for (int i = 1; i < fine; i++) {
            for (int j = 1; i + j < fine; j++) {
                double[] score = new double[utility.length];
                for (int s = 0; s < utility.length; s++) {
                    score[s] = i * utility[s][0] + j * utility[s][1] + (fine - i - j) * utility[s][2];
                }
                double most = Arrays.stream(score).max().getAsDouble();
                for (int s = 0; s < score.length; s++) {
                    if (score[s] == most) {
                        winners.add(s);
                    }
                }
            }
        }
        return winners;
    }

    @Test
    void hullWithoutListingAllSubsets() {
        NumpyRandom random = new NumpyRandom(9);
        for (int round = 0; round < 5; round++) {
            double[][] attributes = IntStream.range(0, 8).mapToObj(i -> random.random(3)).toArray(double[][]::new);
            double[][] weights = {{0.6, 0.2, 0.2}, {0.2, 0.6, 0.2}, {0.2, 0.2, 0.6}};
            List<int[]> subsets = SolutionSpace.subsets(8, 3);
            List<String> expected = SolutionSpace.ofSubsets(attributes, subsets).optimalOverHull(weights).stream()
                    .map(i -> Arrays.toString(subsets.get(i))).toList();
            List<String> found = new HullSelection(attributes, weights, 3).optimal(56).stream().map(Arrays::toString)
                    .toList();
            assertEquals(expected, found);
            assertTrue(found.size() > 1);
        }
    }

    @Test
    void oneScalarThetaIsAHullOfTwo() {
        double third = 1.0 / 3;
        assertEquals(List.of("{Amy, Zac}", "{Bob, Zac}"),
                new HullSelection(StudentReport.attributes(),
                        new double[][]{{third, 1 - third}, {1 - third, third}}, 2).optimal(15).stream()
                        .map(Students::names).toList());
    }
}
