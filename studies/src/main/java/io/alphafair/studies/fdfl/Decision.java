package io.alphafair.studies.fdfl;

import java.util.List;

/**
 * What follows from predicted benefits: the assignments that are optimal for the predictions, judged by the true benefits.
 *
 * @param assignments every assignment that is optimal for the predictions; several where they tie
 * @param truth the true benefits
 * @param best an assignment that is optimal for the true benefits
 */
public record Decision(List<Assignment> assignments, TwoResources truth, Assignment best) {

    static Decision of(double[] first, double[] second, TwoResources truth) {
        return new Decision(new TwoResources(first, second, truth.firstGroupSize()).optimal(), truth,
                truth.optimal().getFirst());
    }

    /** The first of the tied assignments. */
    public Assignment chosen() {
        return assignments.getFirst();
    }

    /** How much an assignment differs from the best: {@link Assignment#error}. */
    public double error(Assignment assignment) {
        return assignment.error(best, truth.firstGroupSize());
    }

    /** How much more the groups' true utilities differ than they need to. */
    public double regret(Assignment assignment) {
        return truth.disparity(assignment) - truth.disparity(best);
    }

    /** The largest regret among tied assignments, because nobody says which one a solver returns. */
    public double worstRegret() {
        return assignments.stream().mapToDouble(this::regret).max().orElseThrow();
    }

    /** The largest error among tied assignments. */
    public double worstError() {
        return assignments.stream().mapToDouble(this::error).max().orElseThrow();
    }

    /** The smallest error among tied assignments. */
    public double leastError() {
        return assignments.stream().mapToDouble(this::error).min().orElseThrow();
    }
}
