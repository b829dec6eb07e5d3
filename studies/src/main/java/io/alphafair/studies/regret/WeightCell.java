package io.alphafair.studies.regret;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Part of the reasonable weights: the convex hull of its corners. Whoever is certainly among the first k there is sure,
 * whoever is certainly not is dropped, and the rest is open.
 *
 * @param corners weights by corner and attribute
 * @param sure ascending
 * @param open ascending
 * @param seats of the first k that are left for the open
 */
record WeightCell(double[][] corners, int[] sure, int[] open, int seats) {
    /**
     * The part with the open narrowed down. Scores are linear in the weights, so their extremes are at the corners. They are
     * taken relative to one candidate, because what all have in common decides nothing.
     *
     * @param attributes by candidate and attribute
     * @param tolerance scores that differ by no more may tie
     */
    WeightCell narrowed(double[][] attributes, double tolerance) {
        if (seats == 0 || open.length == seats) {
            return new WeightCell(corners, Selections.union(sure, seats == 0 ? new int[0] : open), new int[0], 0);
        }
        double[] atMiddle = scores(attributes, middle());
        double threshold = largest(atMiddle, seats);
        int reference = open[IntStream.range(0, open.length).filter(place -> atMiddle[place] == threshold).findFirst()
                .orElseThrow()];
        double[] low = new double[open.length];
        double[] high = new double[open.length];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (double[] corner : corners) {
            double base = score(attributes[reference], corner);
            double[] scores = scores(attributes, corner);
            for (int place = 0; place < open.length; place++) {
                low[place] = Math.min(low[place], scores[place] - base);
                high[place] = Math.max(high[place], scores[place] - base);
            }
        }
        double surelyOut = largest(low, seats) - tolerance;
        double surelyIn = largest(high, seats + 1) + tolerance;
        int[] in = some(place -> low[place] > surelyIn);
        int[] left = some(place -> low[place] <= surelyIn && high[place] >= surelyOut);
        WeightCell narrowed = new WeightCell(corners, Selections.union(sure, in), left, seats - in.length);
        return left.length == narrowed.seats ? narrowed.narrowed(attributes, tolerance) : narrowed;
    }

    private int[] some(IntPredicate places) {
        return IntStream.range(0, open.length).filter(places).map(place -> open[place]).toArray();
    }

    /** The scores of the open. */
    double[] scores(double[][] attributes, double[] weights) {
        return Arrays.stream(open).mapToDouble(candidate -> score(attributes[candidate], weights)).toArray();
    }

    private static double score(double[] attributes, double[] weights) {
        double score = 0;
        for (int j = 0; j < weights.length; j++) {
            score += weights[j] * attributes[j];
        }
        return score;
    }

    /** The largest (1), second largest (2) and so on. */
    static double largest(double[] values, int rank) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - rank];
    }

    /** The mean of the corners. */
    double[] middle() {
        double[] shares = new double[corners.length];
        Arrays.fill(shares, 1.0 / corners.length);
        return mixture(shares);
    }

    /** The weights with these shares of the corners. */
    double[] mixture(double[] shares) {
        double[] weights = new double[corners[0].length];
        for (int v = 0; v < corners.length; v++) {
            for (int j = 0; j < weights.length; j++) {
                weights[j] += shares[v] * corners[v][j];
            }
        }
        return weights;
    }

    /** The two halves, parted in the middle of the longest edge; the corners are at least two. */
    WeightCell[] halves() {
        int one = 0;
        int other = 1;
        for (int v = 0; v < corners.length; v++) {
            for (int w = v + 1; w < corners.length; w++) {
                if (distance(corners[v], corners[w]) > distance(corners[one], corners[other])) {
                    one = v;
                    other = w;
                }
            }
        }
        double[] middle = new double[corners[0].length];
        for (int j = 0; j < middle.length; j++) {
            middle[j] = (corners[one][j] + corners[other][j]) / 2;
        }
        return new WeightCell[]{with(one, middle), with(other, middle)};
    }

    private WeightCell with(int corner, double[] weights) {
        double[][] changed = corners.clone();
        changed[corner] = weights;
        return new WeightCell(changed, sure, open, seats);
    }

    private static double distance(double[] one, double[] other) {
        return IntStream.range(0, one.length).mapToDouble(j -> Math.pow(one[j] - other[j], 2)).sum();
    }
}
