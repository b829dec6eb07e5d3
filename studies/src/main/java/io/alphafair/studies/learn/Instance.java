package io.alphafair.studies.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/**
 * Some of the people and one budget: a mini-batch in training, a decision to make in a test. It may lack a group. Without
 * caps doses and utilities are proportional to the budget. Used by one thread at a time.
 */
final class Instance implements AutoCloseable {
    private final double[] features;
    private final double[] benefit;
    private final double[] cost;
    private final double[] cap;
    private final Cutoffs cutoffs;
    private final double budget;
    private final Groups groups;
    private final boolean[] absent;
    private final Items items;
    private final Matrix scratch;
    private final Prepared prepared;
    private final BestItems best;
    private final BestItems trueBest;
    private final Allocation allocation;

    /**
     * @param rows who takes part
     * @param budget in units of cost
     */
    Instance(People people, int[] rows, double budget, Backend backend) {
        int itemCount = people.itemCount();
        features = chosen(people.features(), rows, people.predictorCount());
        benefit = chosen(people.benefit(), rows, itemCount);
        cost = chosen(people.cost(), rows, itemCount);
        cap = people.cap() == null ? null : chosen(people.cap(), rows, itemCount);
        this.budget = budget;
        this.cutoffs = new Cutoffs(people.groupCount());
        int[] labels = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            labels[row] = people.labels()[rows[row]];
        }
        groups = Groups.of(labels, people.groupCount(), Groups.Absent.ALLOWED);
        absent = new boolean[people.groupCount()];
        for (int group = 0; group < absent.length; group++) {
            absent[group] = groups.groupSize(group) == 0;
        }
        scratch = Matrix.copyOf(benefit, rows.length, itemCount);
        Items uncapped = Items.of(Matrix.copyOf(benefit, rows.length, itemCount),
                Matrix.copyOf(cost, rows.length, itemCount), groups);
        items = cap == null ? uncapped : uncapped.withCaps(Matrix.copyOf(cap, rows.length, itemCount));
        prepared = backend.prepare(items);
        best = BestItems.forGroups(people.groupCount());
        trueBest = prepared.bestItems();
        allocation = Allocation.forGroups(people.groupCount());
    }

    /** Some rows of a matrix of that many columns. */
    private static double[] chosen(double[] matrix, int[] rows, int columns) {
        double[] chosen = new double[rows.length * columns];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(matrix, rows[row] * columns, chosen, row * columns, columns);
        }
        return chosen;
    }

    /** Spends the budget by predicted benefits, under the caps if there are any. */
    Decision decide(double[] predicted, Fairness fairness) {
        if (!items.hasCaps()) {
            return new ClosedFormDecision(this, predicted, allocate(bestItems(predicted), fairness));
        }
        replaceBenefit(predicted);
        return new CappedDecision(this, predicted, allocateCapped(fairness));
    }

    private CappedAllocation allocateCapped(Fairness fairness) {
        CappedAllocation allocation;
        try {
            allocation = prepared.select(cutoffs.bounds()).allocate(fairness, budget);
        } catch (IllegalStateException e) {
            // The money reaches further down than in the decision before.
            allocation = prepared.select().allocate(fairness, budget);
        }
        cutoffs.learn(allocation);
        return allocation;
    }

    private void replaceBenefit(double[] benefits) {
        scratch.copyFrom(benefits);
        prepared.replaceBenefit(scratch);
    }

    /** The group argmax for these benefits; the result is reused. */
    BestItems bestItems(double[] benefits) {
        replaceBenefit(benefits);
        prepared.bestItems(best);
        return best;
    }

    /** The group argmax for the true benefits. */
    BestItems trueBestItems() {
        return trueBest;
    }

    /** The allocation of the budget without caps; the result is reused. */
    Allocation allocate(BestItems from, Fairness fairness) {
        from.allocate(fairness, budget, allocation);
        return allocation;
    }

    /** The group's true utility when its dose goes to the winner that the predictions named. */
    double trueUtility(Allocation of, int group) {
        BestItems from = of.bestItems();
        return from.isAbsent(group)
                ? 0
                : of.dose(group) * benefit[(int) from.winner(group)] / from.groupSize(group);
    }

    /** Rows x P. */
    double[] features() {
        return features;
    }

    /** Rows x T, the true benefits. */
    double[] benefit() {
        return benefit;
    }

    /** The cost of an entry, by its flat index. */
    double cost(int entry) {
        return cost[entry];
    }

    /** The largest dose of an entry, by its flat index. */
    double cap(int entry) {
        return cap[entry];
    }

    int label(int row) {
        return groups.label(row);
    }

    int rowCount() {
        return benefit.length / itemCount();
    }

    int itemCount() {
        return items.itemCount();
    }

    int groupCount() {
        return groups.count();
    }

    boolean isAbsent(int group) {
        return absent[group];
    }

    /** Whether each group is absent. */
    boolean[] absent() {
        return absent;
    }

    long groupSize(int group) {
        return groups.groupSize(group);
    }

    @Override
    public void close() {
        prepared.close();
        items.close();
        scratch.close();
    }
}
