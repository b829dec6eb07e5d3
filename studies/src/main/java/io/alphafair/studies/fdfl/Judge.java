package io.alphafair.studies.fdfl;

import io.alphafair.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * Judges assignments by the true benefits.
 *
 * @param truth the problem by the true benefits
 * @param counted utilities that differ by less count as equal
 * @param best an assignment that is optimal for the true benefits
 */
record Judge(AssignmentProblem truth, double counted, int[] best) {
    /** Of the mean size of a benefit: the part that the groups' utilities may differ by and count as equal. */
    private static final double COUNTED_AS_EQUAL = 1e-3;

    /** @throws InvalidInputException if the best assignment is not found in time, without which nothing can be judged */
    static Judge of(OwnData data, IntegerSolver solver) {
        AssignmentProblem truth = AssignmentProblem.ofMeans(data.benefit(), data.firstGroupSize(), data.available());
        double counted = COUNTED_AS_EQUAL * Arrays.stream(data.benefit()).flatMapToDouble(Arrays::stream)
                .map(Math::abs).average().orElseThrow();
        try {
            return new Judge(truth, counted, AssignmentProgram.solve(truth, counted, List.of(), solver));
        } catch (UnsolvedException e) {
            throw new InvalidInputException("the best assignment by the true benefits of " + data.size() + " people: "
                    + e.getMessage() + ": expected one to judge the models by; take fewer people or resources", e);
        }
    }

    /** By how much more the groups' true utilities differ than they need to. */
    double regret(int[] chosen) {
        return Math.max(0, truth.disparity(chosen) - Math.max(counted, truth.disparity(best)));
    }
}
