package io.alphafair.studies.solver;

import io.alphafair.InvalidInputException;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The way from {@link Items} to a {@link SpendingProblem} and back. The problem has all entries of those groups that have
 * any benefit, numbered anew from 0; no dose helps the others.
 */
final class Entries {
    private final Items items;
    /** The label of each group of the spending problem. */
    private final int[] label;
    /** The flat index {@code row * T + item} of each entry. */
    private final int[] place;

    private Entries(Items items, int[] label, int[] place) {
        this.items = items;
        this.label = label;
        this.place = place;
    }

    /**
     * Reads and checks all N x T entries.
     *
     * @throws InvalidInputException if a value is not valid, no benefit is positive, or a group is without benefit at
     *             alpha >= 1
     */
    static Entries of(Items items, double alpha) {
        long size = items.individualCount() * items.itemCount();
        if (size > 1 << 30) {
            throw new InvalidInputException(size + " entries: expected at most 2^30; use the closed form");
        }
        boolean[] useful = new boolean[items.groupCount()];
        for (int row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                useful[items.groups().label(row)] |= ratio(items, row, item) > 0;
            }
        }
        int[] label = IntStream.range(0, useful.length).filter(k -> useful[k]).toArray();
        if (label.length == 0) {
            throw new InvalidInputException("no benefit is positive: expected at least one; check the benefits");
        }
        for (int k = 0; k < useful.length && alpha >= 1; k++) {
            if (!useful[k] && items.groups().groupSize(k) > 0) {
                throw new InvalidInputException("group " + k + " has no positive benefit: at alpha " + alpha
                        + " expected one in each group; drop the group or choose alpha < 1");
            }
        }
        int[] place = IntStream.range(0, (int) size)
                .filter(flat -> useful[items.groups().label(flat / items.itemCount())]).toArray();
        return new Entries(items, label, place);
    }

    private static double ratio(Items items, int row, int item) {
        double benefit = items.benefit(row, item);
        double cost = items.cost(row, item);
        double ratio = benefit / cost;
        if (!(Items.isBenefit(benefit) && Items.isCost(cost)
                && ratio <= Double.MAX_VALUE)) {
            throw InvalidValueException.of(row, item, benefit, cost);
        }
        return ratio;
    }

    /** The labels of the problem's groups, ascending. */
    int[] labels() {
        return label;
    }

    SpendingProblem problem() {
        int[] group = new int[place.length];
        double[] rate = new double[place.length];
        for (int j = 0; j < place.length; j++) {
            int row = place[j] / items.itemCount();
            int original = items.groups().label(row);
            group[j] = Arrays.binarySearch(label, original);
            rate[j] = ratio(items, row, place[j] % items.itemCount()) / items.groups().groupSize(original);
        }
        return new SpendingProblem(label.length, group, rate);
    }

    /** The N x T doses that spend {@code budget} in these fractions. */
    double[] doses(double[] fraction, double budget) {
        double[] doses = new double[(int) items.individualCount() * items.itemCount()];
        for (int j = 0; j < place.length; j++) {
            double cost = items.cost(place[j] / items.itemCount(), place[j] % items.itemCount());
            doses[place[j]] = budget * fraction[j] / cost;
        }
        return doses;
    }
}
