package io.alphafair.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.Fairness;
import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** The answer in one line, for each kind of input. */
class AllocatorTest {
    private static final double[][] BENEFIT = {{3, 1}, {2, 4}, {5, 2}};
    private static final double[][] COST = {{1, 1}, {2, 1}, {2, 2}};
    private static final int[] GROUP = {0, 1, 1};
    private static final Fairness FAIRNESS = Fairness.of(2);
    /** rho = (3, 4), sizes (1, 2), alpha 2: budgets as 3^(-1/2) to 2^(-1/2). */
    private static final double FIRST = 1000 / (1 + Math.sqrt(1.5));

    private static void assertAnswer(Allocation allocation) {
        assertEquals(FIRST, allocation.budget(0), 1e-12 * FIRST);
        assertEquals(1000 - FIRST, allocation.budget(1), 1e-9);
        assertEquals(3, allocation.bestItems().winner(1));
        // What the data's memory held is not needed any more.
        assertEquals(2, allocation.vjp(new double[]{1, 1}).length);
        assertEquals(0, allocation.dualityGap(), 1e-12);
    }

    @Test
    void ofArrays() {
        assertAnswer(Allocator.allocate(BENEFIT, COST, GROUP, FAIRNESS, 1000));
    }

    @Test
    void ofMatricesWhichStayOpen() {
        Allocation allocation;
        try (Matrix benefit = Matrix.copyOf(BENEFIT);
                Matrix cost = Matrix.copyOf(COST);
                Groups groups = Groups.of(GROUP)) {
            allocation = Allocator.allocate(benefit, cost, groups, FAIRNESS, 1000);
            assertEquals(3, benefit.get(0, 0));
            assertEquals(0, groups.label(0));
        }
        assertAnswer(allocation);
    }

    @Test
    void ofSegmentsWhichMayBeClosedAfterwards() {
        Allocation allocation;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment group = arena.allocateFrom(ValueLayout.JAVA_INT, GROUP);
            allocation = Allocator.allocate(arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 3, 1, 2, 4, 5, 2),
                    arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 1, 2, 1, 2, 2), group, 2, FAIRNESS, 1000);
            assertEquals(1, group.getAtIndex(ValueLayout.JAVA_INT, 2));
        }
        assertAnswer(allocation);
    }

    /** Of a size for which several threads would be chosen. */
    @Test
    void ofConfinedSegmentsByOneThread() {
        int rows = 200_000;
        try (Arena arena = Arena.ofConfined(); Items large = Problems.make(Shape.UNIFORM, rows, 4, 2, 1)) {
            MemorySegment benefit = arena.allocate(large.benefit().segment().byteSize(), 8)
                    .copyFrom(large.benefit().segment());
            Allocation found = Allocator.allocate(benefit, large.cost().segment(), large.groups().segment(), 4,
                    FAIRNESS, 1000);
            try (Backend backend = Backends.open("scalar"); Prepared prepared = backend.prepare(large)) {
                assertEquals(prepared.bestItems(), found.bestItems());
            }
            Chooser chooser = Chooser.of(Crossovers.builtIn("none"));
            assertEquals(2, chooser.choose(large, 2).parallelism());
            Items confined = Items.of(Matrix.view(benefit, rows, 4), large.cost(), large.groups());
            Choice choice = chooser.choose(confined, 2);
            assertEquals(1, choice.parallelism());
            assertTrue(choice.explain().contains("; 1 thread because the memory is confined to one)"),
                    choice.explain());
            assertThrows(InvalidInputException.class, () -> chooser.choose(confined, 0));
        }
    }

    @Test
    void theSizeOfASegmentTellsHowItIsBroadcast() {
        double[][] column = {{2}, {1}, {4}};
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment group = arena.allocateFrom(ValueLayout.JAVA_INT, GROUP);
            MemorySegment benefit = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 3, 1, 2, 4, 5, 2);
            double[][][] costs = {column, {{2, 3}}, {{2}}};
            double[][] flat = {{2, 1, 4}, {2, 3}, {2}};
            for (int i = 0; i < costs.length; i++) {
                Allocation expected = Allocator.allocate(BENEFIT, costs[i], GROUP, FAIRNESS, 1000);
                Allocation found = Allocator.allocate(benefit, arena.allocateFrom(ValueLayout.JAVA_DOUBLE, flat[i]),
                        group, 2, FAIRNESS, 1000);
                assertEquals(expected.bestItems(), found.bestItems());
                assertArrayEquals(expected.benefitGradient(), found.benefitGradient());
            }
        }
    }

    @Test
    void aSizeThatTellsNothingIsRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment group = arena.allocateFrom(ValueLayout.JAVA_INT, 0, 1);
            MemorySegment two = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 2);
            MemorySegment four = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 2, 3, 4);
            assertRefused("the cost segment has 2 doubles, which is 2 x 1 as well as 1 x 2", four, two, group, 2);
            assertRefused("the segment has 32 bytes: expected 48 for 2 x 3 doubles", four, four, group, 3);
            assertRefused("0 items", four, four, group, 0);
            assertRefused("the label segment (3 bytes", four, four, group.asSlice(0, 3), 2);
        }
    }

    private static void assertRefused(String words, MemorySegment benefit, MemorySegment cost, MemorySegment group,
            int itemCount) {
        InvalidInputException e = assertThrows(InvalidInputException.class,
                () -> Allocator.allocate(benefit, cost, group, itemCount, FAIRNESS, 1));
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
