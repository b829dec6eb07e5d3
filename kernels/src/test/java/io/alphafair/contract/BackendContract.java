package io.alphafair.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.PartialBest;
import io.alphafair.backend.Backend;
import io.alphafair.backend.Prepared;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What every backend must do on a generated problem: the same bits, or the same refusal. */
public final class BackendContract {
    private BackendContract() {
    }

    /** Checks {@code backend} on the problem of that seed; a failure names the seed. */
    public static void check(Backend backend, long seed) {
        check(backend, seed, prepared -> {});
    }

    /** As {@link #check(Backend, long)}; {@code after} sees what was prepared before it is closed. */
    public static void check(Backend backend, long seed, Consumer<Prepared> after) {
        GeneratedProblem problem = new GeneratedProblem(seed);
        PlainArgmax expected = new PlainArgmax(problem);
        String where = backend.description() + ", " + problem;
        try (Items items = problem.items(); Prepared prepared = backend.prepare(items)) {
            BestItems best = bestItems(prepared, seed % 2 == 0, expected, where);
            if (best != null) {
                expected.check(best, where);
                checkParts(prepared, best, seed, where);
                checkDense(prepared, best, where);
                checkRefilled(prepared, problem.reversed(), best.hasRunnerUp());
            }
            after.accept(prepared);
        }
    }

    private static BestItems bestItems(Prepared prepared, boolean runnerUp, PlainArgmax expected, String where) {
        int groups = prepared.items().groupCount();
        BestItems best = runnerUp ? BestItems.withRunnerUp(groups) : BestItems.forGroups(groups);
        try {
            prepared.bestItems(best);
        } catch (InvalidValueException e) {
            assertNotNull(expected.refusal(), () -> where + " was refused: " + e.getMessage());
            assertTrue(e.getMessage().startsWith(expected.refusal()),
                    () -> where + ": expected '" + expected.refusal() + "', was '" + e.getMessage() + "'");
            return null;
        }
        assertNull(expected.refusal(), where);
        // A second call into the same result must forget the first.
        prepared.bestItems(best);
        return best;
    }

    /** Row ranges folded into partials and merged in a random order give the same result. */
    private static void checkParts(Prepared prepared, BestItems whole, long seed, String where) {
        SplittableRandom random = new SplittableRandom(seed);
        Items items = prepared.items();
        PartialBest all = new PartialBest(items.groupCount(), 0, whole.hasRunnerUp());
        long cut = random.nextLong(items.individualCount() + 1);
        long second = cut + random.nextLong(items.individualCount() - cut + 1);
        long[][] ranges = {{0, cut}, {cut, second}, {second, items.individualCount()}};
        int start = random.nextInt(3);
        for (int i = 0; i < 3; i++) {
            PartialBest part = new PartialBest(items.groupCount(), 0, whole.hasRunnerUp());
            prepared.accumulate(ranges[(start + i) % 3][0], ranges[(start + i) % 3][1], part);
            all.merge(part);
        }
        BestItems merged = whole.hasRunnerUp()
                ? BestItems.withRunnerUp(items.groupCount())
                : BestItems.forGroups(items.groupCount());
        all.finish(items, merged);
        assertEquals(whole, merged, where);
        checkOffset(prepared, whole, where);
    }

    /** Rows that are a part of a larger problem count from their offset. */
    private static void checkOffset(Prepared prepared, BestItems whole, String where) {
        Items items = prepared.items();
        long offset = 5_000_000_000L;
        PartialBest part = new PartialBest(items.groupCount(), offset, whole.hasRunnerUp());
        prepared.accumulate(0, items.individualCount(), part);
        BestItems shifted = whole.hasRunnerUp()
                ? BestItems.withRunnerUp(items.groupCount())
                : BestItems.forGroups(items.groupCount());
        part.finish(items, shifted);
        for (int group = 0; group < items.groupCount(); group++) {
            assertEquals(whole.bestRatio(group), shifted.bestRatio(group), where);
            if (whole.bestRatio(group) > 0) {
                assertEquals(whole.winner(group) + offset * items.itemCount(), shifted.winner(group), where);
            }
        }
    }

    /** What was prepared answers for the values that are there now. */
    private static void checkRefilled(Prepared prepared, GeneratedProblem other, boolean runnerUp) {
        prepared.items().refill(other.benefit, other.cost, other.labels);
        PlainArgmax expected = new PlainArgmax(other);
        BestItems best = bestItems(prepared, runnerUp, expected, other.toString());
        if (best != null) {
            expected.check(best, other.toString());
        }
    }

    private static void checkDense(Prepared prepared, BestItems best, String where) {
        Items items = prepared.items();
        double[] byGroup = new double[best.groupCount()];
        double[] expected = new double[Math.toIntExact(items.individualCount() * items.itemCount())];
        for (int group = 0; group < byGroup.length; group++) {
            byGroup[group] = group + 0.5;
            if (!best.isAbsent(group)) {
                expected[Math.toIntExact(best.winner(group))] = byGroup[group];
            }
        }
        try (Matrix out = Matrix.allocate(items.individualCount(), items.itemCount())) {
            out.segment().fill((byte) 0x7f);
            prepared.scatter(best, byGroup, out);
            assertArrayEquals(expected, out.toArray(), where);
        }
    }
}
