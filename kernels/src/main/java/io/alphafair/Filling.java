package io.alphafair;

import io.alphafair.closedform.RefusedException;
import io.alphafair.closedform.Solution;

/** What an {@link Allocation} is filled with: the closed form's numbers, and which winners they were made from. */
final class Filling {
    private final Solution solution;
    private Fairness fairness;
    private boolean filled;
    /** What the solution has read, and its version then; null if that is unknown. */
    private BestItems source;
    private long version;

    Filling(int groupCount) {
        solution = new Solution(groupCount);
    }

    int groupCount() {
        return solution.groupCount();
    }

    boolean isFilled() {
        return filled;
    }

    /** Allocates nothing. */
    void compute(BestItems best, Fairness chosen, double budget, double[] weights) {
        if (best.groupCount() != groupCount()) {
            throw new IllegalArgumentException("a result for " + groupCount() + " groups: expected "
                    + best.groupCount());
        }
        filled = false;
        Checks.budget(budget);
        if (weights != null) {
            Checks.weights(weights, groupCount());
        }
        try {
            read(best);
            solution.weigh(weights);
            solution.spend(chosen.level(), budget);
        } catch (RefusedException e) {
            throw new InvalidInputException(e);
        }
        solution.value();
        fairness = chosen;
        filled = true;
    }

    /** Reads the winners, unless they have been read as they are. */
    private void read(BestItems best) {
        if (best == source && best.version() == version) {
            return;
        }
        source = null;
        best.readInto(solution);
        source = best;
        version = best.version();
    }

    /** The numbers, which do not depend on what has become of the winners since. */
    Solution solution() {
        if (!filled) {
            throw new IllegalStateException(
                    "this allocation holds no result: expected BestItems.allocate to have filled "
                            + "it; a call that refuses its input leaves none");
        }
        return solution;
    }

    /** The numbers, for a caller that solves on from here; this is not filled any more. */
    Solution take() {
        Solution taken = solution();
        filled = false;
        return taken;
    }

    Fairness fairness() {
        solution();
        return fairness;
    }

    /** The winners, if they are still those. */
    BestItems source() {
        solution();
        if (source.version() != version) {
            throw new IllegalStateException("the best items have been filled again since this allocation was made: "
                    + "expected them as they were; allocate again, or fill another BestItems");
        }
        return source;
    }
}
