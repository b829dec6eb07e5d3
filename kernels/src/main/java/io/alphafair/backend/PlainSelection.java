package io.alphafair.backend;

import io.alphafair.Items;
import io.alphafair.capped.Buckets;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The plain loop of the selection, with one division per element: it defines the result for every backend. */
final class PlainSelection {
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    /** Groups up to which the smallest threshold is looked for in each call. */
    private static final int FEW_GROUPS = 256;

    private PlainSelection() {
    }

    /** Offers rows {@code fromRow .. toRow-1}, and notes their first invalid entry. */
    static void accumulate(Items items, long fromRow, long toRow, PartialSelection into) {
        if (items.steps() != null) {
            accumulateSteps(items, fromRow, toRow, into);
            return;
        }
        Operand benefits = Operand.of(items.benefit());
        Operand costs = Operand.of(items.cost());
        Operand caps = items.hasCaps() ? Operand.of(items.cap()) : null;
        MemorySegment labels = items.groups().segment();
        double[] thresholds = into.bounds().thresholds();
        int itemCount = items.itemCount();
        boolean noted = false;
        for (long row = fromRow; row < toRow; row++) {
            int group = labels.get(LABEL, row * Integer.BYTES);
            long first = (into.rowOffset() + row) * itemCount;
            for (int item = 0; item < itemCount; item++) {
                double benefit = benefits.get(row, item);
                double cost = costs.get(row, item);
                double cap = caps == null ? Double.POSITIVE_INFINITY : caps.get(row, item);
                double ratio = benefit / cost;
                if (!(Items.isBenefit(benefit) && Items.isCost(cost) && ratio <= Double.MAX_VALUE
                        && Items.isCap(cap))) {
                    if (!noted) {
                        into.offend(first + item, benefit, cost, cap);
                        noted = true;
                    }
                } else if (ratio > thresholds[group]) {
                    into.offer(group, ratio, benefit, cost, cap, first + item);
                }
            }
        }
    }

    /** As {@link #accumulate}, where entries are steps that are made row by row. Most rows are rejected before. */
    private static void accumulateSteps(Items items, long fromRow, long toRow, PartialSelection into) {
        StepRows steps = new StepRows(items);
        MemorySegment labels = items.groups().segment();
        double least = leastOf(into.bounds().thresholds());
        for (long row = steps.seek(fromRow, toRow, least); row < toRow; row = steps.seek(row + 1, toRow, least)) {
            steps.offer(row, labels.get(LABEL, row * Integer.BYTES), into);
        }
    }

    /** The smallest threshold; 0, which is below all, where it would take long to find. */
    private static double leastOf(double[] thresholds) {
        if (thresholds.length > FEW_GROUPS) {
            return 0;
        }
        double least = thresholds[0];
        for (double threshold : thresholds) {
            least = Math.min(least, threshold);
        }
        return least;
    }

    /** Adds all valid entries to buckets; an invalid one has been reported by a selection before. */
    static void fill(Items items, Buckets buckets) {
        if (items.steps() != null) {
            StepRows steps = new StepRows(items);
            for (long row = 0; row < items.individualCount(); row++) {
                steps.add(row, items.groups().label(row), buckets);
            }
            return;
        }
        Operand benefits = Operand.of(items.benefit());
        Operand costs = Operand.of(items.cost());
        Operand caps = Operand.of(items.cap());
        MemorySegment labels = items.groups().segment();
        int itemCount = items.itemCount();
        for (long row = 0; row < items.individualCount(); row++) {
            int group = labels.get(LABEL, row * Integer.BYTES);
            for (int item = 0; item < itemCount; item++) {
                double benefit = benefits.get(row, item);
                double cost = costs.get(row, item);
                double cap = caps.get(row, item);
                double ratio = benefit / cost;
                if (ratio > 0) {
                    buckets.add(group, ratio, row * itemCount + item, benefit * cap, cost * cap);
                }
            }
        }
    }
}
