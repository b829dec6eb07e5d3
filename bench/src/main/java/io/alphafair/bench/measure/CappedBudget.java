package io.alphafair.bench.measure;

import io.alphafair.Items;
import io.alphafair.bench.record.Problem;
import java.util.Arrays;

/** The money of a problem with caps, by its parameters. */
final class CappedBudget {
    /** The parameter: what this part of each group's entries costs, those of the largest ratios, with doses of 1. */
    static final String FUNDED = "funded";
    /** The parameter: so much money per individual. */
    static final String PER_PERSON = "perPerson";
    /** Entries from which on a sample of the rows has to do. */
    private static final long SAMPLED = 1 << 20;

    private CappedBudget() {
    }

    /** Q; {@link Question#BUDGET} if no parameter says it. */
    static double of(Items items, Problem problem) {
        if (problem.more().containsKey(PER_PERSON)) {
            return CappedQuestions.positive(problem, PER_PERSON) * items.individualCount();
        }
        return problem.more().containsKey(FUNDED)
                ? costOfFirst(items, CappedQuestions.positive(problem, FUNDED))
                : Question.BUDGET;
    }

    /** What the given part of each group's entries costs, estimated from one row in several where there are many. */
    private static double costOfFirst(Items items, double part) {
        int itemCount = items.itemCount();
        long stride = Math.max(1, items.individualCount() * itemCount / SAMPLED);
        int[] count = new int[items.groupCount()];
        for (long row = 0; row < items.individualCount(); row += stride) {
            count[items.groups().label(row)] += itemCount;
        }
        double[][] ratio = new double[count.length][];
        double[][] cost = new double[count.length][];
        for (int k = 0; k < count.length; k++) {
            ratio[k] = new double[count[k]];
            cost[k] = new double[count[k]];
        }
        int[] next = new int[count.length];
        for (long row = 0; row < items.individualCount(); row += stride) {
            int group = items.groups().label(row);
            for (int item = 0; item < itemCount; item++) {
                cost[group][next[group]] = items.cost(row, item);
                ratio[group][next[group]++] = items.benefit(row, item) / items.cost(row, item);
            }
        }
        double sum = 0;
        for (int k = 0; k < count.length; k++) {
            if (count[k] > 0) {
                double members = (double) items.groups().groupSize(k) * itemCount / count[k];
                sum += members * costOfFirst(ratio[k], cost[k], part);
            }
        }
        return sum;
    }

    /** What that part of the entries costs; of those that tie at its end a part counts. */
    private static double costOfFirst(double[] ratio, double[] cost, double part) {
        double[] sorted = ratio.clone();
        Arrays.sort(sorted);
        int wanted = Math.clamp(Math.round(part * sorted.length), 1, sorted.length);
        double last = sorted[sorted.length - wanted];
        double sum = 0;
        int reached = 0;
        for (int i = 0; i < ratio.length; i++) {
            if (ratio[i] >= last) {
                sum += cost[i];
                reached++;
            }
        }
        return sum * wanted / reached;
    }
}
