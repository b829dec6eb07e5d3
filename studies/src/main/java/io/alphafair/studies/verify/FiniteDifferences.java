package io.alphafair.studies.verify;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Welfare and doses when one benefit moves a little: what derivatives are held to. */
final class FiniteDifferences implements AutoCloseable {
    private static final int MOST_ENTRIES = 500;
    private static final int LEAST_ENTRIES = 10;
    /** Entries read in all: each difference takes two passes. */
    private static final long WORK = 2_000_000;

    private final Items items;
    private final Fairness fairness;
    private final double budget;
    private final Backend backend = Backends.open("scalar");
    private final Prepared prepared;
    private final BestItems best;
    private final Allocation allocation;

    /** @param items whose benefits are changed and restored */
    FiniteDifferences(Items items, Fairness fairness, double budget) {
        this.items = items;
        this.fairness = fairness;
        this.budget = budget;
        this.prepared = backend.prepare(items);
        this.best = BestItems.forGroups(items.groupCount());
        this.allocation = Allocation.forGroups(items.groupCount());
    }

    private Allocation solve() {
        prepared.bestItems(best);
        best.allocate(fairness, budget, allocation);
        return allocation;
    }

    private Allocation solveWith(long flat, double change) {
        Matrix benefit = items.benefit();
        long row = flat / items.itemCount();
        int item = (int) (flat % items.itemCount());
        double before = benefit.get(row, item);
        benefit.set(row, item, before + change);
        try {
            return solve();
        } finally {
            benefit.set(row, item, before);
        }
    }

    /**
     * The largest |central difference - derivative| over up to 500 winners and up to 500 of the other entries, fewer of
     * large data.
     */
    double gradientError(double[] gradientAtWinners, double step) {
        long[] winners = winners();
        double worst = 0;
        for (int k : groups(winners)) {
            worst = larger(worst, welfareDifference(winners[k], step) - gradientAtWinners[k]);
        }
        long[] sorted = winners.clone();
        Arrays.sort(sorted);
        long stride = Math.max(1, size() / looks());
        for (long flat = 0; flat < size(); flat += stride) {
            if (Arrays.binarySearch(sorted, flat) < 0) {
                worst = larger(worst, welfareDifference(flat, step));
            }
        }
        return worst;
    }

    private static double larger(double worst, double error) {
        return Double.isNaN(error) ? Double.NaN : Math.max(worst, Math.abs(error));
    }

    private long[] winners() {
        solve();
        return LongStream.range(0, best.groupCount()).map(k -> best.winner((int) k)).toArray();
    }

    private double welfareDifference(long flat, double step) {
        double above = solveWith(flat, step).objective();
        double below = solveWith(flat, -step).objective();
        return (above - below) / (2 * step);
    }

    /**
     * The largest |central difference - entry| of the doses' Jacobian, over the columns looked at.
     *
     * @param column d dose / d benefit of a winner, by its group
     */
    double jacobianError(IntFunction<double[]> column, double step) {
        return jacobianError(column, step, -step);
    }

    /** The same by forward differences, as the notebooks do. */
    double forwardJacobianError(IntFunction<double[]> column, double step) {
        return jacobianError(column, step, 0);
    }

    private double jacobianError(IntFunction<double[]> column, double up, double down) {
        long[] winners = winners();
        double worst = 0;
        for (int k : groups(winners)) {
            double[] above = doses(solveWith(winners[k], up));
            double[] below = doses(solveWith(winners[k], down));
            double[] expected = column.apply(k);
            for (int l = 0; l < above.length; l++) {
                worst = larger(worst, (above[l] - below[l]) / (up - down) - expected[l]);
            }
        }
        return worst;
    }

    /** The largest entry of the columns looked at. */
    double largest(IntFunction<double[]> column) {
        return Arrays.stream(groups(winners())).mapToObj(column).flatMapToDouble(Arrays::stream).map(Math::abs).max()
                .orElse(0);
    }

    /** The groups looked at, of those that are not absent. */
    private int[] groups(long[] winners) {
        int[] all = IntStream.range(0, winners.length).filter(k -> winners[k] >= 0).toArray();
        int stride = (int) Math.max(1, all.length / looks());
        return IntStream.range(0, all.length).filter(place -> place % stride == 0).map(place -> all[place]).toArray();
    }

    private long looks() {
        return Math.clamp(WORK / size(), LEAST_ENTRIES, MOST_ENTRIES);
    }

    private long size() {
        return items.individualCount() * items.itemCount();
    }

    private static double[] doses(Allocation a) {
        double[] doses = new double[a.groupCount()];
        for (int k = 0; k < doses.length; k++) {
            doses[k] = a.dose(k);
        }
        return doses;
    }

    @Override
    public void close() {
        prepared.close();
        backend.close();
    }
}
