package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import java.util.Arrays;

/**
 * The decision itself as a loss: predicted benefits go through the allocator, its doses are judged by the true benefits,
 * and the loss is minus the logarithm of the {@linkplain EqualEquivalent equal equivalent}. The gradient is exact and comes
 * back through the allocator: without caps to K winners, with caps to all funded entries. It moves budget between groups;
 * who is funded within a group is piecewise constant, so it does not learn that. Without caps it is 0 at alpha = 1, where
 * budgets do not depend on benefits.
 */
record WelfareLoss(Fairness fairness) implements BatchLoss {

    @Override
    public double of(Instance batch, double[] predicted, double[] byLogarithm) {
        Decision decision = batch.decide(predicted, fairness);
        double[] byUtility = new double[batch.groupCount()];
        EqualEquivalent.slopes(decision.utilities(), batch.absent(), fairness, byUtility);
        Arrays.setAll(byUtility, group -> -byUtility[group]);
        decision.pullBack(byUtility, byLogarithm);
        return -EqualEquivalent.logarithm(decision.utilities(), batch.absent(), fairness);
    }
}
