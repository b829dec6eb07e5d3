package io.alphafair.studies.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import java.util.Arrays;

/** Without caps: each group's dose goes to the winner that the predictions named. */
final class ClosedFormDecision implements Decision {
    private final Instance instance;
    private final double[] predicted;
    private final Allocation allocation;
    private final double[] utilities;

    ClosedFormDecision(Instance instance, double[] predicted, Allocation allocation) {
        this.instance = instance;
        this.predicted = predicted;
        this.allocation = allocation;
        this.utilities = new double[allocation.groupCount()];
        Arrays.setAll(utilities, group -> instance.trueUtility(allocation, group));
    }

    @Override
    public double[] utilities() {
        return utilities;
    }

    /** K numbers, at the winners, through {@link Allocation#vjp}. */
    @Override
    public void pullBack(double[] byUtility, double[] byLogarithm) {
        for (int group = 0; group < byUtility.length; group++) {
            // A small alpha may leave a group a dose of 0: it has no slope to give back.
            byUtility[group] *= allocation.dose(group) == 0 ? 0 : utilities[group] / allocation.dose(group);
        }
        allocation.vjp(byUtility, byUtility);
        BestItems best = allocation.bestItems();
        Arrays.fill(byLogarithm, 0);
        for (int group = 0; group < byUtility.length; group++) {
            if (!best.isAbsent(group)) {
                int winner = (int) best.winner(group);
                byLogarithm[winner] = byUtility[group] * predicted[winner];
            }
        }
    }
}
