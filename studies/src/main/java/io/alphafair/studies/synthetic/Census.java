package io.alphafair.studies.synthetic;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A population of any size in the twelve {@linkplain Cell cells} of race and sex.
 *
 * <p>A person has {@value #FEATURES} features, uniform in [0, 1). A cell has a weight vector an item, uniform in [0, 10),
 * and the benefit is the mean of weight times feature, on average 2.5, with a noise of at most
 * one percent, which leaves it positive. Costs are uniform in [0.5, 1.5), a person and an item each.
 */
public final class Census {
    private static final int FEATURES = 20;
    private static final double LARGEST_WEIGHT = 10;
    private static final double NOISE = 0.01;

    private Census() {
    }

    /**
     * N x T benefits and costs and the cell of each person; the same arguments give the same bits. A small population
     * may lack a cell.
     *
     * @throws InvalidInputException if a size is not positive
     */
    public static Items items(int n, int t, long seed) {
        if (n <= 0 || t <= 0) {
            throw new InvalidInputException("N = " + n + ", T = " + t + ": expected positive sizes");
        }
        // One stream a purpose: the same people in the same cells whatever the number of items.
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom memberships = random.split();
        SplittableRandom features = random.split();
        SplittableRandom weights = random.split();
        SplittableRandom noises = random.split();
        SplittableRandom costs = random.split();
        List<Cell> cells = Cell.all();
        double[] cumulative = cumulative(cells);
        double[][] weight = new double[cells.size()][t * FEATURES];
        for (double[] ofCell : weight) {
            Arrays.setAll(ofCell, i -> LARGEST_WEIGHT * weights.nextDouble());
        }
        int[] labels = new int[n];
        double[] feature = new double[FEATURES];
        Matrix benefit = Matrix.allocate(n, t);
        Matrix cost = Matrix.allocate(n, t);
        for (int person = 0; person < n; person++) {
            labels[person] = draw(cumulative, memberships.nextDouble());
            Arrays.setAll(feature, i -> features.nextDouble());
            double[] ofCell = weight[labels[person]];
            for (int item = 0; item < t; item++) {
                double noise = 1 + NOISE * (2 * noises.nextDouble() - 1);
                set(benefit.segment(), person, t, item, mean(ofCell, item * FEATURES, feature) * noise);
                set(cost.segment(), person, t, item, 0.5 + costs.nextDouble());
            }
        }
        return Items.of(benefit, cost, Groups.of(labels, cells.size(), Groups.Absent.ALLOWED));
    }

    private static double[] cumulative(List<Cell> cells) {
        double[] cumulative = cells.stream().mapToDouble(Cell::probability).toArray();
        Arrays.parallelPrefix(cumulative, Double::sum);
        return cumulative;
    }

    private static int draw(double[] cumulative, double uniform) {
        int cell = 0;
        // Rounding may leave the last sum below 1.
        while (cell < cumulative.length - 1 && uniform >= cumulative[cell]) {
            cell++;
        }
        return cell;
    }

    private static double mean(double[] weight, int from, double[] feature) {
        double sum = 0;
        for (int i = 0; i < feature.length; i++) {
            sum += weight[from + i] * feature[i];
        }
        return sum / feature.length;
    }

    private static void set(MemorySegment segment, long row, int t, int item, double value) {
        segment.setAtIndex(ValueLayout.JAVA_DOUBLE, row * t + item, value);
    }
}
