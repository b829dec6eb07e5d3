package io.alphafair.contract;

import io.alphafair.BestItems;
import io.alphafair.Items;
import io.alphafair.backend.PartialBest;
import io.alphafair.backend.Prepared;
import java.util.SplittableRandom;

/** Parts of the rows: whatever they are and in whatever order they merge, the result is that of all rows. */
final class PartsCheck {
    /** More rows than an int counts. */
    private static final long OFFSET = 5_000_000_000L;

    private PartsCheck() {
    }

    static void check(Prepared prepared, Expectation whole, boolean runnerUp, long seed) {
        checkMerged(prepared, whole, runnerUp, new SplittableRandom(seed));
        checkOffset(prepared, whole, runnerUp);
    }

    /** Three ranges of rows, merged in a random order. */
    private static void checkMerged(Prepared prepared, Expectation whole, boolean runnerUp, SplittableRandom random) {
        Items items = prepared.items();
        PartialBest all = new PartialBest(items.groupCount(), 0, runnerUp);
        long cut = random.nextLong(items.individualCount() + 1);
        long second = cut + random.nextLong(items.individualCount() - cut + 1);
        long[][] ranges = {{0, cut}, {cut, second}, {second, items.individualCount()}};
        int start = random.nextInt(3);
        for (int i = 0; i < 3; i++) {
            PartialBest part = new PartialBest(items.groupCount(), 0, runnerUp);
            prepared.accumulate(ranges[(start + i) % 3][0], ranges[(start + i) % 3][1], part);
            all.merge(part);
        }
        BestItems merged = Expectation.empty(items, runnerUp);
        all.finish(items, merged);
        whole.checkEqual(merged);
    }

    /** Rows that are a part of a larger problem count from their offset. */
    private static void checkOffset(Prepared prepared, Expectation whole, boolean runnerUp) {
        Items items = prepared.items();
        PartialBest part = new PartialBest(items.groupCount(), OFFSET, runnerUp);
        prepared.accumulate(0, items.individualCount(), part);
        BestItems shifted = Expectation.empty(items, runnerUp);
        part.finish(items, shifted);
        BestItems best = whole.best();
        for (int group = 0; group < items.groupCount(); group++) {
            whole.checkBits(group, "best ratio", best.bestRatio(group), shifted.bestRatio(group));
            if (best.bestRatio(group) > 0) {
                whole.checkNumber(group, "winner", best.winner(group) + OFFSET * items.itemCount(),
                        shifted.winner(group));
            }
        }
    }
}
