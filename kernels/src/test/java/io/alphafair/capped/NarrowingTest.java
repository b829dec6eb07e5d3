package io.alphafair.capped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Items;
import io.alphafair.closedform.Alpha;
import io.alphafair.closedform.RefusedException;
import io.alphafair.testing.GeneratedCapped;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Narrowed lists give the answer of whole ones, bit for bit, or say that they do not suffice. */
class NarrowingTest {
    private static CappedProblem question(GeneratedCapped problem, Items items) {
        long[] size = new long[items.groupCount()];
        for (int k = 0; k < size.length; k++) {
            size[k] = items.groups().groupSize(k);
        }
        double alpha = problem.fairness().alpha();
        double[] weights = alpha == Double.POSITIVE_INFINITY ? null : problem.weights();
        return new CappedProblem(null, size, weights, new Alpha(alpha), problem.budget(), items.itemCount());
    }

    private static EntryList entries(Items items) {
        EntryList entries = new EntryList();
        for (long row = 0; row < items.individualCount(); row++) {
            for (int item = 0; item < items.itemCount(); item++) {
                if (items.benefit(row, item) / items.cost(row, item) > 0) {
                    entries.add(items.groups().label(row), row * items.itemCount() + item, items.benefit(row, item),
                            items.cost(row, item), items.cap(row, item));
                }
            }
        }
        return entries;
    }

    private static void requireEqual(CappedSolution expected, CappedSolution found, Object what) {
        assertEquals(expected.binds(), found.binds(), what::toString);
        assertEquals(expected.isKink(), found.isKink(), what::toString);
        assertEquals(expected.objective(), found.objective(), what::toString);
        assertEquals(expected.price(), found.price(), what::toString);
        assertEquals(expected.unspent(), found.unspent(), what::toString);
        for (int k = 0; k < expected.groupCount(); k++) {
            assertEquals(expected.fullCount(k), found.fullCount(k), what::toString);
            assertEquals(expected.criticalIndex(k), found.criticalIndex(k), what::toString);
            assertEquals(expected.criticalMoney(k), found.criticalMoney(k), what::toString);
            assertEquals(expected.cutoffIndex(k), found.cutoffIndex(k), what::toString);
            assertEquals(expected.budget(k), found.budget(k), what::toString);
            assertEquals(expected.utility(k), found.utility(k), what::toString);
        }
    }

    @Test
    @Seeded(first = 5_000, all = 50_000)
    void narrowedListsGiveTheSameAnswer(Seeds seeds) {
        int[] counts = new int[2];
        seeds.stream().forEach(seed -> {
            GeneratedCapped problem = new GeneratedCapped(seed);
            try (Items items = problem.items()) {
                EntryList entries = entries(items);
                CappedProblem question = question(problem, items);
                int groups = question.groupCount();
                CappedSolution expected = CappedSolver.solve(question.withList(CappedList.of(entries, groups)));
                CappedList narrowed = Narrowing
                        .narrow(entries, CappedList.Above.none(groups), new boolean[groups], question).ordered();
                Optional<CappedSolution> found = CappedSolver.attempt(question.withList(narrowed), new Misses(groups));
                found.ifPresent(solution -> requireEqual(expected, solution, problem));
                counts[found.isPresent() ? 1 : 0]++;
            } catch (RefusedException e) {
                assertTrue(e.getMessage().contains("no ratio above 0") || e.getMessage().contains("no benefit"),
                        () -> problem + ": " + e.getMessage());
            }
        });
        if (!seeds.isReplay()) {
            assertTrue(counts[1] > 9 * counts[0], counts[1] + " found, " + counts[0] + " not");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY})
    void aLongListGetsShort(double alpha) {
        int groups = 5;
        SplittableRandom random = new SplittableRandom(4);
        EntryList entries = new EntryList();
        long[] size = new long[groups];
        for (int i = 0; i < 100_000; i++) {
            int group = random.nextInt(groups);
            size[group]++;
            entries.add(group, i, 1 + 4 * random.nextDouble(), 0.2 + random.nextDouble(), 1);
        }
        CappedProblem question = new CappedProblem(null, size, null, new Alpha(alpha), 7000, 1);
        CappedList narrowed = Narrowing
                .narrow(entries, CappedList.Above.none(groups), new boolean[groups], question).ordered();
        assertTrue(narrowed.size() < 4000, narrowed.size() + " listed");
        CappedSolution expected = CappedSolver.solve(question.withList(CappedList.of(entries, groups)));
        requireEqual(expected, CappedSolver.attempt(question.withList(narrowed), new Misses(groups)).orElseThrow(),
                alpha);
    }

    /** Backends list entries in different orders, and give the same selection. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2, Double.POSITIVE_INFINITY})
    void theOrderOfTheEntriesDoesNotMatter(double alpha) {
        int groups = 5;
        SplittableRandom random = new SplittableRandom(6);
        List<double[]> rows = new ArrayList<>();
        long[] size = new long[groups];
        for (int i = 0; i < 20_000; i++) {
            int group = random.nextInt(groups);
            size[group]++;
            double cap = Math.scalb(1 + random.nextDouble(), random.nextInt(-20, 20));
            rows.add(new double[]{group, i, 1 + 4 * random.nextDouble(), 0.2 + random.nextDouble(), cap});
        }
        CappedProblem question = new CappedProblem(null, size, null, new Alpha(alpha), 1e9, 1);
        CappedList expected = null;
        for (int round = 0; round < 4; round++) {
            EntryList entries = new EntryList();
            for (double[] row : rows) {
                entries.add((int) row[0], (long) row[1], row[2], row[3], row[4]);
            }
            CappedList narrowed = Narrowing
                    .narrow(entries, CappedList.Above.none(groups), new boolean[groups], question).ordered();
            expected = expected == null ? narrowed : expected;
            assertEquals(expected, narrowed);
            assertTrue(narrowed.size() < 20_000, narrowed.size() + " listed");
            Collections.shuffle(rows, new Random(round));
        }
    }
}
