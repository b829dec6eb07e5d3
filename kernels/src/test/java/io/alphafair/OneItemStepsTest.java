package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.capped.Hull;
import io.alphafair.capped.HullSource;
import io.alphafair.select.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that are made when they are needed are those that are written to memory. */
class OneItemStepsTest {
    private static final Fairness[] FAIRNESS = {Fairness.UTILITARIAN, Fairness.of(0.5), Fairness.PROPORTIONAL,
            Fairness.MAX_MIN};

    /** Benefits and costs like those of treatments; one in ten is 0, and some rows have equal items. */
    private static double[] numbers(SplittableRandom random, int count, double least) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            boolean whole = i / 100 % 3 == 0;
            numbers[i] = least + (whole ? random.nextInt(4) : random.nextDouble());
            numbers[i] = least == 0 && random.nextInt(10) == 0 ? 0 : numbers[i];
        }
        return numbers;
    }

    private static Items items(int n, int t, int k, Matrix cost, Matrix cap) {
        SplittableRandom random = new SplittableRandom(n + t);
        int[] labels = new int[n];
        for (int row = 0; row < n; row++) {
            labels[row] = row < k ? row : random.nextInt(k);
        }
        return Items.of(Matrix.copyOf(numbers(random, n * t, 0), n, t), cost, Groups.of(labels)).withCaps(cap);
    }

    private static Matrix costs(int n, int t) {
        return Matrix.copyOf(numbers(new SplittableRandom(n - t), n * t, 0.05), n, t);
    }

    private static Matrix one() {
        return Matrix.copyOf(new double[]{1});
    }

    private static Matrix caps(int n) {
        return Matrix.copyOf(numbers(new SplittableRandom(n), n, 0.5));
    }

    private static Items written(OneItemEach one) {
        Items steps = one.increments();
        return Items.of(steps.benefit(), steps.cost(), steps.groups()).withCaps(one());
    }

    @ParameterizedTest
    @CsvSource({"20000,1,1", "20000,2,3", "9000,5,1", "9000,5,40", "5000,9,2", "700,5,3", "3,5,1"})
    void selectionsAreThoseOfWrittenSteps(int n, int t, int k) {
        for (Matrix cap : List.of(one(), caps(n))) {
            try (Items items = items(n, t, k, costs(n, t), cap)) {
                requireSame(items);
            }
        }
    }

    @Test
    void operandsMayBeBroadcast() {
        Matrix oneRow = Matrix.copyOf(new double[]{0.5, 0.2, 1, 0.7}, 1, 4);
        Matrix oneColumn = Matrix.copyOf(numbers(new SplittableRandom(7), 9000, 0.05));
        for (Matrix cost : List.of(oneRow, oneColumn, Matrix.copyOf(new double[]{0.3}))) {
            try (Items items = items(9000, 4, 3, cost, one())) {
                requireSame(items);
            }
        }
    }

    private static void requireSame(Items items) {
        for (String name : List.of("scalar", "simd", "forkjoin")) {
            try (OneItemEach lazy = OneItemEach.of(items);
                    OneItemEach other = OneItemEach.of(items);
                    Backend backend = Backends.open(name);
                    Prepared steps = backend.prepare(lazy.increments());
                    Prepared written = backend.prepare(written(other))) {
                assertEquals(written.select(), steps.select());
                for (Fairness fairness : FAIRNESS) {
                    for (double budget : new double[]{0.01, 0.3, 1e6}) {
                        requireSame(written.allocate(fairness, budget * items.individualCount()),
                                steps.allocate(fairness, budget * items.individualCount()));
                    }
                }
            }
        }
    }

    private static void requireSame(CappedAllocation expected, CappedAllocation found) {
        assertEquals(expected.objective(), found.objective());
        for (int k = 0; k < expected.groupCount(); k++) {
            assertEquals(expected.budget(k), found.budget(k));
            assertEquals(expected.utility(k), found.utility(k));
            assertEquals(expected.fullCount(k), found.fullCount(k));
            assertEquals(expected.criticalIndex(k), found.criticalIndex(k));
            assertEquals(expected.criticalDose(k), found.criticalDose(k));
        }
    }

    private record Step(int from, int to, double benefit, double cost) {}

    private static List<Step> above(Hull hull, double bound) {
        List<Step> steps = new ArrayList<>();
        for (int place = 0; place < hull.count() && hull.ratio(place) > bound; place++) {
            steps.add(new Step(hull.from(place), hull.to(place), hull.benefit(place), hull.cost(place)));
        }
        return steps;
    }

    /** @param kind 0 uniform, 1 whole numbers, 2 nearly in line, 3 nearly in line and far apart */
    private static double[][] row(SplittableRandom random, int t, int kind) {
        double[][] row = new double[2][t];
        for (int item = 0; item < t; item++) {
            double cost = switch (kind) {
                case 0 -> 0.05 + random.nextDouble();
                case 1 -> 1 + random.nextInt(5);
                case 2 -> 1 + random.nextInt(8) * Math.ulp(1.0);
                default -> Math.scalb(1 + random.nextInt(3), random.nextInt(-30, 30));
            };
            row[1][item] = cost;
            double nearly = cost * 3 * (1 + (random.nextInt(9) - 4) * Math.ulp(1.0));
            row[0][item] = kind == 0 ? random.nextDouble() : kind == 1 ? random.nextInt(6) : nearly;
        }
        return row;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void aBoundLeavesOutNoStepAboveIt(int t) {
        SplittableRandom random = new SplittableRandom(t);
        int n = 20_000;
        double[][] benefit = new double[n][];
        double[][] cost = new double[n][];
        for (int i = 0; i < n; i++) {
            double[][] row = row(random, t, i % 4);
            benefit[i] = row[0];
            cost[i] = row[1];
        }
        int shorter = 0;
        try (Items items = Items.of(benefit, cost, new int[n]).withCaps(one());
                OneItemEach one = OneItemEach.of(items)) {
            HullSource bounded = one.hulls();
            for (int row = 0; row < n; row++) {
                Hull whole = one.hull(row);
                for (double nudge : new double[]{-1e-9, -Math.ulp(1.0), 0, Math.ulp(1.0), 1e-9}) {
                    double ratio = whole.count() == 0 ? 1 : whole.ratio(random.nextInt(whole.count()));
                    double bound = ratio * (1 + nudge);
                    Hull found = bounded.read(row, bound);
                    shorter += found.count() < whole.count() ? 1 : 0;
                    assertEquals(above(whole, bound), above(found, bound));
                }
            }
        }
        assertTrue(shorter > n / 10, shorter + " were left out");
    }

    @Test
    void stepsCannotBeChangedOrOutliveTheirItems() {
        try (Items items = Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[2]).withCaps(one());
                Backend scalar = Backends.open("scalar")) {
            OneItemEach one = OneItemEach.of(items);
            assertThrows(UnsupportedOperationException.class,
                    () -> one.increments().refill(new double[2], new double[2], new int[2]));
            assertThrows(RuntimeException.class, () -> one.increments().benefit().set(0, 0, 3));
            assertEquals(2, one.increments().benefit(1, 0));
            OneItemEach late = OneItemEach.of(items);
            try (Prepared prepared = scalar.prepare(late.increments())) {
                CappedAllocation allocation = prepared.allocate(Fairness.UTILITARIAN, 1);
                items.benefit().set(0, 0, 5);
                assertThrows(IllegalStateException.class, prepared::select);
                assertThrows(IllegalStateException.class, late.increments()::benefit);
                assertThrows(IllegalStateException.class, allocation::countTies);
            }
            OneItemEach closed = OneItemEach.of(items);
            closed.close();
            closed.close();
            IllegalStateException e = assertThrows(IllegalStateException.class, closed.increments()::cost);
            assertTrue(e.getMessage().contains("closed"), e.getMessage());
            one.close();
            late.close();
        }
    }

    @Test
    void theFirstInvalidEntryIsNamedWhateverComesBehindIt() {
        int n = 5_000;
        for (double bad : new double[]{Double.NaN, -1, Double.POSITIVE_INFINITY, -Double.MIN_VALUE}) {
            try (Items items = Items
                    .of(numbers(new SplittableRandom(1), n, 0), numbers(new SplittableRandom(2), n, 0.05),
                            new int[n])
                    .withCaps(one())) {
                items.benefit().set(4_000, 0, bad);
                items.cost().set(4_001, 0, 0);
                items.cost().set(100, 0, Double.MIN_VALUE);
                items.benefit().set(100, 0, 4e-324);
                items.benefit().set(200, 0, 1e300);
                items.cost().set(200, 0, Double.MAX_VALUE);
                items.benefit().set(300, 0, -0.0);
                InvalidValueException e = assertThrows(InvalidValueException.class, () -> OneItemEach.of(items));
                assertEquals(4_000, e.row());
                assertEquals(InvalidValueException.Kind.BENEFIT, e.kind());
                items.benefit().set(4_000, 0, 0);
                e = assertThrows(InvalidValueException.class, items::requireValid);
                assertEquals(4_001, e.row());
                items.cost().set(4_001, 0, 1);
                items.benefit().set(50, 0, 1e300);
                items.cost().set(50, 0, 1e-300);
                e = assertThrows(InvalidValueException.class, items::requireValid);
                assertEquals(InvalidValueException.Kind.RATIO, e.kind());
                items.cost().set(50, 0, 1);
                items.requireValid();
            }
        }
    }
}
