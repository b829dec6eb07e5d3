package io.alphafair.backend;

import io.alphafair.Items;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The plain loop of the group argmax: it divides every benefit by its cost and keeps each group's largest quotient. It defines
 * the result for every backend.
 */
final class PlainScan {
    private static final ValueLayout.OfDouble ELEMENT = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED;

    private PlainScan() {
    }

    /** Offers rows {@code fromRow .. toRow-1}, and notes their first invalid entry. */
    static void accumulate(Items items, long fromRow, long toRow, PartialBest into) {
        MemorySegment benefits = items.benefit().segment();
        MemorySegment costs = items.cost().segment();
        MemorySegment labels = items.groups().segment();
        int itemCount = items.itemCount();
        // A broadcast operand does not move along the axis that it lacks.
        long benefitRow = items.benefit().rows() == 1 ? 0 : items.benefit().columns() * 8L;
        long benefitItem = items.benefit().columns() == 1 ? 0 : 8;
        long costRow = items.cost().rows() == 1 ? 0 : items.cost().columns() * 8L;
        long costItem = items.cost().columns() == 1 ? 0 : 8;
        double[] thresholds = into.thresholds();
        boolean valid = true;
        for (long row = fromRow; row < toRow; row++) {
            int group = labels.get(LABEL, row * Integer.BYTES);
            double threshold = thresholds[group];
            long first = (into.rowOffset() + row) * itemCount;
            for (int item = 0; item < itemCount; item++) {
                double benefit = benefits.get(ELEMENT, row * benefitRow + item * benefitItem);
                double cost = costs.get(ELEMENT, row * costRow + item * costItem);
                double ratio = benefit / cost;
                if (benefit > 0 && ratio > 0 && ratio <= threshold) {
                    // No better, and valid: a NaN or an infinity anywhere or a negative cost fails one of the three.
                    continue;
                }
                valid &= Items.isBenefit(benefit) && Items.isCost(cost) && ratio <= Double.MAX_VALUE;
                if (ratio > threshold) {
                    into.offerRatio(group, ratio, benefit, cost, first + item);
                    threshold = thresholds[group];
                }
            }
        }
        if (!valid) {
            FirstOffender.note(items, fromRow, toRow, into);
        }
    }
}
