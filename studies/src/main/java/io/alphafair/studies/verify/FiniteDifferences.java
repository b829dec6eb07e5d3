package io.alphafair.studies.verify;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
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
    private final ScalarBackend backend = new ScalarBackend();
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

    /** The largest |central difference - derivative| over the winners and, of the other entries, up to 500, fewer of large data. */
    double gradientError(double[] gradientAtWinners, double step) {
        long[] winners = winners();
        double worst = 0;
        for (int k = 0; k < winners.length; k++) {
            if (winners[k] >= 0) {
                worst = larger(worst, welfareDifference(winners[k], step) - gradientAtWinners[k]);
            }
        }
        long size = items.individualCount() * items.itemCount();
        long stride = Math.max(1, size / Math.clamp(WORK / size, LEAST_ENTRIES, MOST_ENTRIES));
        for (long flat = 0; flat < size; flat += stride) {
            long entry = flat;
            if (LongStream.of(winners).noneMatch(winner -> winner == entry)) {
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

    /** The largest |central difference - entry| of the doses' Jacobian. */
    double jacobianError(double[][] jacobian, double step) {
        return jacobianError(jacobian, step, -step);
    }

    /** The same by forward differences, as the notebooks do. */
    double forwardJacobianError(double[][] jacobian, double step) {
        return jacobianError(jacobian, step, 0);
    }

    private double jacobianError(double[][] jacobian, double up, double down) {
        long[] winners = winners();
        double worst = 0;
        for (int k = 0; k < winners.length; k++) {
            if (winners[k] < 0) {
                continue;
            }
            double[] above = doses(solveWith(winners[k], up));
            double[] below = doses(solveWith(winners[k], down));
            for (int l = 0; l < above.length; l++) {
                worst = larger(worst, (above[l] - below[l]) / (up - down) - jacobian[l][k]);
            }
        }
        return worst;
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
