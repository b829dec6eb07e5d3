package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * A finite solution space with m objectives, all to be maximised: its Pareto sets, and which solutions some weights make
 * optimal. Solutions are known by their number.
 *
 * <p>Weights are found by linear programmes (ojAlgo), one a solution; dominance is compared value by value.
 */
public final class SolutionSpace {
    /** Below this a programme's largest margin counts as none; objectives are scaled to 1. */
    private static final double MARGIN = 1e-9;

    private final double[][] utility;
    private final double scale;

    /**
     * A space.
     *
     * @param utility by solution and objective
     * @throws InvalidInputException if there is no solution, or the numbers of objectives differ
     */
    public SolutionSpace(double[][] utility) {
        if (utility.length == 0) {
            throw new InvalidInputException("no solutions: expected at least one");
        }
        double largest = 0;
        this.utility = new double[utility.length][];
        for (int s = 0; s < utility.length; s++) {
            if (utility[s].length != utility[0].length) {
                throw new InvalidInputException("solution " + s + " has " + utility[s].length + " objectives: expected "
                        + utility[0].length);
            }
            this.utility[s] = utility[s].clone();
            for (double value : utility[s]) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        scale = largest == 0 ? 1 : largest;
    }

    /** All k-subsets of n candidates, in the order of their members; an objective of a subset is its members' sum. */
    public static List<int[]> subsets(int n, int k) {
        List<int[]> subsets = new ArrayList<>();
        int[] members = new int[k];
        for (int i = 0; i < k; i++) {
            members[i] = i;
        }
        while (true) {
            subsets.add(members.clone());
            int place = k - 1;
            while (place >= 0 && members[place] == n - k + place) {
                place--;
            }
            if (place < 0) {
                return subsets;
            }
            members[place]++;
            for (int i = place + 1; i < k; i++) {
                members[i] = members[i - 1] + 1;
            }
        }
    }

    /** The objectives of subsets of candidates with these attributes, {@code [candidate][objective]}. */
    public static SolutionSpace ofSubsets(double[][] attributes, List<int[]> subsets) {
        return new SolutionSpace(subsets.stream().map(subset -> {
            double[] sum = new double[attributes[0].length];
            for (int member : subset) {
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += attributes[member][j];
                }
            }
            return sum;
        }).toArray(double[][]::new));
    }

    /** The Pareto front: nobody is as good in all objectives and better in one. */
    public List<Integer> paretoFront() {
        return undominated(false);
    }

    /** The weak Pareto front: nobody is better in all objectives. */
    public List<Integer> weakParetoFront() {
        return undominated(true);
    }

    private List<Integer> undominated(boolean strictlyInAll) {
        List<Integer> front = new ArrayList<>();
        for (int s = 0; s < utility.length; s++) {
            boolean dominated = false;
            for (int other = 0; other < utility.length && !dominated; other++) {
                dominated = dominates(utility[other], utility[s], strictlyInAll);
            }
            if (!dominated) {
                front.add(s);
            }
        }
        return front;
    }

    private static boolean dominates(double[] better, double[] worse, boolean strictlyInAll) {
        boolean somewhere = false;
        for (int j = 0; j < better.length; j++) {
            if (better[j] < worse[j] || strictlyInAll && better[j] == worse[j]) {
                return false;
            }
            somewhere |= better[j] > worse[j];
        }
        return somewhere;
    }

    /** The convex Pareto front: what is optimal for some weights that are all positive. */
    public List<Integer> convexParetoFront() {
        int objectives = utility[0].length;
        double[][] corners = new double[objectives][objectives];
        for (int j = 0; j < objectives; j++) {
            corners[j][j] = 1;
        }
        return optimal(corners, true);
    }

    /**
     * What is optimal for some weights in the convex hull of the given ones; of those that tie, all.
     *
     * @param weights by choice and objective
     */
    public List<Integer> optimalOverHull(double[][] weights) {
        return optimal(weights, false);
    }

    private List<Integer> optimal(double[][] corners, boolean insideOnly) {
        for (double[] corner : corners) {
            if (corner.length != utility[0].length) {
                throw new InvalidInputException(
                        "weights of " + corner.length + " objectives: expected " + utility[0].length);
            }
        }
        List<Integer> optimal = new ArrayList<>();
        for (int s = 0; s < utility.length; s++) {
            if (isOptimal(s, corners, insideOnly)) {
                optimal.add(s);
            }
        }
        return optimal;
    }

    /**
     * Whether some mixture of the corners' weights makes s optimal: with all shares at least as large as possible, or as
     * far above every other solution as possible.
     */
    private boolean isOptimal(int s, double[][] corners, boolean insideOnly) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Expression sum = model.newExpression("sum").level(1);
        for (int v = 0; v < corners.length; v++) {
            sum.set(model.newVariable("share" + v).lower(0), 1);
        }
        int margin = corners.length;
        model.newVariable("margin").lower(-2).upper(1).weight(1);
        for (int v = 0; v < corners.length && insideOnly; v++) {
            model.newExpression("inside" + v).lower(0).set(v, 1).set(margin, -1);
        }
        for (int other = 0; other < utility.length; other++) {
            if (other == s) {
                continue;
            }
            Expression above = model.newExpression("above" + other).lower(insideOnly ? -MARGIN / 10 : 0);
            for (int v = 0; v < corners.length; v++) {
                double difference = 0;
                for (int j = 0; j < corners[v].length; j++) {
                    difference += corners[v][j] * (utility[s][j] - utility[other][j]);
                }
                above.set(v, difference / scale);
            }
            if (!insideOnly) {
                above.set(margin, -1);
            }
        }
        Optimisation.Result result = model.maximise();
        if (insideOnly && result.getState() == Optimisation.State.INFEASIBLE) {
            return false;
        }
        // Any other state is the solver's failure and says nothing of this solution.
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("ojAlgo's linear solver stopped in state " + result.getState()
                    + " at solution " + s);
        }
        return result.doubleValue(margin) >= (insideOnly ? 10 * MARGIN : -MARGIN);
    }
}
