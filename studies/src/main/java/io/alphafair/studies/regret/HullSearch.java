package io.alphafair.studies.regret;

import io.alphafair.studies.numpy.NumpyRandom;
import io.alphafair.studies.regret.Criterion.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * The fairest k-subset that some weights in the convex hull of given ones make optimal, of any number of attributes, with a
 * bound on the criterion of all others.
 *
 * <p>First the hull is sampled. Then it is halved again and again, where the bound of a part is largest: over all selections
 * of those who are certainly among the first k in that part, and of those who can be. A part whose best selection is optimal
 * somewhere in it (a linear programme of {@link HullSelection}), or whose bound is no better than what was found, is done.
 *
 * <p>Scores are rounded: those that differ by less than 2e-9 of the largest may count as tied.
 */
public final class HullSearch {
    /** Beyond so many the linear programme costs more than to halve the part. */
    private static final int MOST_IN_A_PROGRAMME = 100;
    private static final int SAMPLES = 1000;
    /** Parts whose corners are closer in every weight are not halved: only ties are left in them. */
    private static final double SMALLEST_PART = 1e-10;

    /**
     * What was found.
     *
     * @param members of the fairest
     * @param weights that make them optimal
     * @param value of the criterion
     * @param bound no optimal selection has a larger value
     * @param parts of the hull that were looked at
     */
    public record Result(int[] members, double[] weights, double value, double bound, int parts) {
        /** Whether the fairest of all was found. */
        public boolean isExact() {
            return bound <= value;
        }
    }

    /** A part with the best selection that it may hold. */
    private record Part(WeightCell cell, Choice choice) {
        double bound() {
            return choice.isExact() ? choice.value() : Double.POSITIVE_INFINITY;
        }
    }

    private final double[][] attributes;
    private final Criterion criterion;
    /** Of all scores that matter. */
    private final double largest;
    private final double tolerance;
    private final WeightCell hull;
    private final Map<List<Integer>, double[]> found = new LinkedHashMap<>();
    private int[] best;
    private double[] bestWeights;
    private double bestValue = Double.NEGATIVE_INFINITY;
    /** Of the parts that are too small to be halved, whose ties were too many to look at all. */
    private double openBound = Double.NEGATIVE_INFINITY;

    /**
     * A search.
     *
     * @param attributes by candidate and attribute
     * @param corners of the hull: weights by corner and attribute
     * @param k from 1 to the number of candidates
     */
    public HullSearch(double[][] attributes, double[][] corners, int k, Criterion criterion) {
        this.attributes = attributes;
        this.criterion = criterion;
        WeightCell all = new WeightCell(corners, new int[0], IntStream.range(0, attributes.length).toArray(), k);
        // A score that is far larger than all others is sure, and then it does not count.
        WeightCell first = all.narrowed(attributes, 2 * HullSelection.MARGIN * largest(all));
        largest = largest(first);
        tolerance = 2 * HullSelection.MARGIN * largest;
        hull = first.narrowed(attributes, tolerance);
    }

    private double largest(WeightCell cell) {
        return Arrays.stream(cell.corners()).flatMapToDouble(corner -> Arrays.stream(cell.scores(attributes, corner)))
                .map(Math::abs).reduce(Double.MIN_NORMAL, Math::max);
    }

    /** All optimal selections of the open, as their places among them, and which weights make them optimal. */
    HullSelection ofOpen(WeightCell cell) {
        return new HullSelection(
                Arrays.stream(cell.open()).mapToObj(candidate -> attributes[candidate]).toArray(double[][]::new),
                cell.corners(), cell.seats(), largest);
    }

    /** The hull with those who can be among the first k somewhere in it. */
    WeightCell hull() {
        return hull;
    }

    /** The optimal selections that were found on the way, each with weights for it, in the order in which they were found. */
    Map<List<Integer>, double[]> found() {
        return found;
    }

