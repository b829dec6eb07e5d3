package io.alphafair.robust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows in an order drawn by lot. */
class LotteryTest {
    private static final Backend SCALAR = new ScalarBackend();

    private static Items equal(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return Items.of(ones, ones, new int[count]).withCaps(Matrix.copyOf(new double[]{1}));
    }

    @Test
    @Seeded(first = 1_000, all = 10_000)
    void everyRowIsThereOnceWithItsValues(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Lottery lottery = Lottery.of(items, seed)) {
                Items drawn = lottery.items();
                assertEquals(items.groupCount(), drawn.groupCount());
                assertEquals(items.individualCount(), drawn.individualCount());
                assertEquals(items.cap().shape(), drawn.cap().shape());
                assertEquals(items.individualCount(), IntStream.range(0, (int) items.individualCount())
                        .mapToLong(lottery::originalRow).distinct().count(), problem::toString);
                for (long row = 0; row < drawn.individualCount(); row++) {
                    long original = lottery.originalRow(row);
                    assertEquals(row, lottery.drawnRow(original));
                    assertEquals(items.groups().label(original), drawn.groups().label(row));
                    for (int item = 0; item < items.itemCount(); item++) {
                        assertEquals(items.benefit(original, item), drawn.benefit(row, item));
                        assertEquals(items.cost(original, item), drawn.cost(row, item));
                        assertEquals(items.cap(original, item), drawn.cap(row, item));
                    }
                }
            }
        });
    }

    @Test
    @Seeded(first = 500, all = 5_000)
    void onlyTiesAtTheCutOffDependOnTheOrder(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items();
                    Lottery lottery = Lottery.of(items, seed);
                    Prepared plain = SCALAR.prepare(items);
                    Prepared drawn = SCALAR.prepare(lottery.items())) {
                CappedAllocation before = plain.allocate(problem.fairness(), problem.budget(), problem.weights());
                CappedAllocation after = drawn.allocate(problem.fairness(), problem.budget(), problem.weights());
                long[] ties = before.countTies();
                for (FundedEntry entry : before.funded()) {
                    if (ties[entry.group()] == 1 && entry.full()) {
                        assertTrue(after.dose(lottery.drawnRow(entry.row()), entry.item()) > 0, problem::toString);
                    }
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
    }

    @Test
    void aSeedGivesOneOrderForEver() {
        try (Items items = equal(10); Lottery lottery = Lottery.of(items, 1)) {
            assertEquals("[2, 4, 3, 1, 5, 6, 9, 0, 7, 8]",
                    Arrays.toString(IntStream.range(0, 10).mapToLong(lottery::originalRow).toArray()));
        }
    }

    @Test
    void everyRowWinsAsOftenWithNeighbouringSeeds() {
        int count = 8;
        int seeds = 8_000;
        int[] won = new int[count];
        try (Items items = equal(count)) {
            for (int seed = 0; seed < seeds; seed++) {
                try (Lottery lottery = Lottery.of(items, seed); Prepared prepared = SCALAR.prepare(lottery.items())) {
                    for (FundedEntry entry : prepared.allocate(Fairness.MAX_MIN, 3).funded()) {
                        won[(int) lottery.originalRow(entry.row())]++;
                    }
                }
            }
        }
        // Binomial with 3/8: five standard deviations are 217.
        for (int wins : won) {
            assertEquals(3_000, wins, 217, Arrays.toString(won));
        }
    }

    @Test
    void placesThatDoNotExistAndClosing() {
        try (Items items = equal(3)) {
            Lottery lottery = Lottery.of(items, 5);
            assertThrows(IndexOutOfBoundsException.class, () -> lottery.originalRow(3));
            assertThrows(IndexOutOfBoundsException.class, () -> lottery.drawnRow(-1));
            lottery.close();
            lottery.close();
            assertThrows(IllegalStateException.class, () -> lottery.items().benefit(0, 0));
            assertEquals(1, items.benefit(0, 0));
        }
    }

    @Test
    void itemsWithoutCaps() {
        try (Items items = Items.of(new double[]{1, 2}, new double[]{3, 4}, new int[]{0, 1});
                Lottery lottery = Lottery.of(items, 0)) {
            assertFalse(lottery.items().hasCaps());
            assertEquals(3, lottery.items().cost(lottery.drawnRow(0), 0));
        }
    }
}
