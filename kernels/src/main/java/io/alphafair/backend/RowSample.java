package io.alphafair.backend;

import io.alphafair.Items;
import io.alphafair.capped.EntrySplit;

/**
 * A sample of the rows: one row of each block of so many. Not always the same one of its block, because data may be periodic.
 */
final class RowSample {
    /** Rows per sampled row. */
    private static final int STRIDE = 8;
    /** A sample of fewer rows tells too little. */
    private static final int LEAST_ROWS = 64;

    private final Items items;

    /**
     * Sampled entries.
     *
     * @param rows sampled rows per group
     */
    record Sample(EntrySplit entries, long[] rows) {
        /** How many entries of each group a sampled one stands for. */
        double[] share(Items items) {
            double[] share = new double[rows.length];
            for (int k = 0; k < share.length; k++) {
                share[k] = rows[k] == 0 ? 1 : (double) items.groups().groupSize(k) / rows[k];
            }
            return share;
        }
    }

    /** Offers the entries of one row. */
    private interface RowOffer {
        void offer(long row, int group, PartialSelection into);
    }

    RowSample(Items items) {
        this.items = items;
    }

    /** Whether there are enough rows. */
    boolean isWorthwhile() {
        return items.individualCount() / STRIDE >= LEAST_ROWS;
    }

    /** The number of entries that one stands for on average, where only one sampled row in {@code every} is read. */
    double share(int every) {
        return (double) STRIDE * every;
    }

    /**
     * The valid entries of one sampled row in {@code every}.
     *
     * @param bounds which entries are listed, summed and passed over
     */
    Sample collect(SelectionBounds bounds, int every) {
        RowOffer offer = items.steps() == null ? entries() : new StepRows(items)::offer;
        PartialSelection sample = new PartialSelection(bounds);
        long[] rows = new long[items.groupCount()];
        long blocks = items.individualCount() / STRIDE;
        for (long block = 0; block < blocks; block += every) {
            long row = block * STRIDE + pick(block);
            int group = items.groups().label(row);
            rows[group]++;
            offer.offer(row, group, sample);
        }
        return new Sample(sample.split(), rows);
    }

    private RowOffer entries() {
        Operand benefits = Operand.of(items.benefit());
        Operand costs = Operand.of(items.cost());
        Operand caps = Operand.of(items.cap());
        return (row, group, into) -> {
            double threshold = into.bounds().thresholds()[group];
            for (int item = 0; item < items.itemCount(); item++) {
                double benefit = benefits.get(row, item);
                double cost = costs.get(row, item);
                // As in SelectionPass, most are rejected by this, and the selection reports what is not valid.
                if (benefit < threshold * cost) {
                    continue;
                }
                double ratio = benefit / cost;
                double cap = caps.get(row, item);
                if (Items.isBenefit(benefit) && Items.isCost(cost) && ratio <= Double.MAX_VALUE && Items.isCap(cap)) {
                    into.offer(group, ratio, benefit, cost, cap, row * items.itemCount() + item);
                }
            }
        };
    }

    private static int pick(long block) {
        long mixed = block * 0x9e3779b97f4a7c15L;
        return (int) ((mixed >>> 33) % STRIDE);
    }
}
