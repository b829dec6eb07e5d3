package io.alphafair.studies.regret;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Minus the difference between the largest and the smallest number of members of a group.
 *
 * <p>To give every seat to the smallest group that still has a tied candidate makes the smallest number as large and the
 * largest as small as they can be, both at once.
 */
record GroupBalance(int[] group, int groupCount) implements Criterion {
    @Override
    public double value(int[] members) {
        return minusDifference(counts(members));
    }

    private static double minusDifference(int[] counts) {
        return Arrays.stream(counts).min().orElseThrow() - (double) Arrays.stream(counts).max().orElseThrow();
    }

    private int[] counts(int[] members) {
        int[] counts = new int[groupCount];
        Arrays.stream(members).forEach(member -> counts[group[member]]++);
        return counts;
    }

    @Override
    public Choice best(int[] sure, int[] tied, int seats) {
        int[] counts = counts(sure);
        List<Deque<Integer>> waiting = Stream.generate(() -> (Deque<Integer>) new ArrayDeque<Integer>())
                .limit(groupCount).toList();
        Arrays.stream(tied).forEach(candidate -> waiting.get(group[candidate]).add(candidate));
        int[] chosen = new int[seats];
        for (int seat = 0; seat < seats; seat++) {
            int smallest = IntStream.range(0, groupCount).filter(g -> !waiting.get(g).isEmpty()).boxed()
                    .min((one, other) -> Integer.compare(counts[one], counts[other])).orElseThrow();
            chosen[seat] = waiting.get(smallest).remove();
            counts[smallest]++;
        }
        return new Choice(Selections.union(sure, chosen), minusDifference(counts), true);
    }
}
