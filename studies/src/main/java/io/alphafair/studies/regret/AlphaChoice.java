package io.alphafair.studies.regret;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The paper's idea with the allocator's alpha as theta: of all allocations that are optimal for some alpha in a range
 * that is deemed reasonable, the one that a secondary criterion likes best. It has no regret: its alpha is as good as any.
 *
 * @param alpha the choice
 * @param allocation optimal for it
 * @param value of the criterion
 */
public record AlphaChoice(double alpha, Allocation allocation, double value) {
    private static final int GRID = 1000;
    private static final int REFINEMENTS = 100;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /**
     * The best choice: of 1,001 alphas, evenly spaced by {@code alpha / (1 + alpha)}, the best, then refined by golden
     * section between its neighbours. A criterion that jumps within a step of the grid may be missed there.
     *
     * @param from at least 0
     * @param to above {@code from}; may be infinite
     * @param criterion to be made large
     */
    public static AlphaChoice best(BestItems best, double budget, double from, double to,
            ToDoubleFunction<Allocation> criterion) {
        if (!(from >= 0 && from < to)) {
            throw new InvalidInputException("alpha from " + from + " to " + to + ": expected 0 <= from < to");
        }
        double low = squeeze(from);
        double high = squeeze(to);
        double[] places = new double[GRID + 1];
        Arrays.setAll(places, i -> i == GRID ? high : low + (high - low) * i / GRID);
        Allocation scratch = Allocation.forGroups(best.groupCount());
        ToDoubleFunction<Double> value = place -> {
            best.allocate(Fairness.of(unsqueeze(place, from, to, low, high)), budget, scratch);
            return criterion.applyAsDouble(scratch);
        };
        int top = 0;
        double most = value.applyAsDouble(places[0]);
        for (int i = 1; i <= GRID; i++) {
            double here = value.applyAsDouble(places[i]);
            if (here > most) {
                most = here;
                top = i;
            }
        }
        double place = refine(value, places[Math.max(0, top - 1)], places[Math.min(GRID, top + 1)]);
        if (value.applyAsDouble(place) <= most) {
            place = places[top];
        }
        double alpha = unsqueeze(place, from, to, low, high);
        Allocation allocation = best.allocate(Fairness.of(alpha), budget);
        return new AlphaChoice(alpha, allocation, criterion.applyAsDouble(allocation));
    }

    private static double refine(ToDoubleFunction<Double> value, double from, double to) {
        double left = from;
        double right = to;
        for (int i = 0; i < REFINEMENTS && right - left > Math.ulp(right); i++) {
            double one = right - GOLDEN * (right - left);
            double other = left + GOLDEN * (right - left);
            if (value.applyAsDouble(one) >= value.applyAsDouble(other)) {
                right = other;
            } else {
                left = one;
            }
        }
        return (left + right) / 2;
    }

    private static double squeeze(double alpha) {
        return alpha == Double.POSITIVE_INFINITY ? 1 : alpha / (1 + alpha);
    }

    private static double unsqueeze(double place, double from, double to, double low, double high) {
        return place == low ? from : place == high ? to : place / (1 - place);
    }

    /** The smallest utility of a group. */
    public static double worstUtility(Allocation allocation) {
        return allocation.worstUtility();
    }

    /** Minus the Gini coefficient of the group utilities: 0 where all are equal. */
    public static double minusGini(Allocation allocation) {
        double[] utility = new double[allocation.groupCount()];
        Arrays.setAll(utility, allocation::utility);
        Arrays.sort(utility);
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < utility.length; i++) {
            weighted += (2.0 * (i + 1) - utility.length - 1) * utility[i];
            sum += utility[i];
        }
        return -weighted / (utility.length * sum);
    }
}
