package io.alphafair;

import java.util.ArrayList;
import java.util.List;

/** Many fairness levels or budgets from one group argmax, in O(K) each. */
public final class Sweep {
    /**
     * One point of the fairness-efficiency frontier.
     *
     * @param totalUtility the sum of the group utilities
     * @param worstUtility the smallest utility of a group with members
     * @param objective W
     * @param shadowPrice dW/dQ
     * @param priceOfFairness {@code 1 - totalUtility / totalUtility at alpha = 0}: the share of the utility given up
     */
    public record Point(Fairness fairness, double budget, double totalUtility, double worstUtility, double objective,
            double shadowPrice, double priceOfFairness) {}

    private Sweep() {
    }

    /** The frontier over {@code alphas} at one budget, in their order. */
    public static List<Point> overAlphas(BestItems best, double[] alphas, double budget) {
        Allocation allocation = Allocation.forGroups(best.groupCount());
        double most = largestEfficiency(best, budget, allocation);
        List<Point> points = new ArrayList<>(alphas.length);
        for (double alpha : alphas) {
            points.add(point(best, Fairness.of(alpha), budget, most, allocation));
        }
        return points;
    }

    /** The same fairness at several budgets, in their order. */
    public static List<Point> overBudgets(BestItems best, Fairness fairness, double[] budgets) {
        Allocation allocation = Allocation.forGroups(best.groupCount());
        List<Point> points = new ArrayList<>(budgets.length);
        for (double budget : budgets) {
            points.add(point(best, fairness, budget, largestEfficiency(best, budget, allocation), allocation));
        }
        return points;
    }

    private static double largestEfficiency(BestItems best, double budget, Allocation scratch) {
        best.allocate(Fairness.UTILITARIAN, budget, scratch);
        return scratch.efficiency();
    }

    private static Point point(BestItems best, Fairness fairness, double budget, double most, Allocation scratch) {
        best.allocate(fairness, budget, scratch);
        return new Point(fairness, budget, scratch.totalUtility(), scratch.worstUtility(), scratch.objective(),
                scratch.shadowPrice(),
                1 - scratch.efficiency() / most);
    }
}
