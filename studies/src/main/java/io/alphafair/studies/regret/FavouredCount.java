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
        return of(tie.sure(), tie.tied(), tie.seats(k), isFavoured);
    }

    static FavouredCount of(int[] members, int[] tied, int seats, IntPredicate isFavoured) {
        int sure = count(members, isFavoured);
        int favoured = count(tied, isFavoured);
        return new FavouredCount(sure + Math.max(0, seats - (tied.length - favoured)),
                sure + Math.min(seats, favoured));
    }

    /** How many of these are favoured. */
    static int count(int[] members, IntPredicate isFavoured) {
        return (int) Arrays.stream(members).filter(isFavoured).count();
    }

    @Override
    public String toString() {
        return least == most ? String.valueOf(least) : least + " to " + most;
    }
}
