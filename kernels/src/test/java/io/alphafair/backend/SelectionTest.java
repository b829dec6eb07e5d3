package io.alphafair.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.Selection;
import io.alphafair.capped.Misses;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final Backend SCALAR = new ScalarBackend();
    private static final double[] ALPHAS = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY};

    /** Counts the passes over the data. */
    private static final class Counting implements Prepared {
        private final Prepared prepared;
        private int passes;

        Counting(Prepared prepared) {
            this.prepared = prepared;
        }

        @Override
        public Items items() {
            return prepared.items();
        }

        @Override
        public void bestItems(BestItems into) {
            prepared.bestItems(into);
        }

        @Override
        public void accumulate(long fromRow, long toRow, PartialBest into) {
            prepared.accumulate(fromRow, toRow, into);
        }

        @Override
        public Selection select(SelectionBounds bounds) {
            passes++;
            return prepared.select(bounds);
        }

        @Override
        public void scatter(BestItems best, double[] byGroup, Matrix out) {
            prepared.scatter(best, byGroup, out);
        }

        @Override
        public void close() {
            prepared.close();
        }
    }

    /** Bounds at two random entries per group, or none. */
    private static SelectionBounds randomBounds(Items items, SplittableRandom random) {
        SelectionBounds bounds = SelectionBounds.everything(items.groupCount());
        for (int tries = 0; tries < 3 * items.groupCount(); tries++) {
            long row = random.nextLong(items.individualCount());
            int item = random.nextInt(items.itemCount());
            int group = items.groups().label(row);
            double ratio = items.benefit(row, item) / items.cost(row, item);
            long index = row * items.itemCount() + item;
            if (ratio > 0 && random.nextBoolean()) {
                bounds.setUpper(group, ratio, index);
            } else if (ratio > 0 && !bounds.isAbove(group, ratio, index)) {
                bounds.setLower(group, ratio, index);
            }
        }
        return bounds;
    }

    @Test
    @Seeded(first = 5_000, all = 50_000)
    void anyPartOfTheEntriesGivesTheSameAnswerOrSaysThatItDoesNotSuffice(Seeds seeds) {
        int[] sufficed = new int[2];
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation whole = prepared.select().allocate(problem.fairness(), problem.budget(),
                        problem.weights());
                SplittableRandom random = new SplittableRandom(seed);
                for (int tries = 0; tries < 4; tries++) {
                    SelectionBounds bounds = randomBounds(items, random);
                    Selection selection = prepared.select(bounds);
                    assertEquals(selection, inParts(prepared, bounds, random), problem::toString);
                    Optional<CappedAllocation> found = selection.attempt(problem.fairness(), problem.budget(),
                            problem.weights(), new Misses(items.groupCount()));
                    found.ifPresent(allocation -> assertEquals(whole, allocation, problem::toString));
                    sufficed[found.isPresent() ? 1 : 0]++;
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(sufficed[0] > seeds.count() / 4, sufficed[0] + " did not suffice");
            assertTrue(sufficed[1] > seeds.count() / 4, sufficed[1] + " sufficed");
        }
    }

    /** Single rows in random partials, merged in a random tree. */
    private static Selection inParts(Prepared prepared, SelectionBounds bounds, SplittableRandom random) {
        Items items = prepared.items();
        PartialSelection[] parts = new PartialSelection[1 + random.nextInt(4)];
        parts[0] = new PartialSelection(bounds);
        for (int i = 1; i < parts.length; i++) {
            parts[i] = parts[0].another();
        }
        for (long row = items.individualCount() - 1; row >= 0; row--) {
            prepared.accumulate(row, row + 1, parts[random.nextInt(parts.length)]);
        }
        for (int count = parts.length; count > 1; count--) {
            int into = random.nextInt(count - 1);
            parts[into].merge(parts[count - 1]);
        }
        return parts[0].finish(items);
    }

    @ParameterizedTest
    @EnumSource(value = Shape.class, names = {"UNIFORM", "SCALED", "ZIPF", "ASCENDING", "SPARSE"})
    void onePassBeyondTheSampleSuffices(Shape shape) {
        try (Items items = Problems.make(shape, 60_000, 4, 8, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Counting prepared = new Counting(SCALAR.prepare(items))) {
            double total = 60_000 * 4 * 0.6;
            Selection everything = prepared.select();
            for (double alpha : ALPHAS) {
                for (double share : new double[]{0.01, 0.1, 0.3}) {
                    Fairness fairness = Fairness.of(alpha);
                    prepared.passes = 0;
                    Selection selection = prepared.select(fairness, share * total, null);
                    String what = fairness + ", share " + share + ", listed " + selection.listedCount();
                    assertEquals(1, prepared.passes, what);
                    assertTrue(selection.listedCount() < 60_000, what);
                    assertEquals(everything.allocate(fairness, share * total),
                            selection.allocate(fairness, share * total), what);
                }
            }
        }
    }

    /** Then a sample of rows tells less than one of as many single entries. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.5})
    void onePassSufficesWhereTheItemsOfAPersonAreAlike(double difference) {
        int n = 60_000;
        int t = 8;
        SplittableRandom random = new SplittableRandom(7);
        double[] benefits = new double[n * t];
        int[] labels = random.ints(n, 0, 8).toArray();
        for (int row = 0; row < n; row++) {
            double person = -Math.log(1 - random.nextDouble());
            for (int item = 0; item < t; item++) {
                benefits[row * t + item] = person * (1 + difference * random.nextDouble());
            }
        }
        try (Items items = Items.of(Matrix.copyOf(benefits, n, t), Matrix.copyOf(new double[]{1}), Groups.of(labels, 8))
                .withCaps(Matrix.copyOf(new double[]{1}));
                Counting prepared = new Counting(SCALAR.prepare(items))) {
            for (double alpha : ALPHAS) {
                for (double share : new double[]{0.003, 0.03, 0.3}) {
                    prepared.passes = 0;
                    Selection selection = prepared.select(Fairness.of(alpha), share * n * t, null);
                    String what = "alpha " + alpha + ", share " + share + ", listed " + selection.listedCount();
                    assertEquals(1, prepared.passes, what);
                    assertTrue(selection.listedCount() < n * t / 2, what);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void threePassesSufficeWhereTheSampleMisleads(boolean heavyTails) {
        // The second one sums buckets, and is not counted here.
        SplittableRandom random = new SplittableRandom(3);
        double[] caps = random.doubles(60_000).map(u -> heavyTails ? StrictMath.pow(u, -1 / 1.1) : 1).toArray();
        Shape shape = heavyTails ? Shape.UNIFORM : Shape.TIED;
        try (Items items = Problems.make(shape, 60_000, 2, 4, 1).withCaps(Matrix.copyOf(caps));
                Counting prepared = new Counting(SCALAR.prepare(items))) {
            double total = 0;
            for (double cap : caps) {
                total += cap;
            }
            Selection everything = prepared.select();
            for (double alpha : ALPHAS) {
                for (double share : new double[]{0.01, 0.1, 0.3, 0.9}) {
                    prepared.passes = 0;
                    Fairness fairness = Fairness.of(alpha);
                    Selection selection = prepared.select(fairness, share * total, null);
                    assertTrue(prepared.passes <= 2, fairness + ": " + prepared.passes + " passes");
                    assertTrue(!heavyTails || selection.listedCount() < 40_000,
                            fairness + ", share " + share + ": " + selection.listedCount() + " listed");
                    assertEquals(everything.allocate(fairness, share * total),
                            selection.allocate(fairness, share * total));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, 3.3, Double.POSITIVE_INFINITY})
    void withoutCapsTheAnswerIsTheClosedForms(double alpha) {
        Fairness fairness = Fairness.of(alpha);
        try (Items items = Problems.make(Shape.SCALED, 500, 3, 7, 2); Prepared prepared = SCALAR.prepare(items)) {
            Allocation expected = prepared.bestItems().allocate(fairness, 12.5);
            for (CappedAllocation allocation : new CappedAllocation[]{prepared.allocate(fairness, 12.5),
                    prepared.select().allocate(fairness, 12.5)}) {
                assertEquals(expected.objective(), allocation.objective());
                assertEquals(expected.shadowPrice(), allocation.shadowPrice());
                for (int k = 0; k < 7; k++) {
                    assertEquals(expected.budget(k), allocation.budget(k));
                    assertEquals(expected.utility(k), allocation.utility(k));
                    assertEquals(expected.dose(k), allocation.criticalDose(k));
                    if (expected.budget(k) > 0) {
                        assertEquals(expected.bestItems().winner(k), allocation.criticalIndex(k));
                    }
                }
            }
        }
    }

    /** They take no longer than the group argmax, and give its numbers. */
    @Test
    void capsThatAreAllInfiniteTakeNoPassOfTheSelection() {
        double[] infinite = new double[60_000 * 2];
        Arrays.fill(infinite, Double.POSITIVE_INFINITY);
        try (Items items = Problems.make(Shape.UNIFORM, 60_000, 2, 8, 1)) {
            CappedAllocation expected = allocateInPasses(items, 0);
            for (double[] caps : new double[][]{{Double.POSITIVE_INFINITY}, infinite}) {
                try (Matrix cap = Matrix.copyOf(caps, caps.length == 1 ? 1 : 60_000, caps.length == 1 ? 1 : 2)) {
                    assertEquals(expected, allocateInPasses(items.withCaps(cap), 0));
                }
            }
            infinite[infinite.length - 1] = 5;
            try (Matrix cap = Matrix.copyOf(infinite, 60_000, 2)) {
                assertEquals(expected, allocateInPasses(items.withCaps(cap), 1));
            }
        }
    }

    private static CappedAllocation allocateInPasses(Items items, int passes) {
        try (Counting prepared = new Counting(SCALAR.prepare(items))) {
            CappedAllocation allocation = prepared.allocate(Fairness.PROPORTIONAL, 100);
            assertEquals(passes, prepared.passes);
            return allocation;
        }
    }

    @Test
    void aSelectionForAnotherBudgetRefuses() {
        try (Items items = Problems.make(Shape.UNIFORM, 60_000, 4, 8, 1).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select(Fairness.PROPORTIONAL, 1000, null);
            assertThrows(IllegalStateException.class, () -> selection.allocate(Fairness.PROPORTIONAL, 50_000));
            assertFalse(selection.equals(prepared.select()));
            assertThrows(InvalidInputException.class, () -> prepared.select(Fairness.PROPORTIONAL, -1, null));
            assertThrows(InvalidInputException.class,
                    () -> prepared.select(Fairness.PROPORTIONAL, 1000, new double[]{1}));
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(Shape.values());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void oneGroupOfAnyShape(Shape shape) {
        try (Items items = Problems.make(shape, 50_000, 2, 1, 5).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            Selection everything = prepared.select();
            for (double alpha : ALPHAS) {
                assertEquals(everything.allocate(Fairness.of(alpha), 3000),
                        prepared.allocate(Fairness.of(alpha), 3000));
            }
        }
    }
}
