package io.alphafair.bench.auto;

import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Dimensions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A generated problem by its parameters.
 *
 * @param shape the kind of data
 * @param broadcast whether all rows share one row of costs
 */
record Problem(Shape shape, int n, int t, int k, boolean broadcast) {
    private static final long SEED = 20_260_101;
    /** Two doubles an element. */
    private static final long ELEMENT_BYTES = 2 * Double.BYTES;

    /**
     * Problems that between them take every loop of the backends, so that all are compiled before anything is timed: rows
     * of one element, few, a vector's and many; one group, as many as two vectors hold, and more; and so few rows that no
     * sample is taken, whose short loops need many calls.
     */
    static List<Problem> warmUps() {
        List<Problem> problems = new ArrayList<>(grid(new long[]{20_000}, new int[]{1, 3, 8, 64},
                new int[]{1, 16, 256}, List.of(Shape.UNIFORM, Shape.SCALED), false));
        problems.addAll(grid(new long[]{500}, new int[]{1, 3, 8}, new int[]{1, 16}, List.of(Shape.UNIFORM), false));
        return problems;
    }

    Items make() {
        Items items = Problems.make(shape, n, t, k, SEED);
        if (!broadcast) {
            return items;
        }
        Matrix costs = Matrix.allocate(1, t);
        for (int item = 0; item < t; item++) {
            costs.set(0, item, items.cost(0, item));
        }
        items.cost().close();
        return Items.of(items.benefit(), costs, items.groups());
    }

    long elements() {
        return (long) n * t;
    }

    long bytes() {
        return elements() * ELEMENT_BYTES;
    }

    Dimensions dimensions() {
        return new Dimensions(n, t, k, broadcast);
    }

    /** For people. */
    @Override
    public String toString() {
        return shape.label() + " " + dimensions();
    }

    /** Those of the product that have at least one individual for each group, the smallest first. */
    static List<Problem> grid(long[] elements, int[] items, int[] groups, List<Shape> shapes, boolean broadcast) {
        List<Problem> grid = new ArrayList<>();
        for (long count : elements) {
            for (int t : items) {
                for (int k : groups) {
                    for (Shape shape : shapes) {
                        if (count / t >= k) {
                            grid.add(new Problem(shape, Math.toIntExact(count / t), t, k, broadcast));
                        }
                    }
                }
            }
        }
        grid.sort(Comparator.comparingLong(Problem::elements));
        return grid;
    }
}
