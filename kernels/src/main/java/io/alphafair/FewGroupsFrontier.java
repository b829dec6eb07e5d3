package io.alphafair;

/**
 * A frontier of few groups: the powers of many alphas are taken together, first those of the shares, then those of the
 * welfare. The same bits as an allocation for each.
 */
final class FewGroupsFrontier {
    private final BestItems best;
    private final double budget;
    private final double mostEfficient;
    private final Allocation allocation;
    private final int groups;
    /** Alphas of a round. */
    private final int together;
    private final PowerBlock block;
    private final double[] powers;
    private final double[] total;
    private final double[] worst;
    private final double[] priceOfFairness;
    private final double[] budgetOfTop;

    /** @param allocation one of {@code best} and {@code budget} */
    FewGroupsFrontier(BestItems best, double budget, double mostEfficient, Allocation allocation) {
        this.best = best;
        this.budget = budget;
        this.mostEfficient = mostEfficient;
        this.allocation = allocation;
        groups = best.groupCount();
        together = PowerBlock.MOST / groups;
        block = new PowerBlock(together * groups);
        powers = new double[together * groups];
        total = new double[together];
        worst = new double[together];
        priceOfFairness = new double[together];
        budgetOfTop = new double[together];
    }

    void fill(Fairness[] levels, Sweep.Point[] points) {
        for (int from = 0; from < levels.length; from += together) {
            int count = Math.min(together, levels.length - from);
            takeSharePowers(levels, from, count);
            for (int i = 0; i < count; i++) {
                spend(levels[from + i], i);
            }
            GroupLoops.fastest().powers(block, count, powers, 0);
            for (int i = 0; i < count; i++) {
                points[from + i] = point(levels[from + i], i);
            }
        }
    }

    private void takeSharePowers(Fairness[] levels, int from, int count) {
        double[] slope = allocation.slopes.slope;
        for (int i = 0; i < count; i++) {
            Fairness level = levels[from + i];
            block.put(i * groups, slope, allocation.slopes.reference(level.gamma()), level.gammaExponent());
        }
        GroupLoops.fastest().powers(block, count * groups, powers, 0);
    }

    /** All but the welfare, whose power is left to the block. */
    private void spend(Fairness level, int i) {
        allocation.spendFrom(powers, i * groups, level);
        double utility = allocation.utility[allocation.top];
        total[i] = allocation.totalUtility();
        worst[i] = allocation.worstUtility();
        priceOfFairness[i] = 1 - allocation.efficiency(total[i]) / mostEfficient;
        budgetOfTop[i] = allocation.budget[allocation.top];
        block.put(i, utility, level.oneMinusAlpha());
    }

    private Sweep.Point point(Fairness level, int i) {
        // A subnormal or infinite base is not the block's business, nor is an alpha without a power.
        if (!level.needsPower() || !block.isNormal(i)) {
            best.allocate(level, budget, allocation);
            return Sweep.point(allocation, mostEfficient);
        }
        double shadowPrice = powers[i] / budgetOfTop[i];
        double objective = ClosedForm.objective(shadowPrice, budget, level);
        return new Sweep.Point(level, budget, total[i], worst[i], objective, shadowPrice, priceOfFairness[i]);
    }
}
