package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Breakpoints.Tie;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How many of the first k are favoured, where the tied may fill the last seats in any way: every number from the least to
 * the most.
 */
record FavouredCount(int least, int most) {
    static FavouredCount of(Tie tie, int k, IntPredicate isFavoured) {
        int sure = count(tie.sure(), isFavoured);
        int tied = count(tie.tied(), isFavoured);
        int others = tie.tied().length - tied;
        return new FavouredCount(sure + Math.max(0, tie.seats(k) - others), sure + Math.min(tie.seats(k), tied));
    }

    /** How many of these are favoured. */
    static int count(int[] members, IntPredicate isFavoured) {
        return (int) Arrays.stream(members).filter(isFavoured).count();
    }

    /** The number that comes closest to one half of k, the larger half if k is odd. */
    int closestToHalf(int k) {
        return Math.clamp((k + 1) / 2, least, most);
    }

    @Override
    public String toString() {
        return least == most ? String.valueOf(least) : least + " to " + most;
    }
}
