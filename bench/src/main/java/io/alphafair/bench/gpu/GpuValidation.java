package io.alphafair.bench.gpu;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.bench.Gate;
import io.alphafair.bench.MismatchException;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Answers compared with scalar's, bit for bit. */
final class GpuValidation {
    private static final double[] INVALID = {Double.NaN, -1, Double.POSITIVE_INFINITY};

    private final Backend backend;

    GpuValidation(Backend backend) {
        this.backend = backend;
    }

    /**
     * Generated problems of all shapes, half of them with broadcast costs, one of twenty with an invalid benefit; with and
     * without the runner-up.
     *
     * @param goOn asked before each problem
     * @throws MismatchException naming the seed of the first that differs
     */
    String generated(long problems, BooleanSupplier goOn) {
        long seed = 0;
        for (; seed < problems && goOn.getAsBoolean(); seed++) {
            try (Items items = problem(seed)) {
                if (seed % 20 == 0) {
                    checkRefusal(items, seed);
                } else {
                    Gate.check(backend, items, "generated problem " + seed + ", " + items);
                    checkRunnerUp(items, seed);
                }
            }
        }
        return seed + " problems equal scalar" + (seed < problems ? " of " + problems + "; the time was up" : "");
    }

    private void checkRunnerUp(Items items, long seed) {
        try (Backend scalar = new ScalarBackend();
                Prepared reference = scalar.prepare(items);
                Prepared prepared = backend.prepare(items)) {
            BestItems expected = BestItems.withRunnerUp(items.groupCount());
            BestItems found = BestItems.withRunnerUp(items.groupCount());
            reference.bestItems(expected);
            prepared.bestItems(found);
            if (!found.equals(expected)) {
                throw new MismatchException(backend.name(), "generated problem " + seed + ", " + items,
                        "the runner-up differs");
            }
        }
    }

    private static Items problem(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
        int t = 1 + random.nextInt(random.nextInt(8) == 0 ? 70 : 10);
        int n = 1 + random.nextInt(random.nextInt(50) == 0 ? 20_000 : 300);
        int k = random.nextInt(4) == 0 ? 1 + random.nextInt(n) : 1 + random.nextInt(Math.min(n, 40));
        Items made = Problems.make(shape, n, t, k, seed);
        int broadcast = random.nextInt(6);
        if (broadcast > 2) {
            return made;
        }
        // One row, one column or one number of costs for all.
        double[] costs = made.cost().toArray();
        int[] labels = new int[n];
        for (int row = 0; row < n; row++) {
            labels[row] = made.groups().label(row);
        }
        double[] benefits = made.benefit().toArray();
        made.close();
        int rows = broadcast == 1 ? n : 1;
        int columns = broadcast == 0 ? t : 1;
        double[] fewer = Arrays.copyOf(costs, rows * columns);
        return Items.of(Matrix.copyOf(benefits, n, t), Matrix.copyOf(fewer, rows, columns), Groups.of(labels, k));
    }

    private void checkRefusal(Items items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 3; i++) {
            items.benefit().set(random.nextLong(items.benefit().rows()), random.nextInt(items.benefit().columns()),
                    INVALID[random.nextInt(INVALID.length)]);
        }
        try (Backend scalar = new ScalarBackend()) {
            String expected = refusal(scalar, items);
            String found = refusal(backend, items);
            if (!expected.equals(found)) {
                throw new MismatchException(backend.name(), "generated problem " + seed,
                        "refused with '" + found + "', scalar with '" + expected + "'");
            }
        }
    }

    private static String refusal(Backend backend, Items items) {
        try (Prepared prepared = backend.prepare(items)) {
            prepared.bestItems();
            return "nothing";
        } catch (InvalidValueException e) {
            return e.getMessage();
        }
    }

    /** Equal keys and equal values: every launch must find the lowest index. */
    String ties(int rows, int launches) {
        try (Backend scalar = new ScalarBackend();
                Items items = Problems.make(Shape.TIED, rows, 8, 1, 1);
                Items grouped = Problems.make(Shape.TIED, rows, 3, 64, 1)) {
            for (Items tied : new Items[]{items, grouped}) {
                try (Prepared reference = scalar.prepare(tied); Prepared prepared = backend.prepare(tied)) {
                    BestItems expected = reference.bestItems();
                    for (int launch = 0; launch < launches; launch++) {
                        if (!prepared.bestItems().equals(expected)) {
                            throw new MismatchException(backend.name(), "ties, " + tied, "launch " + launch
                                    + " found another winner than the lowest index");
                        }
                    }
                }
            }
        }
        return "2 x " + launches + " launches over " + rows + " rows of equal entries found the lowest index";
    }
}
