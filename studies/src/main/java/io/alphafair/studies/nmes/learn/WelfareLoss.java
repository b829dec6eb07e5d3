package io.alphafair.studies.nmes.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import java.util.Arrays;

/**
 * The decision itself as a loss: predicted benefits go through the allocator, its doses are judged by the true benefits,
 * and the loss is minus the logarithm of the {@linkplain EqualEquivalent equal equivalent}. The gradient is exact and comes
 * back through {@link Allocation#vjp}: K numbers, at the winners. It moves budget between groups; who wins within a group
 * is piecewise constant, so it does not learn that. At alpha = 1, where budgets do not depend on benefits, it is 0.
 */
record WelfareLoss(Fairness fairness) implements BatchLoss {

    @Override
    public double of(Instance batch, double[] predicted, double[] byLogarithm) {
        BestItems best = batch.bestItems(predicted);
        Allocation allocation = batch.allocate(best, fairness);
        int groups = batch.groupCount();
        double[] utility = new double[groups];
        boolean[] absent = new boolean[groups];
        for (int group = 0; group < groups; group++) {
            absent[group] = batch.isAbsent(group);
            utility[group] = batch.trueUtility(allocation, group);
        }
        double[] upstream = new double[groups];
        EqualEquivalent.slopes(utility, absent, fairness, upstream);
        for (int group = 0; group < groups; group++) {
            // A small alpha may leave a group a dose of 0: it has no slope to give back.
            upstream[group] *= allocation.dose(group) == 0 ? 0 : -utility[group] / allocation.dose(group);
        }
        allocation.vjp(upstream, upstream);
        Arrays.fill(byLogarithm, 0);
        for (int group = 0; group < groups; group++) {
            if (!absent[group]) {
                int winner = (int) best.winner(group);
                byLogarithm[winner] = upstream[group] * predicted[winner];
            }
        }
        return -EqualEquivalent.logarithm(utility, absent, fairness);
    }
}
