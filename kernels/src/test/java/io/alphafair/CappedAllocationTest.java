package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.testing.CappedGolden;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Allocation with caps as users see it. */
class CappedAllocationTest {
    private static final Backend SCALAR = new ScalarBackend();
    /** Below, welfare and utilities have lost digits. */
    private static final double LEAST = 1e-290;

    static Stream<CappedGolden> cases() {
        return CappedGolden.all().stream();
    }

    private static Items items(CappedGolden golden) {
        return Items.of(Matrix.copyOf(golden.entryBenefit(), golden.n(), golden.t()),
                Matrix.copyOf(golden.entryCost(), golden.n(), golden.t()), Groups.of(golden.group(), golden.k()))
                .withCaps(Matrix.copyOf(golden.entryCap(), golden.n(), golden.t()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFundedEntriesOfGoldenProblemsAreExact(CappedGolden golden) {
        try (Items items = items(golden); Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.select().allocate(golden.fairness(), golden.budget(),
                    golden.weights());
            List<Integer> funded = new ArrayList<>();
            double[] spent = new double[golden.k()];
            for (FundedEntry entry : allocation.funded()) {
                funded.add((int) entry.index());
                assertEquals(entry.dose(), allocation.dose(entry.row(), entry.item()));
                assertEquals(entry.index() == allocation.criticalIndex(entry.group()), !entry.full());
                spent[entry.group()] += entry.dose() * items.cost(entry.row(), entry.item());
            }
            assertEquals(Arrays.stream(golden.ints("funded")).boxed().toList(), funded);
            for (int k = 0; k < spent.length; k++) {
                assertEquals(golden.ints("whole")[k], allocation.fullCount(k));
                assertEquals(allocation.budget(k), spent[k], 1e-13 * golden.budget());
            }
        }
    }

    @Test
    @Seeded(first = 5_000, all = 50_000)
    void answersOfGeneratedProblemsAreOptimal(Seeds seeds) {
        int[] solved = {0};
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation allocation = prepared.select().allocate(problem.fairness(), problem.budget(),
                        problem.weights());
                solved[0]++;
                check(problem, items, allocation);
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(solved[0] > 0.8 * seeds.count(), solved[0] + " solved");
        }
    }

    private static void check(GeneratedCapped problem, Items items, CappedAllocation allocation) {
        double alpha = problem.fairness().alpha();
        double finite = alpha == Double.POSITIVE_INFINITY ? 0 : alpha;
        double spent = 0;
        boolean lostDigits = false;
        for (int k = 0; k < allocation.groupCount(); k++) {
            spent += allocation.budget(k);
            lostDigits |= allocation.utility(k) > 0 && allocation.utility(k) < LEAST;
        }
        double rest = problem.budget() - spent - allocation.unspent();
        double steps = 1 + (alpha > 0 ? 1 / alpha : 0);
        assertTrue(Math.abs(rest) <= 1e-13 * steps * problem.budget(), () -> problem + ": not spent " + rest);
        double scale = alpha == Double.POSITIVE_INFINITY || alpha == 1 ? items.groupCount() : 0;
        if (alpha == Double.POSITIVE_INFINITY) {
            scale = allocation.objective();
        } else if (alpha != 1) {
            scale = Math.abs((1 - alpha) * allocation.objective());
        }
        double bound = 1e-13 * (1 + finite) * Math.max(scale, weights(problem, allocation))
                + LEAST;
        double gap = allocation.dualityGap();
        assertTrue(gap >= -bound && (lostDigits || gap <= bound), () -> problem + ": gap " + gap + " over " + bound);
    }

    private static double weights(GeneratedCapped problem, CappedAllocation allocation) {
        double sum = 0;
        if (problem.fairness().alpha() == 1) {
            for (int k = 0; k < allocation.groupCount(); k++) {
                sum += allocation.weight(k);
            }
        }
        return sum;
    }

    @Test
    void tiesAtTheCutOffAreCounted() {
        try (Items items = Items.of(new double[]{3, 2, 2, 2, 1, 5}, new double[]{1, 1, 1, 1, 1, 1},
                new int[]{0, 0, 0, 0, 0, 1}).withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.allocate(Fairness.MAX_MIN, 2);
            assertEquals(1, allocation.cutoffIndex(0));
            assertArrayEquals(new long[]{3, 1}, allocation.countTies());
            assertArrayEquals(new long[]{0, 0}, prepared.allocate(Fairness.MAX_MIN, 10).countTies());
        }
        try (Items two = Items.of(new double[][]{{2, 2}, {2, 1}}, new double[][]{{1, 1}, {1, 1}}, new int[]{0, 0})
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(two)) {
            assertArrayEquals(new long[]{2}, prepared.allocate(Fairness.MAX_MIN, 1).countTies(), "people, not entries");
        }
    }

    /** One group is full just where the other one has come to its utility: more money is worth nothing to the smallest. */
    @Test
    void theGapIsZeroWhereAGroupIsFullAtTheUtilityOfAnother() {
        for (int full = 0; full < 2; full++) {
            double[] caps = {2, 2};
            caps[full] = 1;
            try (Items items = Items.of(new double[]{1, 1}, new double[]{1, 1}, new int[]{0, 1})
                    .withCaps(Matrix.copyOf(caps)); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation allocation = prepared.select().allocate(Fairness.MAX_MIN, 2);
                assertTrue(allocation.isFull(full) && !allocation.isFull(1 - full));
                assertEquals(0, allocation.dualityGap());
                assertEquals(0, allocation.shadowPrice());
                // The best whole plan has welfare 1, this one as well or 0.
                WholeAllocation whole = allocation.whole();
                assertEquals(1 - whole.objective(), whole.lossBound());
                for (FundedEntry entry : allocation.funded()) {
                    assertEquals(entry.group() == full ? 1 : 0, allocation.benefitGradient(entry));
                }
            }
        }
    }

    @Test
    void anEntryThatIsNotThereHasNoDose() {
        try (Items items = Items.of(new double[]{2, 1}, new double[]{1, 1}, new int[]{0, 0})
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.select().allocate(Fairness.PROPORTIONAL, 1.5);
            assertEquals(0.5, allocation.dose(1, 0));
            long[][] places = {{0, 1}, {0, -1}, {2, 0}, {-1, 0}};
            for (long[] place : places) {
                int item = (int) place[1];
                assertThrows(IndexOutOfBoundsException.class, () -> allocation.dose(place[0], item));
                assertThrows(IndexOutOfBoundsException.class, () -> allocation.explain(place[0], item));
                assertThrows(IndexOutOfBoundsException.class, () -> items.benefit(place[0], item));
                assertThrows(IndexOutOfBoundsException.class, () -> items.cost(place[0], item));
                assertThrows(IndexOutOfBoundsException.class, () -> items.cap(place[0], item));
            }
        }
    }

    @Test
    void aResultRefusesToReadItemsThatHaveChanged() {
        try (Items items = Items.of(new double[]{3, 2}, new double[]{1, 1}, new int[]{0, 0})
                .withCaps(Matrix.copyOf(new double[]{1}));
                Prepared prepared = SCALAR.prepare(items)) {
            CappedAllocation allocation = prepared.select().allocate(Fairness.PROPORTIONAL, 1.5);
            assertEquals(0.5, allocation.dose(1, 0));
            assertEquals(1, allocation.fullCount(0));
            assertEquals(2, allocation.cutoffRatio(0));
            items.benefit().set(0, 0, 1);
            assertThrows(IllegalStateException.class, () -> allocation.dose(1, 0));
            assertThrows(IllegalStateException.class, () -> allocation.funded().iterator());
            assertEquals(1, allocation.fullCount(0));
            assertFalse(allocation.isKink());
        }
    }
}
