package io.alphafair.studies.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import java.util.Arrays;

/**
 * {@link WelfareLoss} with the winner smoothed within its group: a group's budget is split over all its entries in
 * proportion to {@code (benefit / cost)^(1 / temperature)}, and the group stands before the allocator with the geometric
 * mean of its ratios under these shares. So every entry has a gradient: through the shares, and through the budgets, which
 * still come from the allocator and go back through {@link Allocation#vjp}. The temperature 0 is {@link WelfareLoss}.
 */
record SmoothedWelfareLoss(Fairness fairness, double temperature) implements BatchLoss {

    @Override
    public double of(Instance batch, double[] predicted, double[] byLogarithm) {
        int groups = batch.groupCount();
        int items = batch.itemCount();
        // Filled with each entry's share of its group's budget first.
        double[] share = byLogarithm;
        double[] logRatio = new double[predicted.length];
        double[] meanLog = new double[groups];
        double[] trueRatio = new double[groups];
        shares(batch, predicted, logRatio, share);
        for (int entry = 0; entry < share.length; entry++) {
            int group = batch.label(entry / items);
            meanLog[group] += share[entry] * logRatio[entry];
            trueRatio[group] += share[entry] * batch.benefit()[entry] / batch.cost(entry);
        }
        Allocation allocation = allocate(batch, meanLog);
        double[] utility = new double[groups];
        boolean[] absent = batch.absent();
        for (int group = 0; group < groups; group++) {
            utility[group] = absent[group] ? 0 : allocation.budget(group) * trueRatio[group] / batch.groupSize(group);
        }
        double[] byUtility = new double[groups];
        EqualEquivalent.slopes(utility, absent, fairness, byUtility);
        double[] byMeanLog = new double[groups];
        for (int group = 0; group < groups; group++) {
            byMeanLog[group] = allocation.dose(group) == 0
                    ? 0
                    : -byUtility[group] * utility[group] / allocation.dose(group);
        }
        allocation.vjp(byMeanLog, byMeanLog);
        for (int group = 0; group < groups; group++) {
            byMeanLog[group] *= absent[group] ? 0 : allocation.bestItems().winnerBenefit(group);
        }
        for (int entry = 0; entry < share.length; entry++) {
            int group = batch.label(entry / items);
            double ratio = batch.benefit()[entry] / batch.cost(entry);
            double byShare = -byUtility[group] * allocation.budget(group) / batch.groupSize(group)
                    * (ratio - trueRatio[group]);
            byLogarithm[entry] = share[entry] / temperature * byShare
                    + byMeanLog[group] * share[entry] * (1 + (logRatio[entry] - meanLog[group]) / temperature);
        }
        return -EqualEquivalent.logarithm(utility, absent, fairness);
    }

    private void shares(Instance batch, double[] predicted, double[] logRatio, double[] share) {
        int items = batch.itemCount();
        double[] largest = new double[batch.groupCount()];
        double[] sum = new double[batch.groupCount()];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int entry = 0; entry < share.length; entry++) {
            int group = batch.label(entry / items);
            logRatio[entry] = Math.log(predicted[entry] / batch.cost(entry));
            largest[group] = Math.max(largest[group], logRatio[entry]);
        }
        for (int entry = 0; entry < share.length; entry++) {
            int group = batch.label(entry / items);
            share[entry] = Math.exp((logRatio[entry] - largest[group]) / temperature);
            sum[group] += share[entry];
        }
        for (int entry = 0; entry < share.length; entry++) {
            share[entry] /= sum[batch.label(entry / items)];
        }
    }

    /** The allocation where each group's only benefit is that of its smoothed winner, in its first row, item 0. */
    private Allocation allocate(Instance batch, double[] meanLog) {
        double[] composite = new double[batch.benefit().length];
        boolean[] placed = new boolean[meanLog.length];
        for (int row = 0; row < batch.rowCount(); row++) {
            int group = batch.label(row);
            if (!placed[group]) {
                int entry = row * batch.itemCount();
                composite[entry] = Math.exp(meanLog[group]) * batch.cost(entry);
                placed[group] = true;
            }
        }
        BestItems best = batch.bestItems(composite);
        return batch.allocate(best, fairness);
    }
}
