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
        int together = best.groupCount() < GroupLoops.WORTHWHILE ? PowerBlock.MOST / best.groupCount() : 1;
        PowerBlock block = new PowerBlock(together * best.groupCount());
        double[] powers = new double[block.base.length];
        for (int from = 0; from < levels.length; from += together) {
            int to = Math.min(levels.length, from + together);
            if (together > 1) {
                takePowers(allocation.slopes, levels, from, to, block, powers);
            }
            for (int index = from; index < to; index++) {
                if (together > 1) {
                    allocation.computeFrom(powers, (index - from) * best.groupCount(), levels[index]);
                } else {
                    best.allocate(levels[index], budget, allocation);
                }
                points[index] = point(allocation, most);
            }
        }
        return Arrays.asList(points);
    }

    /** Few groups at many levels are as many powers as many groups at one. */
    private static void takePowers(Slopes slopes, Fairness[] levels, int from, int to, PowerBlock block,
            double[] powers) {
        int count = slopes.slope.length;
        for (int index = from; index < to; index++) {
            Fairness level = levels[index];
            block.put((index - from) * count, slopes.slope, Shares.reference(slopes, level.gamma()),
                    level.gammaExponent());
        }
        GroupLoops.fastest().powers(block, (to - from) * count, powers, 0);
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
