package io.alphafair.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import java.util.Arrays;
import java.util.List;

/** A problem of more than 2^31 elements, which broadcasting makes of little memory; its winners are near the end. */
public final class LargeProblem {
    private LargeProblem() {
    }

    /** Asks each backend for the winners and closes it. */
    public static void check(List<Backend> backends) {
        int n = 550_000;
        int t = 4096;
        double[] benefit = new double[n];
        double[] cost = new double[t];
        int[] labels = new int[n];
        Arrays.fill(benefit, 1);
        Arrays.fill(cost, 1);
        benefit[n - 2] = 3;
        cost[t - 3] = 0.5;
        labels[n - 1] = 1;
        long last = (long) n * t - 1;
        try (Items items = Items.of(Matrix.copyOf(benefit), Matrix.copyOf(cost, 1, t), Groups.of(labels))) {
            for (Backend opened : backends) {
                try (Backend backend = opened; Prepared prepared = backend.prepare(items)) {
                    BestItems best = prepared.bestItems();
                    assertEquals(last - t - 2, best.winner(0), backend.name());
                    assertEquals(last - 2, best.winner(1), backend.name());
                    assertEquals(n - 2, best.winnerRow(0), backend.name());
                    assertEquals(t - 3, best.winnerItem(0), backend.name());
                    assertEquals(6, best.bestRatio(0), backend.name());
                }
            }
        }
    }
}
