package io.alphafair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.scalar.ScalarBackend;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What allocation with caps refuses. */
class CappedInputTest {
    private static final Backend SCALAR = new ScalarBackend();

    private static Items items(double... caps) {
        double[] ones = new double[caps.length];
        Arrays.fill(ones, 1);
        return Items.of(ones, ones, new int[caps.length]).withCaps(Matrix.copyOf(caps));
    }

    private static CappedAllocation allocate(Items items, double budget) {
        try (Prepared prepared = SCALAR.prepare(items)) {
            return prepared.select().allocate(Fairness.PROPORTIONAL, budget);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
    void capsThatAreNotPositive(double cap) {
        try (Items items = items(1, cap, -7)) {
            InvalidValueException e = assertThrows(InvalidValueException.class, () -> allocate(items, 1));
            assertEquals(InvalidValueException.Kind.CAP, e.kind());
            assertEquals(1, e.row());
            assertEquals(0, e.item());
            assertEquals(cap, e.value());
            assertTrue(e.getMessage().contains("cap[1,0] is " + cap), e.getMessage());
        }
    }

    @Test
    void theLowestOffenderIsReportedAndThereTheCapLast() {
        double[] benefit = {1, 1, -1};
        double[] cost = {1, 0, 1};
        try (Items items = Items.of(benefit, cost, new int[3]).withCaps(Matrix.copyOf(new double[]{1, -1, 1}))) {
            InvalidValueException e = assertThrows(InvalidValueException.class, () -> allocate(items, 1));
            assertEquals(InvalidValueException.Kind.COST, e.kind());
            items.cost().set(1, 0, 1);
            e = assertThrows(InvalidValueException.class, () -> allocate(items, 1));
            assertEquals(InvalidValueException.Kind.CAP, e.kind());
            assertEquals(1, e.row());
        }
    }

    @Test
    void capsThatDoNotBroadcast() {
        try (Items items = Items.of(new double[3], new double[3], new int[3]); Matrix caps = Matrix.allocate(2, 1)) {
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> items.withCaps(caps));
            assertTrue(e.getMessage().contains("cap is 2 x 1") && e.getMessage().contains("expected 3 x 1"),
                    e.getMessage());
            assertFalse(items.hasCaps());
            assertThrows(IllegalStateException.class, items::cap);
            assertEquals(Double.POSITIVE_INFINITY, items.cap(0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void budgets(double budget) {
        try (Items items = items(1, 1)) {
            assertThrows(InvalidInputException.class, () -> allocate(items, budget));
        }
    }

    @Test
    void anEntryThatMattersAndIsTooSmallIsRefusedAndAnotherIsNot() {
        try (Items items = Items.of(new double[]{4, 3, 2, 1}, new double[]{1, 1, 1, 1}, new int[4])
                .withCaps(Matrix.copyOf(new double[]{1, 1, Double.MIN_VALUE, Double.MIN_VALUE}))) {
            assertEquals(1, allocate(items, 1.5).fullCount(0));
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> allocate(items, 2.5));
            assertTrue(e.getMessage().contains("[2,0]") && e.getMessage().contains("scale"), e.getMessage());
        }
    }

    @Test
    void aGroupWithoutBenefitIsRefusedFromAlpha1On() {
        try (Items items = Items.of(new double[]{4, 0}, new double[]{1, 1}, new int[]{0, 1})
                .withCaps(Matrix.copyOf(new double[]{1, 1})); Prepared prepared = SCALAR.prepare(items)) {
            Selection selection = prepared.select();
            assertThrows(InvalidInputException.class, () -> selection.allocate(Fairness.PROPORTIONAL, 0.5));
            assertEquals("group 1 has no ratio above 0, so the welfare at alpha infinity is 0 whatever the others get: "
                    + "drop the group, choose alpha < 1 or, if its benefits underflow, scale them up",
                    assertThrows(InvalidInputException.class, () -> selection.allocate(Fairness.MAX_MIN, 0.5))
                            .getMessage());
            CappedAllocation allocation = selection.allocate(Fairness.of(0.5), 0.5);
            assertTrue(allocation.isZero(1));
            assertEquals(0, allocation.budget(1));
            assertEquals(0.5, allocation.budget(0));
            items.benefit().set(0, 0, 0);
            assertThrows(InvalidInputException.class, () -> prepared.select().allocate(Fairness.UTILITARIAN, 1));
        }
    }

    @Test
    void anOverflowingUtilityIsRefusedAndAnOverflowingCapIsNone() {
        try (Items items = Items.of(new double[]{1e300, 1e300}, new double[]{1, 1}, new int[]{0, 0})
                .withCaps(Matrix.copyOf(new double[]{1e10, 1}))) {
            CappedAllocation allocation = allocate(items, 1e5);
            assertEquals(0, allocation.criticalIndex(0));
            assertThrows(InvalidInputException.class, () -> allocate(items, 1e9));
        }
    }
}
