package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.Prepared;
import io.alphafair.backend.UnknownBackendException;
import io.alphafair.select.Backends;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is refused, with the place and the remedy in the message. */
class BadInputTest {
    private static final double MAX = Double.MAX_VALUE;

    private static void refused(Executable call, String... parts) {
        InvalidInputException e = assertThrows(InvalidInputException.class, call);
        assertEquals(1, e.getMessage().lines().count());
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), () -> "'" + part + "' is not in: " + e.getMessage());
        }
    }

    @Test
    void emptyArrays() {
        refused(() -> Matrix.copyOf(new double[0]), "0 x 1", "at least one row", "pass some data");
        refused(() -> Matrix.copyOf(new double[0][]), "0 x 0", "at least one row");
        refused(() -> Matrix.copyOf(new double[2][0]), "2 x 0", "one column");
        refused(() -> Groups.of(new int[0]), "no labels", "pass some data");
    }

    @Test
    void raggedRows() {
        refused(() -> Matrix.copyOf(new double[][]{{1, 2}, {1}}), "row 1 has 1 items", "row 0 has 2", "rectangular");
        refused(() -> Groups.of(new int[][]{{0}, {0, 1}}), "label row 1", "N x 1");
    }

    @Test
    void lengths() {
        refused(() -> Matrix.copyOf(new double[5], 2, 3), "5 values", "2 x 3 = 6");
        refused(() -> Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[]{0}), "1 labels for 2 individuals");
        refused(() -> Items.of(new double[]{1, 2, 3}, new double[]{1, 1}, new int[]{0, 0, 0}), "3 x 1", "2 x 1",
                "does not broadcast", "expected 3 x 1");
        refused(() -> Items.of(new double[][]{{1, 2}, {3, 4}}, new double[][]{{1, 1, 1}, {1, 1, 1}}, new int[]{0, 0}),
                "2 x 2", "2 x 3", "does not broadcast");
        // One row of each would leave N to the labels alone: most likely a mistake.
        refused(() -> Items.of(new double[][]{{1, 2}}, new double[][]{{1, 1}}, new int[]{0, 0}),
                "2 labels for 1 individuals");
    }

    @Test
    void labels() {
        refused(() -> Groups.of(new int[]{0, 3, 1}, 3), "row 1 is 3", "0..2");
        refused(() -> Groups.of(new int[]{0, -2}), "row 1 is -2", "0..0");
        refused(() -> Groups.of(new int[]{-1}), "row 0 is -1");
        refused(() -> Groups.of(new int[]{0, 2}), "group 1 of 0..2 has no member", "Absent.ALLOWED");
        refused(() -> Groups.of(new int[]{0}, 0), "0 groups");
        refused(() -> Groups.of(new int[]{Integer.MAX_VALUE}), "number the groups from 0");
    }

    @Test
    void segments() {
        refused(() -> Matrix.view(MemorySegment.ofArray(new double[4]), 2, 2), "heap segment", "Matrix.copyOf");
        refused(() -> Groups.view(MemorySegment.ofArray(new int[4]), 1, Groups.Absent.REFUSED), "heap", "native");
        try (Arena arena = Arena.ofConfined()) {
            refused(() -> Matrix.view(arena.allocate(24), 2, 2), "24 bytes", "expected 32");
            refused(() -> Groups.view(arena.allocate(7), 1, Groups.Absent.REFUSED), "7 bytes", "whole 32-bit ints");
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1, benefit", "Infinity, 1, benefit", "-1, 1, benefit", "-4.9e-324, 1, benefit", "1, 0, cost",
            "1, -0.0, cost", "1, -2, cost", "1, NaN, cost", "1, Infinity, cost", "0, 0, cost",
            "0, Infinity, cost", "-0.0, -0.0, cost", "1e300, 1e-300, ratio"})
    void valuesAreRefusedAtTheSamePlaceByEveryBackend(double benefit, double cost, String kind) {
        for (int place : new int[]{0, 3, 17, 18, 4999}) {
            double[] benefits = new double[5001];
            double[] costs = new double[5001];
            Arrays.fill(benefits, 1);
            Arrays.fill(costs, 1);
            benefits[place] = benefit;
            costs[place] = cost;
            // A later offender must not be the one that is reported.
            benefits[5000] = Double.NaN;
            try (Items items = Items.of(Matrix.copyOf(benefits, 1667, 3), Matrix.copyOf(costs, 1667, 3),
                    Groups.of(new int[1667]))) {
                for (BackendProvider provider : Backends.available()) {
                    try (Backend backend = provider.open(2); Prepared prepared = backend.prepare(items)) {
                        InvalidValueException e = assertThrows(InvalidValueException.class, prepared::bestItems);
                        assertEquals(kind, e.kind().name().toLowerCase(Locale.ROOT), provider.name());
                        assertEquals(place / 3, e.row(), provider.name());
                        assertEquals(place % 3, e.item(), provider.name());
                        refused(prepared::bestItems, "[" + place / 3 + "," + place % 3 + "]", "expected");
                    }
                }
            }
        }
    }

    @Test
    void largestAndSmallestValuesAreWelcome() {
        try (Items items = Items.of(new double[]{MAX, -0.0, Double.MIN_VALUE}, new double[]{MAX, Double.MIN_VALUE, MAX},
                new int[]{0, 0, 0})) {
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = provider.open(2); Prepared prepared = backend.prepare(items)) {
                    assertEquals(1, prepared.bestItems().bestRatio(0), provider.name());
                }
            }
        }
    }

    private static BestItems best(double... benefit) {
        int[] labels = new int[benefit.length];
        double[] cost = new double[benefit.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
            cost[i] = 1;
        }
        try (Items items = Items.of(benefit, cost, labels);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            return prepared.bestItems();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void budgets(double budget) {
        refused(() -> best(1, 2).allocate(Fairness.PROPORTIONAL, budget), "budget is " + budget, "finite number > 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.NEGATIVE_INFINITY, -Double.MIN_VALUE})
    void alphas(double alpha) {
        refused(() -> Fairness.of(alpha), "alpha is " + alpha, ">= 0 or infinity");
    }

    @Test
    void alphaTexts() {
        refused(() -> Fairness.parse("fair"), "'fair'", "'inf'");
        assertEquals(Fairness.MAX_MIN, Fairness.parse(" Inf "));
        assertEquals(Fairness.of(25), Fairness.parse("+2.5E1"));
        assertEquals(Fairness.of(0.01346789), Fairness.parse("1.346789e-02"));
        assertEquals(Fairness.UTILITARIAN, Fairness.of(-0.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "0x1p1", "1d", "2f", "NaN", "-inf", "", "e", "1e", "+-1", "1,5",
            "\u0661"})
    void textsThatAreNoDecimalNumberOrTooLarge(String text) {
        refused(() -> Fairness.parse(text), "alpha is '" + text + "'", ">= 0 or 'inf'");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2})
    void aGroupWithoutBenefitAtAlphaOneAndAbove(double alpha) {
        refused(() -> best(1, 0, 2).allocate(Fairness.of(alpha), 1), "group 1",
                "the welfare at alpha " + alpha + " is minus infinity", "alpha < 1");
    }

    /** The welfare is the smallest utility there, which is 0. */
    @Test
    void aGroupWithoutBenefitAtAlphaInfinity() {
        refused(() -> best(1, 0, 2).allocate(Fairness.MAX_MIN, 1), "group 1",
                "the welfare at alpha infinity is 0 whatever the others get", "alpha < 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, Double.POSITIVE_INFINITY})
    void noBenefitAtAll(double alpha) {
        refused(() -> best(0, -0.0).allocate(Fairness.of(alpha), 1), "no benefit is positive");
    }

    @Test
    void ratiosThatUnderflow() {
        try (Items items = Items.of(new double[]{Double.MIN_VALUE, 0, 0}, new double[]{1, 1, 1}, new int[]{0, 0, 0});
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            refused(() -> best.allocate(Fairness.UTILITARIAN, 1), "group 0", "underflows", "scale the benefits");
        }
        refused(() -> best(1, 1, 1).allocate(Fairness.PROPORTIONAL, Double.MIN_VALUE), "too small", "scale");
    }

    @Test
    void weights() {
        BestItems best = best(1, 2);
        refused(() -> best.allocate(Fairness.PROPORTIONAL, 1, new double[]{1}), "1 weights", "expected 2");
        refused(() -> best.allocate(Fairness.PROPORTIONAL, 1, new double[]{1, 0}), "weight of group 1 is 0.0");
        refused(() -> best.allocate(Fairness.PROPORTIONAL, 1, new double[]{1, Double.NaN}), "weight of group 1");
        refused(() -> best.allocate(Fairness.of(2), 1, new double[]{1, MAX}), "scale the weights");
    }

    @Test
    void upstreamGradients() {
        Allocation allocation = best(1, 2).allocate(Fairness.of(2), 1);
        refused(() -> allocation.vjp(new double[]{1}), "1 values of the upstream gradient", "expected 2");
        refused(() -> allocation.vjp(new double[]{1, Double.NaN}), "upstream gradient of group 1 is NaN");
        refused(() -> allocation.jvp(new double[]{Double.POSITIVE_INFINITY, 0}), "tangent of group 0");
    }

    @Test
    void denseShapes() {
        try (Items items = Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[]{0, 0});
                Matrix wrong = Matrix.allocate(2, 2)) {
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = provider.open(2); Prepared prepared = backend.prepare(items)) {
                    Allocation allocation = prepared.bestItems().allocate(Fairness.PROPORTIONAL, 1);
                    refused(() -> prepared.denseDose(allocation, wrong), "2 x 2", "expected 2 x 1");
                    refused(() -> prepared.denseVjp(allocation, wrong, wrong), "upstream is 2 x 2", "expected 2 x 1");
                }
            }
        }
    }

    @Test
    void anOutputThatCannotBeWritten() {
        try (Items items = Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[]{0, 0});
                Items capped = items.withCaps(Matrix.copyOf(new double[]{1}));
                Matrix owner = Matrix.copyOf(new double[]{7, 7})) {
            Matrix out = Matrix.view(owner.segment().asReadOnly(), 2, 1);
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = provider.open(2);
                        Prepared prepared = backend.prepare(items);
                        Prepared withCaps = backend.prepare(capped)) {
                    Allocation allocation = prepared.bestItems().allocate(Fairness.PROPORTIONAL, 1);
                    CappedAllocation cappedAllocation = withCaps.allocate(Fairness.PROPORTIONAL, 1);
                    refused(() -> prepared.denseDose(allocation, out), "out is a read-only matrix");
                    refused(() -> withCaps.denseDose(cappedAllocation, out), "out is a read-only matrix");
                    assertEquals(7, owner.get(0, 0));
                }
            }
        }
    }

    @Test
    void backendNames() {
        UnknownBackendException e = assertThrows(UnknownBackendException.class, () -> Backends.open("doesnotexist"));
        assertTrue(e.getMessage().contains("'doesnotexist'") && e.getMessage().contains("scalar, simd, forkjoin"),
                e.getMessage());
        assertTrue(new BackendUnavailableException("x", Availability.no("no driver")).getMessage()
                .contains("'x' cannot run here: no driver"));
    }

    @Test
    void batches() {
        refused(() -> new Batch(0, 1), "0 instances");
        refused(() -> new Batch(1 << 20, 1 << 20), "split the batch");
        refused(() -> new Batch(2, 2).groups(new int[]{0, 2}, new int[]{0, 0}), "instance of row 1 is 2", "0..1");
        refused(() -> new Batch(2, 2).groups(new int[]{0, 1}, new int[]{0, -1}), "label of row 1 is -1", "0..1");
        refused(() -> new Batch(2, 2).groups(new int[]{0}, new int[]{0, 0}), "1 instance numbers for 2 labels");
    }

    @Test
    void aRefusedRefillLeavesNothingThatAnswersWrongly() {
        try (Items items = Items.of(new double[]{1, 2}, new double[]{1, 1}, new int[]{0, 1})) {
            refused(() -> items.refill(new double[]{7, 7}, new double[]{1}, new int[]{0, 1}), "1 values");
            assertEquals(1, items.benefit(0, 0), "a wrong length changes nothing");
            for (BackendProvider provider : Backends.available()) {
                try (Backend backend = provider.open(2); Prepared prepared = backend.prepare(items)) {
                    for (int[] labels : new int[][]{{0, 0}, {0, 9}}) {
                        refused(() -> items.groups().refill(labels), labels[1] == 0 ? "no member" : "row 1 is 9");
                        refused(prepared::bestItems, "labels that were refused");
                    }
                    items.groups().refill(new int[]{1, 0});
                    assertEquals(1, prepared.bestItems().winner(0));
                }
            }
        }
    }

    @Test
    void parallelism() {
        refused(() -> Backends.open("scalar", 0), "parallelism is 0", "expected 1..");
        refused(() -> Backends.open("forkjoin", 100_000), "parallelism is 100000");
    }
}
