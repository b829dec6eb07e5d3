package io.alphafair;

import io.alphafair.closedform.RefusedException;
import io.alphafair.closedform.Solution;

/** The contents of an {@link Allocation}: the numbers of the closed form, and the {@link BestItems} they were made from. */
final class Filling {
    private final Solution solution;
    private Fairness fairness;
    private boolean filled;
    /** The best items that the solution has read, and their version then; null if reading failed. */
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

    /** Reads the winners, unless this version of them has been read already. */
    private void read(BestItems best) {
        if (best == source && best.version() == version) {
            return;
        }
        source = null;
        best.readInto(solution);
        source = best;
        version = best.version();
    }

    /** The numbers, which stay valid when the best items are filled again. */
    Solution solution() {
        if (!filled) {
            throw new IllegalStateException(
                    "this allocation holds no result: expected BestItems.allocate to have filled "
                            + "it; a call that refuses its input leaves none");
        }
        return solution;
    }

    /** Hands over the numbers, which the caller may change: this is not filled any more. */
    Solution take() {
        Solution taken = solution();
        filled = false;
        return taken;
    }

    Fairness fairness() {
        solution();
        return fairness;
    }

    /** The best items, which must not have been filled again. */
    BestItems source() {
        solution();
        if (source.version() != version) {
            throw new IllegalStateException("the best items have been filled again since this allocation was made: "
                    + "expected them as they were; allocate again, or fill another BestItems");
        }
        return source;
    }
}
