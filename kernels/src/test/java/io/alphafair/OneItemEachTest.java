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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At most one item per person, on golden and generated problems. */
class OneItemEachTest {
    private static final Backend SCALAR = new ScalarBackend();

    static Stream<CappedGolden> cases() {
        return CappedGolden.all().stream().filter(CappedGolden::isOneItemEach);
    }

    private static Items items(CappedGolden golden) {
        return Items.of(Matrix.copyOf(golden.given("benefit"), golden.n(), golden.t()),
                Matrix.copyOf(golden.given("cost"), golden.n(), golden.t()), Groups.of(golden.group(), golden.k()))
                .withCaps(Matrix.copyOf(golden.given("cap"), golden.n(), golden.t()));
    }

    @Test
    void allCasesAreThere() {
        assertEquals(18, cases().count());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void incrementsAndFundedStepsOfGoldenProblemsAreExact(CappedGolden golden) {
        try (Items items = items(golden);
                OneItemEach one = OneItemEach.of(items);
                Prepared prepared = SCALAR.prepare(one.increments())) {
            assertArrayEquals(golden.doubles("incrementBenefit"), one.increments().benefit().toArray());
            assertArrayEquals(golden.doubles("incrementCost"), one.increments().cost().toArray());
            for (int i = 0; i < golden.n() * golden.t(); i++) {
                assertEquals(golden.ints("fromItem")[i], one.fromItem(i / golden.t(), i % golden.t()));
                assertEquals(golden.ints("toItem")[i], one.toItem(i / golden.t(), i % golden.t()));
            }
            CappedAllocation allocation = prepared.allocate(golden.fairness(), golden.budget(), golden.weights());
            List<Integer> funded = new ArrayList<>();
            allocation.funded().forEach(step -> funded.add((int) step.index()));
            assertEquals(Arrays.stream(golden.ints("funded")).boxed().toList(), funded);
        }
    }

    @Test
    @Seeded(first = 3_000, all = 30_000)
    void everyPersonHoldsOneItemAndTheMoneyAddsUp(Seeds seeds) {
        int[] solved = {0};
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items()) {
                boolean uncapped = Arrays.stream(items.cap().toArray()).anyMatch(Double::isInfinite);
                if (uncapped) {
                    assertThrows(InvalidInputException.class, () -> OneItemEach.of(items), problem::toString);
                    return;
                }
                try (OneItemEach one = OneItemEach.of(items); Prepared prepared = SCALAR.prepare(one.increments())) {
                    CappedAllocation allocation = prepared.allocate(problem.fairness(), problem.budget(),
                            problem.weights());
                    check(problem, items, one, allocation);
                    solved[0]++;
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(solved[0] > 0.6 * seeds.count(), solved[0] + " solved");
        }
    }

    private static void check(GeneratedCapped problem, Items items, OneItemEach one, CappedAllocation allocation) {
        double[] spent = new double[items.groupCount()];
        double[] worth = new double[items.groupCount()];
        int[] mixtures = new int[items.groupCount()];
        Map<Long, Double> share = new HashMap<>();
        for (FundedEntry entry : one.funded(allocation)) {
            spent[entry.group()] += entry.dose() * items.cost(entry.row(), entry.item());
            worth[entry.group()] += entry.dose() * items.benefit(entry.row(), entry.item());
            double part = entry.dose() / items.cap(entry.row(), entry.item());
            if (share.merge(entry.row(), part, Double::sum) > part) {
                mixtures[entry.group()]++;
                assertFalse(entry.full());
            }
        }
        share.forEach((row, sum) -> assertTrue(sum <= 1 + 1e-12, () -> problem + ": row " + row + " holds " + sum));
        for (int k = 0; k < spent.length; k++) {
            assertTrue(mixtures[k] <= 1, problem::toString);
            assertEquals(allocation.budget(k), spent[k], 1e-12 * problem.budget(), problem::toString);
            double utility = allocation.groupSize(k) == 0 ? 0 : worth[k] / allocation.groupSize(k);
            assertEquals(allocation.utility(k), utility, 1e-10 * allocation.utility(k), problem::toString);
        }
    }

    @Test
    void closingTheStepsLeavesTheItemsOpen() {
        try (Items items = Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[]{0, 1})
                .withCaps(Matrix.copyOf(new double[]{1})); Prepared prepared = SCALAR.prepare(items)) {
            try (OneItemEach one = OneItemEach.of(items); Items steps = one.increments()) {
                assertEquals(1, steps.benefit(0, 0));
            }
            assertEquals(2, prepared.bestItems().bestRatio(1));
            try (OneItemEach one = OneItemEach.of(items)) {
                assertEquals(0, one.toItem(1, 0));
                assertThrows(IndexOutOfBoundsException.class, () -> one.toItem(2, 0));
            }
        }
        // One row for all: there is no element behind its end that would be missed.
        try (Items items = Items.of(Matrix.copyOf(new double[]{1}, 1, 1), Matrix.copyOf(new double[]{1}, 1, 1),
                Groups.of(new int[1])).withCaps(Matrix.copyOf(new double[]{1}));
                OneItemEach one = OneItemEach.of(items)) {
            assertThrows(IndexOutOfBoundsException.class, () -> one.fromItem(1, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 0, Double.NaN, Double.MIN_VALUE})
    void capsThatMakeNoSteps(double cap) {
        try (Items items = Items.of(new double[]{1, 1}, new double[]{1, 0.25}, new int[2])
                .withCaps(Matrix.copyOf(new double[]{1, cap}))) {
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> OneItemEach.of(items));
            assertTrue(e.getMessage().contains("[1,0]"), e.getMessage());
        }
    }
}
