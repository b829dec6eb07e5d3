package io.alphafair.closedform;

/**
 * Many alphas for few groups: the powers of many alphas are taken together, first those of the shares, then those of the
 * utilities. The same bits as solving for each.
 */
public final class Frontier {
    private final Solution solution;
    private final int groups;
    private final int together;
    private final PowerBlock block;
    private final double[] powers;
    private final double[] total;
    private final double[] worst;
    private final double[] efficiency;
    private final double[] objective;
    private final double[] shadowPrice;
    /** The budget of the group with the largest one, while the power of its utility is not taken yet; else 0. */
    private final double[] topBudget;

    /** @param solution which has read the winners and spent the budget, without weights; used for each alpha */
    public Frontier(Solution solution) {
        this.solution = solution;
        groups = solution.groupCount();
        together = PowerBlock.MOST / groups;
        block = new PowerBlock(together * groups);
        powers = new double[together * groups];
        total = new double[together];
        worst = new double[together];
        efficiency = new double[together];
        objective = new double[together];
        shadowPrice = new double[together];
        topBudget = new double[together];
    }

    /** Whether so many groups are few enough for a frontier to be faster than solving for each alpha. */
    public static boolean isWorthwhile(int groupCount) {
        return groupCount < GroupLoops.WORTHWHILE;
    }

    /** How many alphas a round takes at most. */
    public int together() {
        return together;
    }

    /**
     * Solves for alphas {@code from .. from + count - 1}, which become places 0 to {@code count - 1}.
     *
     * @throws RefusedException as {@link Solution#spend}
     */
    public void solve(Alpha[] levels, int from, int count) {
        double[] slope = solution.winners.slope;
        for (int i = 0; i < count; i++) {
            Alpha level = levels[from + i];
            block.put(i * groups, slope, solution.winners.reference(level.gamma()), level.gammaExponent());
        }
        GroupLoops.forGroups(count * groups).powers(block, count * groups, powers, 0);
        for (int i = 0; i < count; i++) {
            spend(levels[from + i], i);
        }
        GroupLoops.forGroups(count).powers(block, count, powers, 0);
        for (int i = 0; i < count; i++) {
            value(levels[from + i], i);
        }
    }

    /** All but the welfare and its price where they need a power, which is left to the block. */
    private void spend(Alpha level, int i) {
        solution.spendFrom(powers, i * groups, level);
        total[i] = solution.totalUtility();
        worst[i] = solution.worstUtility();
        efficiency[i] = solution.efficiency(total[i]);
        block.put(i, solution.utility[solution.top], level.oneMinusAlpha());
        if (level.needsPower() && block.isNormal(i)) {
            topBudget[i] = solution.budget[solution.top];
            return;
        }
        topBudget[i] = 0;
        solution.value();
        shadowPrice[i] = solution.shadowPrice();
        objective[i] = solution.objective();
    }

    private void value(Alpha level, int i) {
        if (topBudget[i] > 0) {
            shadowPrice[i] = powers[i] / topBudget[i];
            objective[i] = solution.objective(level, powers[i], topBudget[i]);
        }
    }

    /** The sum of the utilities at a place. */
    public double totalUtility(int place) {
        return total[place];
    }

    /** The smallest utility of a group with members. */
    public double worstUtility(int place) {
        return worst[place];
    }

    /** Utility per unit of budget. */
    public double efficiency(int place) {
        return efficiency[place];
    }

    /** W. */
    public double objective(int place) {
        return objective[place];
    }

    /** dW/dQ. */
    public double shadowPrice(int place) {
        return shadowPrice[place];
    }
}
