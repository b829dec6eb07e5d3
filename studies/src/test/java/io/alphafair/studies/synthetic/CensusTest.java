package io.alphafair.studies.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import io.alphafair.select.Backends;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CensusTest {
    @Test
    void hasTheNotebooksCells() {
        List<Cell> cells = Cell.all();
        double[] expected = {0.305, 0.305, 0.06, 0.06, 0.05, 0.05, 0.04, 0.04, 0.03, 0.03, 0.015, 0.015};
        assertArrayEquals(expected, cells.stream().mapToDouble(Cell::probability).toArray(), 1e-15);
        assertEquals("white, male", cells.getFirst().name());
        assertEquals("native-american/alaska-native, female", cells.getLast().name());
    }

    @Test
    void frequenciesAreWithinFourSigma() {
        int n = 200_000;
        try (Items items = Census.items(n, 1, 42)) {
            List<Cell> cells = Cell.all();
            for (int cell = 0; cell < cells.size(); cell++) {
                double probability = cells.get(cell).probability();
                double sigma = Math.sqrt(n * probability * (1 - probability));
                assertEquals(n * probability, items.groups().groupSize(cell), 4 * sigma, cells.get(cell).name());
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        try (Items one = Census.items(1000, 3, 7);
                Items same = Census.items(1000, 3, 7);
                Items other = Census.items(1000, 3, 8)) {
            assertEquals(-1, one.benefit().segment().mismatch(same.benefit().segment()));
            assertEquals(-1, one.cost().segment().mismatch(same.cost().segment()));
            assertEquals(-1, one.groups().segment().mismatch(same.groups().segment()));
            assertTrue(one.benefit().segment().mismatch(other.benefit().segment()) >= 0);
            assertTrue(one.groups().segment().mismatch(other.groups().segment()) >= 0);
        }
    }

    /** The last values of a small problem: a change of the generator would silently change every recorded measurement. */
    @Test
    void theGeneratorStaysAsItIs() {
        try (Items items = Census.items(100, 2, 1)) {
            assertEquals(2.886235168118322, items.benefit(99, 1));
            assertEquals(1.0941364687707045, items.cost(99, 1));
            assertEquals(4, items.groups().label(99));
        }
    }

    @Test
    void peopleStayInTheirCellsWhateverTheNumberOfItems() {
        try (Items few = Census.items(500, 1, 3); Items many = Census.items(500, 9, 3)) {
            assertEquals(-1, few.groups().segment().mismatch(many.groups().segment()));
        }
    }

    @Test
    void valuesArePositiveAndOnTheirScale() {
        try (Items items = Census.items(20_000, 4, 5)) {
            double[] benefit = items.benefit().toArray();
            double[] cost = items.cost().toArray();
            assertTrue(Arrays.stream(benefit).allMatch(value -> value > 0 && value < 10.1));
            assertTrue(Arrays.stream(cost).allMatch(value -> value >= 0.5 && value < 1.5));
            assertEquals(2.5, Arrays.stream(benefit).average().orElseThrow(), 0.2);
            assertEquals(1, Arrays.stream(cost).average().orElseThrow(), 0.005);
        }
    }

    /** A model a cell: the mean benefit of an item differs more between cells than chance allows within one. */
    @Test
    void cellsHaveModelsOfTheirOwn() {
        try (Items items = Census.items(50_000, 1, 9)) {
            double[] sum = new double[2];
            for (int row = 0; row < 50_000; row++) {
                int label = items.groups().label(row);
                if (label < 2) {
                    sum[label] += items.benefit(row, 0) / items.groups().groupSize(label);
                }
            }
            // The standard error of either mean is below 0.006.
            assertTrue(Math.abs(sum[0] - sum[1]) > 0.03, Arrays.toString(sum));
        }
    }

    @Test
    void aSmallPopulationMayLackACellAndIsStillAllocated() {
        try (Items items = Census.items(5, 2, 1);
                Backend backend = Backends.open("scalar");
                Prepared prepared = backend.prepare(items)) {
            BestItems best = prepared.bestItems();
            assertEquals(12, best.groupCount());
            assertTrue(IntStream.range(0, 12).anyMatch(best::isAbsent));
            Allocation allocation = best.allocate(Fairness.PROPORTIONAL, 10);
            for (int group = 0; group < 12; group++) {
                assertEquals(best.isAbsent(group), allocation.utility(group) == 0, "group " + group);
            }
        }
    }

    @Test
    void refusesNoPeople() {
        assertThrows(InvalidInputException.class, () -> Census.items(0, 1, 1));
        assertThrows(InvalidInputException.class, () -> Census.items(1, 0, 1));
    }
}
