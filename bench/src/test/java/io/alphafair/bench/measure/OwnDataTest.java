package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.bench.record.Problem;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user's data as a workload, whole and with fewer individuals. */
class OwnDataTest {
    private Problem problem;

    @BeforeEach
    void share() throws IOException {
        try (Matrix benefit = Matrix.copyOf(new double[][]{{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}});
                Matrix cost = Matrix.copyOf(new double[]{2, 3}, 1, 2);
                Groups groups = Groups.of(new int[]{0, 0, 0, 1, 0});
                Items items = Items.of(benefit, cost, groups)) {
            OwnData.share(items);
            problem = OwnData.problem(items, "people.csv", "abc");
        }
    }

    private static double[] benefits(Items items) {
        return LongStream.range(0, items.individualCount()).mapToDouble(row -> items.benefit(row, 0)).toArray();
    }

    private static int[] labels(Items items) {
        return IntStream.range(0, Math.toIntExact(items.individualCount())).map(row -> items.groups().label(row))
                .toArray();
    }

    @Test
    void theWholeDataAreRead() {
        try (Items items = Workload.make(problem)) {
            assertArrayEquals(new double[]{1, 3, 5, 7, 9}, benefits(items));
            assertArrayEquals(new int[]{0, 0, 0, 1, 0}, labels(items));
            assertEquals(1, items.cost().rows());
            assertEquals(3, items.cost(4, 1));
            // In memory that may be written, as some subjects renew a benefit.
            items.benefit().set(0, 0, 11);
            assertEquals(11, items.benefit(0, 0));
        }
    }

    @Test
    void fewerIndividualsHaveAMemberOfEachGroup() {
        try (Items items = Workload.make(problem.with("n", "3"))) {
            assertArrayEquals(new double[]{1, 3, 7}, benefits(items));
            assertArrayEquals(new int[]{0, 0, 1}, labels(items));
            assertEquals(3, items.cost(2, 1));
        }
    }

    @Test
    void moreIndividualsThanThereAreAreRefused() {
        assertEquals(
                "own data, 6 × 2, K = 2, costs 1 × 2, data people.csv, sha256 abc: expected own data, 5 × 2, K = 2",
                assertThrows(InvalidInputException.class, () -> Workload.make(problem.with("n", "6"))).getMessage());
    }

    @Test
    void onlyOperandsOfFullSizeCountAsBytes() {
        assertEquals(5 * 2 * 8, Question.BEST_ITEMS.leastBytes(problem));
        assertEquals(5 * 2 * 16, Question.BEST_ITEMS.leastBytes(Problem.of("uniform", 5, 2, 2)));
    }
}
