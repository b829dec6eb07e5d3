package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** More than 2^31 elements, which broadcasting makes of little memory. */
class LargeIndexTest {
    @Test
    void winnersBeyondTheRangeOfInt() {
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
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = provider.open(2); Prepared prepared = backend.prepare(items)) {
                    BestItems best = prepared.bestItems();
                    assertEquals(last - t - 2, best.winner(0), provider.name());
                    assertEquals(last - 2, best.winner(1), provider.name());
                    assertEquals(n - 2, best.winnerRow(0), provider.name());
                    assertEquals(t - 3, best.winnerItem(0), provider.name());
                    assertEquals(6, best.bestRatio(0), provider.name());
                }
            }
        }
    }
}
