package io.alphafair.studies.regret;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A criterion that looks at the number of the favoured only: among the tied, every number between two bounds can be had. Of
 * numbers that are equally good it takes the largest, and of candidates that tie the first.
 *
 * @param value of a number of favoured
 */
record GroupCount(IntPredicate isFavoured, Value value) implements Criterion {
    /** What a number of favoured among k members is worth. */
    @FunctionalInterface
    interface Value {
        double of(int count, int k);
    }

    @Override
    public double value(int[] members) {
        return value.of(FavouredCount.count(members, isFavoured), members.length);
    }

    @Override
    public Choice best(int[] sure, int[] tied, int seats) {
        int k = sure.length + seats;
        FavouredCount range = FavouredCount.of(sure, tied, seats, isFavoured);
        int best = range.most();
        for (int count = range.most() - 1; count >= range.least(); count--) {
            if (value.of(count, k) > value.of(best, k)) {
                best = count;
            }
        }
        int favoured = best - FavouredCount.count(sure, isFavoured);
        int[] members = Selections.union(sure, Arrays.stream(tied).filter(isFavoured).limit(favoured).toArray(),
                Arrays.stream(tied).filter(isFavoured.negate()).limit(seats - favoured).toArray());
        return new Choice(members, value.of(best, k), true);
    }
}
