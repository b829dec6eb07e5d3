package io.alphafair.studies.learn;

import io.alphafair.CappedAllocation;
import io.alphafair.CappedLoss;
import io.alphafair.FundedEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** With caps: in each group many entries are full, and at most one, the critical entry, gets less than its cap. */
final class CappedDecision implements Decision {
    private final Instance instance;
    private final double[] predicted;
    private final CappedAllocation allocation;
    private final List<FundedEntry> funded = new ArrayList<>();
    private final double[] utilities;

    CappedDecision(Instance instance, double[] predicted, CappedAllocation allocation) {
        this.instance = instance;
        this.predicted = predicted;
        this.allocation = allocation;
        this.utilities = new double[instance.groupCount()];
        findFunded();
        for (FundedEntry entry : funded) {
            utilities[entry.group()] += entry.dose() * slope(entry);
        }
    }

    /** As {@link CappedAllocation#funded()}, by the same rule, but from arrays and not from off-heap memory. */
    private void findFunded() {
        int items = instance.itemCount();
        double[] ratio = new double[utilities.length];
        long[] index = new long[utilities.length];
        Arrays.setAll(ratio, allocation::cutoffRatio);
        Arrays.setAll(index, allocation::cutoffIndex);
        int entry = 0;
        for (int row = 0; row < instance.rowCount(); row++) {
            int group = instance.label(row);
            for (int item = 0; item < items; item++, entry++) {
                double own = predicted[entry] / instance.cost(entry);
                if (own > ratio[group] || own == ratio[group] && entry < index[group]) {
                    funded.add(new FundedEntry(entry, row, item, group, instance.cap(entry), true));
                } else if (own == ratio[group] && entry == allocation.criticalIndex(group)) {
                    funded.add(new FundedEntry(entry, row, item, group, allocation.criticalDose(group), false));
                }
            }
        }
    }

    /** The group's utility per unit of dose. */
    private double slope(FundedEntry entry) {
        return instance.benefit()[(int) entry.index()] / instance.groupSize(entry.group());
    }

    @Override
    public double[] utilities() {
        return utilities;
    }

    /** A number at every funded entry, through {@link CappedAllocation#vjp}: full entries move the critical ones' money. */
    @Override
    public void pullBack(double[] byUtility, double[] byLogarithm) {
        double[] upstream = new double[utilities.length];
        for (FundedEntry entry : funded) {
            if (!entry.full()) {
                upstream[entry.group()] = byUtility[entry.group()] * slope(entry);
            }
        }
        CappedLoss loss = allocation.vjp(upstream);
        Arrays.fill(byLogarithm, 0);
        for (FundedEntry entry : funded) {
            int index = (int) entry.index();
            byLogarithm[index] = loss.benefit(entry) * predicted[index];
        }
    }
}
