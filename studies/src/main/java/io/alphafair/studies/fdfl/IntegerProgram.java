package io.alphafair.studies.fdfl;

import java.util.ArrayList;
import java.util.List;

/** All optima of {@link TwoResources}, by ojAlgo. */
final class IntegerProgram {
    private IntegerProgram() {
    }

    /**
     * All optimal assignments. After each one a constraint forbids it, until the next is worse.
     *
     * @throws UnsolvedException if one of them is not found within a minute
     */
    static List<Assignment> optimal(TwoResources problem, IntegerSolver solver) {
        double[][] part = new double[problem.size()][];
        for (int person = 0; person < part.length; person++) {
            part[person] = new double[]{problem.first()[person], problem.second()[person]};
        }
        int half = problem.size() / 2;
        AssignmentProblem general = new AssignmentProblem(part, problem.firstGroupSize(), new int[]{half, half});
        List<int[]> found = new ArrayList<>();
        List<Assignment> assignments = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        int all = problem.assignments().size();
        while (found.size() < all) {
            int[] next = AssignmentProgram.solve(general, 0, found, solver);
            Assignment assignment = assignment(next);
            double disparity = problem.disparity(assignment);
            if (disparity > least + problem.tolerance()) {
                break;
            }
            least = Math.min(least, disparity);
            found.add(next);
            assignments.add(assignment);
        }
        return assignments;
    }

    private static Assignment assignment(int[] resourceOf) {
        long people = 0;
        for (int person = 0; person < resourceOf.length; person++) {
            people |= resourceOf[person] == 0 ? 1L << person : 0;
        }
        return new Assignment(people);
    }
}
