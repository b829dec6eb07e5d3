package io.alphafair.capped;

/**
 * The order in which entries of different groups are bought as the price falls: by a key that rises while the price falls.
 *
 * <p>For alpha {@code >= 1} the key is the level {@code (v/G) / (w r/G)^(1/alpha)}, for max-min {@code v/G}. For a smaller
 * alpha, where that power may overflow, it is the negative price {@code -(w r/G) (v/G)^-alpha}.
 */
final class BuyingOrder {
    private final CappedProblem problem;
    private final boolean byPrice;

    BuyingOrder(CappedProblem problem) {
        this.problem = problem;
        this.byPrice = problem.alpha().value() < 1;
    }

    /** Whether the key is a negative price. */
    boolean isByPrice() {
        return byPrice;
    }

    /** What the key needs of an entry: {@code (w r/G)^(1/alpha)}, or {@code w r/G} where the key is a price. */
    double scale(int group, int entry) {
        return scaleOf(group, problem.list().ratio[entry]);
    }

    /** As {@link #scale}, for an entry of that ratio. */
    double scaleOf(int group, double ratio) {
        double worth = problem.worthOf(group, ratio);
        return byPrice || problem.isMaxMin() ? worth : problem.alpha().root(worth);
    }

    /**
     * The key of an entry of its group when the group's full entries are worth {@code value}.
     *
     * @param scale the entry's
     */
    double key(int group, double scale, double value) {
        double utility = value / problem.size()[group];
        if (problem.alpha().value() == 0) {
            return -scale;
        }
        if (utility == 0) {
            // Also where the scale has left the range of doubles.
            return byPrice ? Double.NEGATIVE_INFINITY : 0;
        }
        if (byPrice) {
            return -(scale * problem.alpha().marginal(utility));
        }
        return problem.isMaxMin() ? utility : utility / scale;
    }
}
