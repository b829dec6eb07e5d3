package io.alphafair.studies.fdfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The integer programme against all assignments of small problems, and what can be known of large ones. */
class AssignmentProgramTest {
    /** The least disparity of all assignments, found by trying each. */
    static double least(AssignmentProblem problem) {
        return all(problem).stream().mapToDouble(problem::disparity).min().orElseThrow();
    }

    /** Every assignment of the resources that there are. */
    static List<int[]> all(AssignmentProblem problem) {
        List<int[]> all = new ArrayList<>();
        addAll(all, new int[problem.size()], 0, problem.available().clone());
        return all;
    }

    private static void addAll(List<int[]> all, int[] resourceOf, int person, int[] left) {
        if (person == resourceOf.length) {
            all.add(resourceOf.clone());
            return;
        }
        for (int resource = 0; resource < left.length; resource++) {
            if (left[resource] > 0) {
                left[resource]--;
                resourceOf[person] = resource;
                addAll(all, resourceOf, person + 1, left);
                left[resource]++;
            }
        }
    }

    private static AssignmentProblem random(SplittableRandom random, int people, int[] available) {
        double[][] benefit = new double[available.length][];
        Arrays.setAll(benefit, resource -> random.doubles(people, 0, 10).toArray());
        return AssignmentProblem.ofMeans(benefit, random.nextInt(1, people), available);
    }

    private static void requireCounts(AssignmentProblem problem, int[] resourceOf) {
        for (int resource = 0; resource < problem.available().length; resource++) {
            int of = resource;
            assertTrue(Arrays.stream(resourceOf).filter(given -> given == of).count() <= problem.available()[of],
                    Arrays.toString(resourceOf));
        }
    }

    /** All counts used up, some left over, a resource of which there is none. */
    @ParameterizedTest
    @CsvSource({"4,4,0", "2,6,0", "3,3,2", "4,4,4", "1,0,7", "8,8,8"})
    void noAssignmentHasLessDisparity(int first, int second, int third) {
        for (long seed = 1; seed <= 5; seed++) {
            AssignmentProblem problem = random(new SplittableRandom(seed), 8,
                    third == 0 ? new int[]{first, second} : new int[]{first, second, third});
            int[] found = AssignmentProgram.solve(problem, 0, List.of(), IntegerSolver::ojAlgo);
            requireCounts(problem, found);
            assertEquals(least(problem), problem.disparity(found), 1e-9, "seed " + seed);
        }
    }

    @Test
    void forbiddenAssignmentsAreLeftOut() {
        AssignmentProblem problem = random(new SplittableRandom(4), 6, new int[]{2, 2, 2});
        int[] best = AssignmentProgram.solve(problem, 0, List.of(), IntegerSolver::ojAlgo);
        int[] next = AssignmentProgram.solve(problem, 0, List.of(best), IntegerSolver::ojAlgo);
        assertTrue(!Arrays.equals(best, next));
        requireCounts(problem, next);
        assertTrue(problem.disparity(next) >= problem.disparity(best) - 1e-9);
    }

    /** Benefits in another unit, however small or large, are the same problem: the only optimum is found. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-90, 1e-7, 1, 1e7, 1e90})
    void theUnitOfTheBenefitsDoesNotMatter(double unit) {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] benefit = new double[2][];
            Arrays.setAll(benefit, resource -> random.doubles(12, 0, 10).toArray());
            AssignmentProblem problem = AssignmentProblem.ofMeans(benefit, 5, new int[]{6, 6});
            double[][] inUnit = Arrays.stream(benefit)
                    .map(values -> Arrays.stream(values).map(value -> value * unit).toArray()).toArray(double[][]::new);
            int[] found = AssignmentProgram.solve(AssignmentProblem.ofMeans(inUnit, 5, new int[]{6, 6}), 0, List.of(),
                    IntegerSolver::ojAlgo);
            assertEquals(least(problem), problem.disparity(found), 1e-9, "seed " + seed);
        }
    }

    /** Beyond what can be tried: as equal as was asked for, and the same in every run. */
    @ParameterizedTest
    @ValueSource(ints = {26, 60, 200})
    void manyPeopleAreMadeEqual(int people) {
        AssignmentProblem problem = random(new SplittableRandom(people), people,
                new int[]{people / 3, people / 3, people - 2 * (people / 3)});
        int[] found = AssignmentProgram.solve(problem, 0.01, List.of(), IntegerSolver::ojAlgo);
        requireCounts(problem, found);
        assertTrue(problem.disparity(found) <= 0.01 + 1e-9, "disparity " + problem.disparity(found));
        assertArrayEquals(found, AssignmentProgram.solve(problem, 0.01, List.of(), IntegerSolver::ojAlgo));
    }

    /** Everybody of a group is alike, as by the means of the groups: only how many get each resource matters. */
    @Test
    @Timeout(30)
    void peopleWhoAreAlikeAreNotExchanged() {
        double[][] benefit = new double[2][100];
        double[][] means = {{7.239393939393939, 8.450746268656717}, {9.412121212121212, 9.582089552238806}};
        for (int person = 0; person < 100; person++) {
            benefit[0][person] = means[0][person < 33 ? 0 : 1];
            benefit[1][person] = means[1][person < 33 ? 0 : 1];
        }
        AssignmentProblem problem = AssignmentProblem.ofMeans(benefit, 33, new int[]{50, 50});
        int[] found = AssignmentProgram.solve(problem, 0.0087885, List.of(), IntegerSolver::ojAlgo);
        requireCounts(problem, found);
        double least = Double.POSITIVE_INFINITY;
        for (int ofFirst = 0; ofFirst <= 33; ofFirst++) {
            int[] chosen = new int[100];
            Arrays.fill(chosen, ofFirst, 33, 1);
            Arrays.fill(chosen, 33 + 50 - ofFirst, 100, 1);
            least = Math.min(least, problem.disparity(chosen));
        }
        assertEquals(least, problem.disparity(found), 1e-9);
    }

    /** 30 people, one of the first group: whatever the others get, she has less. */
    @Test
    void whatCannotBeEqualIsAsNearAsItCanBe() {
        double[][] benefit = new double[2][30];
        Arrays.fill(benefit[0], 5);
        Arrays.fill(benefit[1], 4);
        benefit[0][0] = 1;
        benefit[1][0] = 2;
        AssignmentProblem problem = AssignmentProblem.ofMeans(benefit, 1, new int[]{15, 15});
        int[] found = AssignmentProgram.solve(problem, 0.01, List.of(), IntegerSolver::ojAlgo);
        requireCounts(problem, found);
        // She gets the second; of the others 15 get the first and 14 the second.
        assertEquals((15 * 5 + 14 * 4) / 29.0 - 2, problem.disparity(found), 1e-9);
    }

    @Test
    void badProblemsAreRefused() {
        double[][] benefit = new double[2][4];
        for (int[] available : new int[][]{{1, 2}, {-1, 9}}) {
            assertThrows(InvalidInputException.class, () -> AssignmentProblem.ofMeans(benefit, 2, available));
        }
        assertThrows(InvalidInputException.class, () -> AssignmentProblem.ofMeans(benefit, 4, new int[]{4, 4}));
        assertThrows(InvalidInputException.class, () -> AssignmentProblem.ofMeans(benefit, 0, new int[]{4, 4}));
    }
}
