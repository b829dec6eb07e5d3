package io.alphafair;

import java.util.ArrayList;
import java.util.Arrays;
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
        Fairness[] levels = new Fairness[alphas.length];
        for (int index = 0; index < alphas.length; index++) {
            levels[index] = Fairness.of(alphas[index]);
        }
        Point[] points = new Point[alphas.length];
        if (best.groupCount() < GroupLoops.WORTHWHILE) {
            new FewGroupsFrontier(best, budget, most, allocation).fill(levels, points);
        } else {
            for (int index = 0; index < levels.length; index++) {
                best.allocate(levels[index], budget, allocation);
                points[index] = point(allocation, most);
            }
        }
        return Arrays.asList(points);
    }

    /** The same fairness at several budgets, in their order. */
    public static List<Point> overBudgets(BestItems best, Fairness fairness, double[] budgets) {
        Allocation allocation = Allocation.forGroups(best.groupCount());
        List<Point> points = new ArrayList<>(budgets.length);
        for (double budget : budgets) {
            double most = largestEfficiency(best, budget, allocation);
            best.allocate(fairness, budget, allocation);
            points.add(point(allocation, most));
        }
        return points;
    }

    private static double largestEfficiency(BestItems best, double budget, Allocation scratch) {
        best.allocate(Fairness.UTILITARIAN, budget, scratch);
        return scratch.efficiency(scratch.totalUtility());
    }

    static Point point(Allocation a, double most) {
        double total = a.totalUtility();
        return new Point(a.fairness(), a.totalBudget(), total, a.worstUtility(), a.objective(), a.shadowPrice(),
                1 - a.efficiency(total) / most);
    }
}
