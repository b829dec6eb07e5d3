package io.alphafair.cli;

import io.alphafair.CappedAllocation;
import io.alphafair.CappedLoss;
import io.alphafair.FundedEntry;
import io.alphafair.Items;
import io.alphafair.OneItemEach;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The keys of an answer with caps. */
final class CappedJson {
    private CappedJson() {
    }

    /**
     * Writes the keys. Where the price is an interval, it and the derivatives to the costs are null.
     *
     * @param one the steps that it is an allocation of, or null where a person may get several items
     */
    static void write(JsonNumbers out, CappedAllocation allocation, OneItemEach one) throws IOException {
        List<FundedEntry> funded = new ArrayList<>();
        allocation.funded().forEach(funded::add);
        CappedLoss loss = allocation.vjp(upstream(allocation));
        int count = allocation.groupCount();
        int entries = funded.size();
        out.generator().writeBooleanField("binds", allocation.binds());
        out.doubles("budget", count, allocation::budget);
        out.doubles("utility", count, allocation::utility);
        out.longs("whole", count, allocation::fullCount);
        out.longs("critical", count, allocation::criticalIndex);
        out.number("objective", allocation.objective());
        if (allocation.isKink()) {
            out.generator().writeNullField("shadowPrice");
        } else {
            out.number("shadowPrice", allocation.shadowPrice());
        }
        out.number("unspent", allocation.unspent());
        out.longs("funded", entries, place -> funded.get(place).index());
        out.doubles("dose", entries, place -> funded.get(place).dose());
        out.doubles("gradBenefit", entries, place -> allocation.benefitGradient(funded.get(place)));
        if (allocation.isKink()) {
            out.nulls("gradCost", entries);
        } else {
            out.doubles("gradCost", entries, place -> allocation.costGradient(funded.get(place)));
        }
        out.doubles("vjp", entries, place -> loss.benefit(funded.get(place)));
        if (one != null) {
            writeSteps(out, one);
        }
    }

    /** v = (index + 1) / (N T) at each group's critical entry. */
    private static double[] upstream(CappedAllocation allocation) {
        double[] upstream = new double[allocation.groupCount()];
        double elements = (double) allocation.individualCount() * allocation.itemCount();
        for (int group = 0; group < upstream.length; group++) {
            upstream[group] = (allocation.criticalIndex(group) + 1) / elements;
        }
        return upstream;
    }

    private static void writeSteps(JsonNumbers out, OneItemEach one) throws IOException {
        Items steps = one.increments();
        int places = steps.itemCount();
        int count = Math.toIntExact(steps.individualCount() * places);
        out.doubles("incrementBenefit", count, index -> steps.benefit(index / places, index % places));
        out.doubles("incrementCost", count, index -> steps.cost(index / places, index % places));
        out.longs("fromItem", count, index -> one.fromItem(index / places, index % places));
        out.longs("toItem", count, index -> one.toItem(index / places, index % places));
    }
}
