package io.alphafair.studies.nmes.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;

/**
 * Some of the people and one budget: a mini-batch in training, a decision to make in a test. It may lack a group. The
 * budget is 1; doses and utilities are proportional to it. Used by one thread at a time.
 */
final class Instance implements AutoCloseable {
    private static final double BUDGET = 1;

    private final double[] predictors;
    private final double[] benefit;
    private final double[] cost;
    private final Groups groups;
    private final Items items;
    private final Matrix scratch;
    private final Prepared prepared;
    private final BestItems best;
    private final BestItems trueBest;
    private final Allocation allocation;

    /** @param rows who takes part */
    Instance(People people, int[] rows, Backend backend) {
        int columns = people.predictorCount();
        int itemCount = people.itemCount();
        predictors = new double[rows.length * columns];
        benefit = new double[rows.length * itemCount];
        cost = people.cost();
        int[] labels = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(people.predictors(), rows[row] * columns, predictors, row * columns, columns);
            System.arraycopy(people.benefit(), rows[row] * itemCount, benefit, row * itemCount, itemCount);
            labels[row] = people.labels()[rows[row]];
        }
        groups = Groups.of(labels, people.groupCount(), Groups.Absent.ALLOWED);
        scratch = Matrix.copyOf(benefit, rows.length, itemCount);
        items = Items.of(Matrix.copyOf(benefit, rows.length, itemCount), Matrix.copyOf(cost, 1, itemCount), groups);
        prepared = backend.prepare(items);
        best = BestItems.forGroups(people.groupCount());
        trueBest = prepared.bestItems();
        allocation = Allocation.forGroups(people.groupCount());
    }

    /** The group argmax for these benefits; the result is reused. */
    BestItems bestItems(double[] benefits) {
        scratch.copyFrom(benefits);
        prepared.replaceBenefit(scratch);
        prepared.bestItems(best);
        return best;
    }

    /** The group argmax for the true benefits. */
    BestItems trueBestItems() {
        return trueBest;
    }

    /** The allocation of a budget of 1; the result is reused. */
    Allocation allocate(BestItems from, Fairness fairness) {
        from.allocate(fairness, BUDGET, allocation);
        return allocation;
    }

    /** The group's true utility when its dose goes to the winner that the predictions named. */
    double trueUtility(Allocation of, int group) {
        BestItems from = of.bestItems();
        return from.isAbsent(group)
                ? 0
                : of.dose(group) * benefit[(int) from.winner(group)] / from.groupSize(group);
    }

    double[] predictors() {
        return predictors;
    }

    /** Rows x T, the true benefits. */
    double[] benefit() {
        return benefit;
    }

    double cost(int item) {
        return cost[item];
    }

    int label(int row) {
        return groups.label(row);
    }

    int rowCount() {
        return benefit.length / cost.length;
    }

    int itemCount() {
        return cost.length;
    }

    int groupCount() {
        return groups.count();
    }

    boolean isAbsent(int group) {
        return groups.groupSize(group) == 0;
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
