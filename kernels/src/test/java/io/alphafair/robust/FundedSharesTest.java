package io.alphafair.robust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.CappedAllocation;
import io.alphafair.Fairness;
import io.alphafair.FundedEntry;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.OneItemEach;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.robust.FundedShares.Question;
import io.alphafair.scalar.ScalarBackend;
import io.alphafair.select.Backends;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The share of draws in which people are funded. */
class FundedSharesTest {
    private static final Backend SCALAR = new ScalarBackend();

    private static Question question(Fairness fairness, double budget) {
        return new Question(fairness, budget, null, false);
    }

    private static double[] shares(Items items, FundedShares found) {
        double[] shares = new double[(int) items.individualCount()];
        Arrays.setAll(shares, found::share);
        return shares;
    }

    private static Items scaled() {
        return Problems.make(Shape.SCALED, 300, 3, 4, 9).withCaps(Matrix.copyOf(new double[]{1}));
    }

    @Test
    @Seeded(first = 300, all = 3_000)
    void withoutNoiseItIsTheAllocation(Seeds seeds) {
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items(); Prepared prepared = SCALAR.prepare(items)) {
                CappedAllocation allocation = prepared.allocate(problem.fairness(), problem.budget(),
                        problem.weights());
                FundedShares found = FundedShares.of(SCALAR, items, Noise.ofShare(0),
                        new Question(problem.fairness(), problem.budget(), problem.weights(), false), 2, seed);
                double[] expected = new double[(int) items.individualCount()];
                for (FundedEntry entry : allocation.funded()) {
                    expected[(int) entry.row()] = 1;
                }
                assertEquals(Arrays.toString(expected), Arrays.toString(shares(items, found)), problem::toString);
                for (int k = 0; k < items.groupCount(); k++) {
                    assertEquals(allocation.utility(k), found.utilityQuantile(k, 0.05), problem::toString);
                }
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("no ratio above 0"), () -> problem + ": " + e.getMessage());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "forkjoin"})
    void aSeedGivesTheSameOnEveryBackend(String name) {
        try (Items items = scaled(); Backend backend = Backends.open(name)) {
            FundedShares expected = FundedShares.of(SCALAR, items, Noise.ofShare(0.3),
                    question(Fairness.PROPORTIONAL, 40), 20, 7);
            FundedShares actual = FundedShares.of(backend, items, Noise.ofShare(0.3),
                    question(Fairness.PROPORTIONAL, 40), 20, 7);
            assertEquals(Arrays.toString(shares(items, expected)), Arrays.toString(shares(items, actual)));
            for (int k = 0; k < items.groupCount(); k++) {
                assertEquals(expected.utilityQuantile(k, 0.95), actual.utilityQuantile(k, 0.95));
            }
            FundedShares other = FundedShares.of(backend, items, Noise.ofShare(0.3),
                    question(Fairness.PROPORTIONAL, 40), 20, 8);
            assertNotEquals(Arrays.toString(shares(items, expected)), Arrays.toString(shares(items, other)));
        }
    }

    @Test
    void theShareIsTheChanceToBeBeforeTheOther() {
        int draws = 4_000;
        // Two people for one dose: the first is funded if 30 + g > 29 + h, with a chance of Phi(1 / sqrt 2).
        try (Items items = Items.of(new double[]{30, 29}, new double[]{1, 1}, new int[2])
                .withCaps(Matrix.copyOf(new double[]{1})); Matrix one = Matrix.copyOf(new double[]{1})) {
            FundedShares found = FundedShares.of(SCALAR, items, Noise.ofDeviation(one),
                    question(Fairness.UTILITARIAN, 1), draws, 3);
            assertEquals(draws, found.draws());
            // Five standard deviations.
            assertEquals(0.7602499389, found.share(0), 5 * Math.sqrt(0.76 * 0.24 / draws));
            assertEquals(1, found.share(0) + found.share(1), 1e-12);
            assertTrue(found.utilityQuantile(0, 0.05) < 15 && found.utilityQuantile(0, 0.95) > 15.2);
            assertTrue(found.utilityQuantile(0, 0) <= found.utilityQuantile(0, 0.05));
        }
    }

    @Test
    void quantilesAreInterpolated() {
        try (Items items = scaled()) {
            FundedShares found = FundedShares.of(SCALAR, items, Noise.ofShare(0.3),
                    question(Fairness.PROPORTIONAL, 40), 3, 7);
            double low = found.utilityQuantile(1, 0);
            double middle = found.utilityQuantile(1, 0.5);
            assertTrue(low < middle && middle < found.utilityQuantile(1, 1));
            assertEquals((low + middle) / 2, found.utilityQuantile(1, 0.25), 1e-12 * middle);
            assertThrows(InvalidInputException.class, () -> found.utilityQuantile(1, 1.01));
            assertThrows(InvalidInputException.class, () -> found.utilityQuantile(1, Double.NaN));
        }
    }

    @Test
    void negativeDrawsCountAsNone() {
        // The second one is drawn below 0 about half of the time; the other has no noise.
        try (Items items = Items.of(new double[]{1, 1e-9}, new double[]{1, 1}, new int[]{0, 1})
                .withCaps(Matrix.copyOf(new double[]{1})); Matrix deviation = Matrix.copyOf(new double[]{0, 1})) {
            FundedShares found = FundedShares.of(SCALAR, items, Noise.ofDeviation(deviation),
                    question(Fairness.of(0.5), 5), 2_000, 1);
            assertEquals(1, found.share(0));
            assertEquals(0.5, found.share(1), 5 * Math.sqrt(0.25 / 2_000));
            assertEquals(0, found.utilityQuantile(1, 0.05));
        }
    }

    @Test
    void atMostOneItemEach() {
        try (Items items = Problems.make(Shape.UNIFORM, 100, 3, 2, 4).withCaps(Matrix.copyOf(new double[]{1}));
                OneItemEach one = OneItemEach.of(items);
                Prepared prepared = SCALAR.prepare(one.increments())) {
            FundedShares found = FundedShares.of(SCALAR, items, Noise.ofShare(0),
                    new Question(Fairness.PROPORTIONAL, 10, null, true), 2, 0);
            double[] expected = new double[100];
            for (FundedEntry entry : one.funded(prepared.allocate(Fairness.PROPORTIONAL, 10))) {
                expected[(int) entry.row()] = 1;
            }
            assertEquals(Arrays.toString(expected), Arrays.toString(shares(items, found)));
            FundedShares noisy = FundedShares.of(SCALAR, items, Noise.ofShare(1),
                    new Question(Fairness.PROPORTIONAL, 10, null, true), 10, 0);
            assertTrue(Arrays.stream(shares(items, noisy)).anyMatch(share -> share > 0 && share < 1));
        }
    }

    private static void assertRefused(String message, Consumer<Items> call) {
        try (Items items = Items.of(new double[]{3, 2}, new double[]{1, 1}, new int[]{0, 1})
                .withCaps(Matrix.copyOf(new double[]{1}))) {
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> call.accept(items));
            assertTrue(e.getMessage().contains(message), e.getMessage());
        }
    }

    private static FundedShares ask(Items items, Noise noise, double budget, int draws) {
        return FundedShares.of(SCALAR, items, noise, question(Fairness.PROPORTIONAL, budget), draws, 1);
    }

    /** A benefit near the largest double overflows in a draw sooner or later. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusalNamesTheDraw(boolean isOneItemEach) {
        try (Items items = Items.of(new double[]{1e308}, new double[]{1}, new int[1])
                .withCaps(Matrix.copyOf(new double[]{1}))) {
            InvalidInputException e = assertThrows(InvalidInputException.class,
                    () -> FundedShares.of(SCALAR, items, Noise.ofShare(1),
                            new Question(Fairness.PROPORTIONAL, 1, null, isOneItemEach), 50, 1));
            assertTrue(
                    e.getMessage().matches("with the benefits of draw \\d+ of 0\\.\\.49: benefit\\[0,0] is Infinity.*"),
                    e.getMessage());
        }
    }

    @Test
    void badInput() {
        Noise some = Noise.ofShare(0.1);
        assertRefused("0 draws: expected at least 1", items -> ask(items, some, 1, 0));
        assertRefused("budget is 0.0", items -> ask(items, some, 0, 2));
        assertRefused("weight of group 1 is -1.0", items -> FundedShares.of(SCALAR, items, some,
                new Question(Fairness.PROPORTIONAL, 1, new double[]{1, -1}, false), 2, 1));
        assertRefused("the noise is -0.1", items -> Noise.ofShare(-0.1));
        assertRefused("the noise is NaN", items -> Noise.ofShare(Double.NaN));
        assertRefused("the noise is Infinity", items -> Noise.ofShare(Double.POSITIVE_INFINITY));
        assertRefused("benefit[1,0] is -2.0", items -> {
            items.benefit().set(1, 0, -2);
            ask(items, some, 1, 2);
        });
        for (double bad : new double[]{-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            try (Matrix deviation = Matrix.copyOf(new double[]{1, bad})) {
                assertRefused("the standard deviation of benefit[1,0] is " + bad,
                        items -> ask(items, Noise.ofDeviation(deviation), 1, 2));
            }
        }
        try (Matrix deviation = Matrix.copyOf(new double[]{1, 1, 1})) {
            assertRefused("the standard deviations are 3 x 1", items -> ask(items, Noise.ofDeviation(deviation), 1, 2));
        }
        try (Matrix large = Matrix.copyOf(new double[]{10})) {
            assertRefused("with the benefits of draw ", items -> ask(items, Noise.ofDeviation(large), 1, 100));
        }
    }
}
