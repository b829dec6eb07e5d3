package io.alphafair.contract;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes problems from a seed: the same arguments give the same bits everywhere. */
public final class Problems {
    private Problems() {
    }

    /**
     * A problem of N individuals x T items in K groups, each of which has a member.
     *
     * @param n N, at least {@code k}
     * @throws InvalidInputException if a size is not positive or there are more groups than individuals
     */
    public static Items make(Shape shape, int n, int t, int k, long seed) {
        if (n <= 0 || t <= 0 || k <= 0 || k > n) {
            throw new InvalidInputException("N = " + n + ", T = " + t + ", K = " + k
                    + ": expected positive sizes and no more groups than individuals");
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = labels(shape, n, k, random.split());
        Matrix benefit = Matrix.allocate(n, t);
        Matrix cost = Matrix.allocate(n, t);
        fill(shape, benefit.segment(), cost.segment(), labels, t, k, random);
        return Items.of(benefit, cost, Groups.of(labels, k));
    }

    /** The first K rows hold each label once, so that no group is empty; the rest are drawn. */
    private static int[] labels(Shape shape, int n, int k, SplittableRandom random) {
        double[] cumulative = shape == Shape.ZIPF ? zipf(k) : null;
        int[] labels = new int[n];
        for (int row = 0; row < n; row++) {
            if (row < k) {
                labels[row] = row;
            } else if (cumulative == null) {
                labels[row] = random.nextInt(k);
            } else {
                int place = Arrays.binarySearch(cumulative, random.nextDouble());
                labels[row] = Math.min(place < 0 ? -place - 1 : place, k - 1);
            }
        }
        return labels;
    }

    private static double[] zipf(int k) {
        double[] cumulative = new double[k];
        double sum = 0;
        for (int group = 0; group < k; group++) {
            sum += 1.0 / (group + 1);
            cumulative[group] = sum;
        }
        for (int group = 0; group < k; group++) {
            cumulative[group] /= sum;
        }
        return cumulative;
    }

    private static void fill(Shape shape, MemorySegment benefit, MemorySegment cost, int[] labels, int t, int k,
            SplittableRandom random) {
        double[] scale = shape == Shape.SCALED ? scales(k, random.split()) : null;
        long element = 0;
        for (int label : labels) {
            for (int item = 0; item < t; item++, element++) {
                double b = 1 + 4 * random.nextDouble();
                double c = 0.2 + 0.8 * random.nextDouble();
                switch (shape) {
                    case UNIFORM, ZIPF -> {
                        // As drawn.
                    }
                    case SCALED -> b *= scale[label];
                    case ASCENDING -> {
                        b = element + 1;
                        c = 1;
                    }
                    case TIED -> {
                        b = 2;
                        c = 0.5;
                    }
                    case EXTREME -> b *= Math.scalb(1.0, random.nextInt(-500, 500));
                    case SPARSE -> b = random.nextInt(20) == 0 ? b : 0;
                }
                benefit.setAtIndex(ValueLayout.JAVA_DOUBLE, element, b);
                cost.setAtIndex(ValueLayout.JAVA_DOUBLE, element, c);
            }
        }
    }

    private static double[] scales(int k, SplittableRandom random) {
        double[] scale = new double[k];
        for (int group = 0; group < k; group++) {
            scale[group] = StrictMath.pow(10, 6 * random.nextDouble() - 3);
        }
        return scale;
    }
}
