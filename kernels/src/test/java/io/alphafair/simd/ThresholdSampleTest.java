package io.alphafair.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.Groups;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.forkjoin.ForkJoinBackend;
import io.alphafair.scalar.ScalarBackend;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems long enough that thresholds come from a sample, and so coarse that the sample is full of ties. */
class ThresholdSampleTest {
    private static final int PROBLEMS = 40;
    private static final double[] BENEFITS = {0, -0.0, 1, 2, 3, 4, 6, 12, Double.MIN_VALUE, 1e290};
    private static final double[] COSTS = {1, 2, 3, 4, 6, 1e10};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 16, 21, 64, 67, 130})
    void everyBackendEqualsScalar(int itemCount) {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            Random random = new Random(1000L * itemCount + seed);
            int groupCount = 1 + random.nextInt(seed % 2 == 0 ? 64 : 12);
            int elements = 2000 + random.nextInt(seed % 4 == 0 ? 100_000 : 4000);
            try (Items items = coarse(random, elements / itemCount + 70, itemCount, groupCount);
                    Prepared scalar = new ScalarBackend().prepare(items)) {
                BestItems expected = scalar.bestItems();
                BestItems ranked = BestItems.withRunnerUp(groupCount);
                scalar.bestItems(ranked);
                for (Backend backend : backends()) {
                    try (backend; Prepared prepared = backend.prepare(items)) {
                        String where = backend.description() + ", T " + itemCount + ", seed " + seed;
                        assertEquals(expected, prepared.bestItems(), where);
                        BestItems actual = BestItems.withRunnerUp(groupCount);
                        prepared.bestItems(actual);
                        assertEquals(ranked, actual, where);
                        assertEquals(half(scalar, items), half(prepared, items), where);
                    }
                }
            }
        }
    }

    /** A sample that meets refused entries raises thresholds to nonsense: no harm, the first one must still be named. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 20})
    void everyBackendRefusesTheSameEntry(int itemCount) {
        double[][] refused = {{-1, -1e-3}, {-1, 1}, {1, -1}, {Double.NaN, 1}, {1, 0}, {1e300, 1e-300},
                {Double.POSITIVE_INFINITY, 1}, {1, Double.NaN}};
        for (int seed = 0; seed < PROBLEMS; seed++) {
            Random random = new Random(seed);
            int rows = 3000 / itemCount + 70;
            try (Items items = Problems.make(Shape.UNIFORM, rows, itemCount, 3, seed)) {
                for (int i = 0; i < 1 + rows * itemCount / 100; i++) {
                    double[] pair = refused[random.nextInt(refused.length)];
                    int row = random.nextInt(rows);
                    int item = random.nextInt(itemCount);
                    items.benefit().set(row, item, pair[0]);
                    items.cost().set(row, item, pair[1]);
                }
                String expected;
                try (Prepared scalar = new ScalarBackend().prepare(items)) {
                    expected = assertThrows(InvalidValueException.class, scalar::bestItems).getMessage();
                }
                for (Backend backend : backends()) {
                    try (backend; Prepared prepared = backend.prepare(items)) {
                        assertEquals(expected,
                                assertThrows(InvalidValueException.class, prepared::bestItems).getMessage(),
                                backend.description() + ", T " + itemCount + ", seed " + seed);
                    }
                }
            }
        }
    }

    @Test
    void whereASampleServesNothingIsDividedAndNoneServesTheRunnerUp() {
        try (Items items = Problems.make(Shape.UNIFORM, 20_000, 8, 16, 5);
                SimdPrepared prepared = new SimdBackend().prepare(items)) {
            prepared.bestItems();
            assertEquals(0, prepared.decisions(ScanPath.DIVIDE));
            prepared.bestItems(BestItems.withRunnerUp(16));
            assertTrue(prepared.decisions(ScanPath.DIVIDE) > 16);
        }
    }

    @Test
    void onlyFiniteRatiosAreExpected() {
        PartialBest partial = new PartialBest(4);
        partial.expect(new long[]{0, Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
                Double.doubleToRawLongBits(Double.NaN), Double.doubleToRawLongBits(-1)});
        assertArrayEquals(new double[4], partial.thresholds());
    }

    @Test
    void nothingIsExpectedWhereTheRunnerUpIsTracked() {
        assertThrows(IllegalStateException.class, () -> new PartialBest(1, 0, true).expect(new long[1]));
    }

    /** A part of the rows: what others hold must not matter. */
    private static BestItems half(Prepared prepared, Items items) {
        PartialBest partial = new PartialBest(items.groupCount());
        prepared.accumulate(0, items.individualCount() / 2, partial);
        BestItems best = BestItems.forGroups(items.groupCount());
        partial.finish(items, best);
        return best;
    }

    private static List<Backend> backends() {
        return List.of(new SimdBackend(), new ForkJoinBackend(new SimdBackend(), 3, 700));
    }

    /**
     * Few different ratios, a group with nothing but zeros, a rising part, or groups scaled apart whose best come last; and
     * sometimes one cost a row, item or in all.
     */
    private static Items coarse(Random random, int rows, int itemCount, int groupCount) {
        int[] labels = random.ints(rows, 0, groupCount).toArray();
        for (int group = 0; group < groupCount; group++) {
            labels[group] = group;
        }
        Matrix cost = switch (random.nextInt(6)) {
            case 0 -> Matrix.allocate(rows, 1);
            case 1 -> Matrix.allocate(1, itemCount);
            case 2 -> Matrix.allocate(1, 1);
            default -> Matrix.allocate(rows, itemCount);
        };
        for (int row = 0; row < cost.rows(); row++) {
            for (int item = 0; item < cost.columns(); item++) {
                cost.set(row, item, COSTS[random.nextInt(COSTS.length)]);
            }
        }
        Matrix benefit = Matrix.allocate(rows, itemCount);
        boolean rises = random.nextBoolean();
        boolean late = !rises && random.nextBoolean();
        int kinds = 1 + random.nextInt(BENEFITS.length);
        int barren = random.nextInt(groupCount + 1);
        for (int row = 0; row < rows; row++) {
            for (int item = 0; item < itemCount; item++) {
                double value = rises && row > rows / 2 ? row / 7 : BENEFITS[random.nextInt(kinds)];
                double scale = !late ? 1 : (groupCount - labels[row]) * (row > rows - 6 ? 100 : 1);
                benefit.set(row, item, labels[row] == barren ? 0 : value * scale);
            }
        }
        return Items.of(benefit, cost, Groups.of(labels));
    }
}