    /**
     * Searches.
     *
     * @param mostParts after so many parts of the hull the search ends, with the bound that it has then
     * @param progress told the share of these
     */
    public Result run(int mostParts, DoubleConsumer progress) {
        sample();
        PriorityQueue<Part> parts = new PriorityQueue<>(Comparator.comparingDouble(part -> -part.bound()));
        parts.add(part(hull));
        int looked = 0;
        while (!parts.isEmpty() && parts.peek().bound() > bestValue && looked < mostParts) {
            Part part = parts.remove();
            looked++;
            progress.accept((double) looked / mostParts);
            look(part.cell, part.cell.middle());
            if (part.bound() > bestValue && !isOptimalInside(part)) {
                List<WeightCell> halves = halves(part.cell);
                halves.stream().map(this::part).filter(half -> half.bound() > bestValue).forEach(parts::add);
                // In so small a part all tie, and the best of an exact choice was just looked at.
                if (halves.isEmpty() && !part.choice.isExact()) {
                    openBound = part.bound();
                }
            }
        }
        double bound = Math.max(openBound, parts.isEmpty() ? bestValue : Math.max(bestValue, parts.peek().bound()));
        return new Result(best, bestWeights, bestValue, bound, looked);
    }

    private Part part(WeightCell cell) {
        WeightCell narrowed = cell.narrowed(attributes, tolerance);
        return new Part(narrowed, criterion.best(narrowed.sure(), narrowed.open(), narrowed.seats()));
    }

    private List<WeightCell> halves(WeightCell cell) {
        double widest = 0;
        for (double[] corner : cell.corners()) {
            for (int j = 0; j < corner.length; j++) {
                widest = Math.max(widest, Math.abs(corner[j] - cell.corners()[0][j]));
            }
        }
        return widest < SMALLEST_PART ? List.of() : List.of(cell.halves());
    }

    /** The corners, the middle, and random weights, from a fixed seed. */
    private void sample() {
        look(hull, hull.middle());
        Arrays.stream(hull.corners()).forEach(corner -> look(hull, corner));
        NumpyRandom random = new NumpyRandom(0);
        int corners = hull.corners().length;
        for (int sample = 0; sample < SAMPLES && hull.seats() > 0; sample++) {
            // Shares that are uniform over the simplex.
            double[] shares = Arrays.stream(random.random(corners)).map(u -> -Math.log1p(-u)).toArray();
            double sum = Arrays.stream(shares).sum();
            look(hull, hull.mixture(Arrays.stream(shares).map(share -> share / sum).toArray()));
        }
    }

    /** The best of the selections that are optimal at these weights. */
    private void look(WeightCell cell, double[] weights) {
        int[] sure = cell.sure();
        int[] tied = new int[0];
        int seats = 0;
        if (cell.seats() > 0) {
            double[] scores = cell.scores(attributes, weights);
            double threshold = WeightCell.largest(scores, cell.seats());
            List<Integer> above = new ArrayList<>();
            List<Integer> at = new ArrayList<>();
            for (int place = 0; place < scores.length; place++) {
                if (scores[place] >= threshold - tolerance / 2) {
                    (scores[place] > threshold + tolerance / 2 ? above : at).add(cell.open()[place]);
                }
            }
            sure = Selections.union(sure, above.stream().mapToInt(Integer::intValue).toArray());
            tied = at.stream().mapToInt(Integer::intValue).toArray();
            seats = cell.seats() - above.size();
        }
        keep(criterion.best(sure, tied, seats), weights);
    }

    private void keep(Choice choice, double[] weights) {
        found.putIfAbsent(Arrays.stream(choice.members()).boxed().toList(), weights);
        if (best == null || choice.value() > bestValue) {
            best = choice.members();
            bestWeights = weights;
            bestValue = choice.value();
        }
    }

    /** Whether the best selection of a part is optimal somewhere in it; if so it is kept. */
    private boolean isOptimalInside(Part part) {
        WeightCell cell = part.cell;
        int[] open = cell.open();
        if (!part.choice.isExact() || open.length == 0 || open.length > MOST_IN_A_PROGRAMME) {
            return false;
        }
        int[] members = IntStream.range(0, open.length)
                .filter(place -> Arrays.binarySearch(part.choice.members(), open[place]) >= 0).toArray();
        try {
            Optional<double[]> shares = ofOpen(cell).shares(members);
            shares.ifPresent(found -> keep(part.choice, cell.mixture(found)));
            return shares.isPresent();
        } catch (HullSelection.UnsolvedException e) {
            // Nothing is known of this part: it is halved.
            return false;
        }
    }
}
