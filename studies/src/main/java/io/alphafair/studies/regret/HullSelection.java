package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * All k-subsets of n candidates that some weights in the convex hull of given ones make optimal, without listing all
 * subsets.
 *
 * <p>A subset is optimal for weights theta if a threshold parts its scores from the others': a linear programme of n rows
 * (ojAlgo). Optimal subsets hang together by exchanges of one member, so a walk over exchanges finds all.
 */
public final class HullSelection {
    /** Scores that differ by less than this share of the largest count as tied. */
    static final double MARGIN = 1e-9;

    /** The solver of linear programmes gave up. */
    static final class UnsolvedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnsolvedException(String message) {
            super(message);
        }
    }

    private final double[][] score;
    private final int k;
    private final double scale;

    /**
     * A selection problem.
     *
     * @param attributes by candidate and attribute
     * @param weights by choice and attribute: the corners of the hull
     */
    public HullSelection(double[][] attributes, double[][] weights, int k) {
        this(attributes, weights, k, Double.MIN_NORMAL);
    }

    /** @param least counts as the largest score, if no candidate's score is larger */
    HullSelection(double[][] attributes, double[][] weights, int k, double least) {
        if (k < 1 || k >= attributes.length) {
            throw new InvalidInputException("k is " + k + ": expected 1 to " + (attributes.length - 1));
        }
        this.k = k;
        double largest = least;
        score = new double[attributes.length][weights.length];
        for (int i = 0; i < attributes.length; i++) {
            for (int v = 0; v < weights.length; v++) {
                for (int j = 0; j < weights[v].length; j++) {
                    score[i][v] += weights[v][j] * attributes[i][j];
                }
                largest = Math.max(largest, Math.abs(score[i][v]));
            }
        }
        scale = largest;
    }

    /**
     * The optimal subsets, each ascending, in the order of their members.
     *
     * @param most how many are waited for
     * @throws InvalidInputException if there are more
     */
    public List<int[]> optimal(int most) {
        Set<List<Integer>> seen = new HashSet<>();
        List<int[]> found = new ArrayList<>();
        Deque<int[]> queue = new ArrayDeque<>();
        queue.add(first());
        seen.add(Arrays.stream(queue.peek()).boxed().toList());
        while (!queue.isEmpty()) {
            int[] members = queue.remove();
            found.add(members);
            if (found.size() > most) {
                throw new InvalidInputException(
                        "more than " + most + " optimal selections over the hull: narrow it, or take a scalar theta");
            }
            for (int[] neighbour : neighbours(members)) {
                if (seen.add(Arrays.stream(neighbour).boxed().toList())
                        && shares(neighbour).isPresent()) {
                    queue.add(neighbour);
                }
            }
        }
        found.sort(Arrays::compare);
        return found;
    }

    /** The best for the mean of all corners. */
    private int[] first() {
        return IntStream.range(0, score.length).boxed()
                .sorted(Comparator.comparingDouble(i -> -Arrays.stream(score[i]).sum())).limit(k)
                .mapToInt(Integer::intValue).sorted().toArray();
    }

    private List<int[]> neighbours(int[] members) {
        List<int[]> neighbours = new ArrayList<>();
        for (int place = 0; place < k; place++) {
            for (int candidate = 0; candidate < score.length; candidate++) {
                if (Arrays.binarySearch(members, candidate) < 0) {
                    int[] neighbour = members.clone();
                    neighbour[place] = candidate;
                    Arrays.sort(neighbour);
                    neighbours.add(neighbour);
                }
            }
        }
        return neighbours;
    }

    /**
     * Shares of the corners whose weights make these members optimal; empty if there are none.
     *
     * @param members ascending
     */
    Optional<double[]> shares(int[] members) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Expression sum = model.newExpression("sum").level(1);
        int corners = score[0].length;
        for (int v = 0; v < corners; v++) {
            sum.set(model.newVariable("share" + v).lower(0), 1);
        }
        int threshold = corners;
        int margin = corners + 1;
        model.newVariable("threshold").lower(-2).upper(2);
        model.newVariable("margin").lower(-4).upper(1).weight(1);
        for (int i = 0; i < score.length; i++) {
            int sign = Arrays.binarySearch(members, i) >= 0 ? 1 : -1;
            Expression apart = model.newExpression("apart" + i).lower(0).set(threshold, -sign).set(margin, -1);
            for (int v = 0; v < corners; v++) {
                apart.set(v, sign * score[i][v] / scale);
            }
        }
        Optimisation.Result result = model.maximise();
        // There is always a solution, so another state is the solver's failure and says nothing of these members.
        if (!result.getState().isOptimal()) {
            throw new UnsolvedException(
                    "ojAlgo's linear solver stopped in state " + result.getState() + " at members "
                            + Arrays.toString(members));
        }
        if (result.doubleValue(margin) < -MARGIN) {
            return Optional.empty();
        }
        double[] shares = new double[corners];
        Arrays.setAll(shares, v -> Math.max(0, result.doubleValue(v)));
        double total = Arrays.stream(shares).sum();
        return Optional.of(Arrays.stream(shares).map(share -> share / total).toArray());
    }
}
