package io.alphafair;

import io.alphafair.closedform.Alpha;
import io.alphafair.closedform.Frontier;
import io.alphafair.closedform.RefusedException;
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
        Fairness[] levels = new Fairness[alphas.length];
        for (int index = 0; index < alphas.length; index++) {
            levels[index] = Fairness.of(alphas[index]);
        }
        if (Frontier.isWorthwhile(best.groupCount())) {
            return overFewGroups(new Frontier(allocation.takeSolution()), levels, budget, most);
        }
        List<Point> points = new ArrayList<>(alphas.length);
        for (Fairness level : levels) {
            best.allocate(level, budget, allocation);
            points.add(point(allocation, most));
        }
        return points;
    }

    private static List<Point> overFewGroups(Frontier frontier, Fairness[] levels, double budget, double most) {
        Alpha[] alphas = new Alpha[levels.length];
        for (int index = 0; index < alphas.length; index++) {
            alphas[index] = levels[index].level();
        }
        List<Point> points = new ArrayList<>(alphas.length);
        for (int from = 0; from < alphas.length; from += frontier.together()) {
            int count = Math.min(frontier.together(), alphas.length - from);
            try {
                frontier.solve(alphas, from, count);
            } catch (RefusedException e) {
                throw new InvalidInputException(e);
            }
            for (int i = 0; i < count; i++) {
                points.add(new Point(levels[from + i], budget, frontier.totalUtility(i), frontier.worstUtility(i),
                        frontier.objective(i), frontier.shadowPrice(i), 1 - frontier.efficiency(i) / most));
            }
        }
        return points;
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

    private static Point point(Allocation a, double most) {
        double total = a.totalUtility();
        return new Point(a.fairness(), a.totalBudget(), total, a.worstUtility(), a.objective(), a.shadowPrice(),
                1 - a.efficiency(total) / most);
    }
}
