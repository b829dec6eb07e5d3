package io.alphafair.studies.fdfl;

import io.alphafair.studies.study.Formats;
import java.time.Duration;

/**
 * The regret of the assignments that are optimal for the same predictions: predictions that tie do not say which of them is
 * chosen.
 *
 * @param least the regret of the best of them
 * @param most the regret of the worst of them
 */
record TiedRegret(double least, double most) {
    /** Of each of three programmes; a report has nine. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * @param predicted the problem by the predictions
     * @param chosen an assignment that is optimal for it
     * @param judge measures regret by the true benefits
     * @throws UnsolvedException if one of the ends is not found in time
     */
    static TiedRegret of(AssignmentProblem predicted, int[] chosen, Judge judge, IntegerSolver solver) {
        double tied = Math.max(judge.counted(), predicted.disparity(chosen));
        double ofChosen = judge.regret(chosen);
        double least = Math.min(ofChosen, judge.regret(new AssignmentProgram(predicted).within(tied)
                .minimiseDisparity(judge.truth(), judge.counted()).solve(solver, LIMIT)));
        double most = ofChosen;
        for (int sign : new int[]{1, -1}) {
            most = Math.max(most, judge.regret(new AssignmentProgram(predicted).within(tied)
                    .maximiseDifference(judge.truth(), sign).solve(solver, LIMIT)));
        }
        return new TiedRegret(least, most);
    }

    /** As in {@code 0.5 to 2}, or one number where they are printed alike. */
    String toText() {
        String low = Formats.number("%.6g", least);
        String high = Formats.number("%.6g", most);
        return low.equals(high) ? low : low + " to " + high;
    }
}
