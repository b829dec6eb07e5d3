package io.alphafair.contract;

import io.alphafair.BestItems;
import io.alphafair.InvalidValueException;
import io.alphafair.Items;
import java.util.Arrays;

/**
 * The group argmax written down from its definition: one division per element in one loop. It shares no code with the
 * backends, and takes O(K) memory beside the problem.
 */
final class PlainArgmax {
    private final double[] best;
    private final long[] winner;
    private final double[] second;
    private final long[] size;
    private final double[] benefit;
    private final double[] cost;

    private PlainArgmax(int groups) {
        best = new double[groups];
        winner = new long[groups];
        second = new double[groups];
        size = new long[groups];
        benefit = new double[groups];
        cost = new double[groups];
        Arrays.fill(winner, -1);
        // A group's first entry is larger than this, whatever its ratio.
        Arrays.fill(best, -1);
        Arrays.fill(second, -1);
    }

    /**
     * The answer, with the runner-up.
     *
     * @throws InvalidValueException if an entry has to be refused: the first one
     */
    static BestItems of(Items items) {
        PlainArgmax argmax = new PlainArgmax(items.groupCount());
        argmax.read(items);
        return argmax.result(items);
    }

    private void read(Items items) {
        int itemCount = items.itemCount();
        for (long row = 0; row < items.individualCount(); row++) {
            int group = items.groups().label(row);
            size[group]++;
            for (int item = 0; item < itemCount; item++) {
                double b = items.benefit(row, item);
                double c = items.cost(row, item);
                double ratio = b / c;
                if (isRefused(b, c, ratio)) {
                    throw InvalidValueException.of(row, item, b, c);
                }
                enter(group, ratio, row * itemCount + item, b, c);
            }
        }
    }

    private static boolean isRefused(double b, double c, double ratio) {
        return Double.isNaN(b) || Double.isInfinite(b) || b < 0 || Double.isNaN(c) || Double.isInfinite(c) || c <= 0
                || Double.isInfinite(ratio);
    }

    private void enter(int group, double ratio, long index, double b, double c) {
        if (ratio > best[group]) {
            second[group] = best[group];
            // + 0.0: a -0.0 benefit counts as 0.0.
            best[group] = ratio + 0.0;
            winner[group] = index;
            benefit[group] = b + 0.0;
            cost[group] = c;
        } else if (ratio > second[group]) {
            second[group] = ratio + 0.0;
        }
    }

    private BestItems result(Items items) {
        BestItems result = BestItems.withRunnerUp(best.length);
        BestItems.Writer writer = result.writer();
        writer.begin(items, true);
        for (int group = 0; group < best.length; group++) {
            double ratio = Math.max(best[group], 0);
            writer.put(group, ratio, winner[group], ratio > 0 && second[group] == ratio, size[group]);
            writer.putEntry(group, benefit[group], cost[group]);
            writer.putRunnerUp(group, second[group]);
        }
        return result;
    }
}
