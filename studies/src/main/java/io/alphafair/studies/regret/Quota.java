package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Fairness as a constraint: the k best of which at least some belong to a favoured group, and what that costs.
 *
 * @param members ascending; of candidates that score alike those of lowest number
 * @param utility the sum of their scores
 * @param regret the utility that the k best without the constraint have more
 */
public record Quota(int[] members, double utility, double regret) {

    /**
     * The best selection that fills the quota.
     *
     * @param least how many of the k must be favoured
     * @throws InvalidInputException if there are too few candidates
     */
    public static Quota of(double[] scores, IntPredicate isFavoured, int k, int least) {
        int[] order = IntStream.range(0, scores.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i])).mapToInt(Integer::intValue).toArray();
        int favoured = (int) Arrays.stream(order).filter(isFavoured).count();
        if (k < 1 || k > scores.length || least < 0 || least > k || favoured < least) {
            throw new InvalidInputException("a quota of " + least + " in " + k + ": expected at most k = " + k
                    + " of 1 to " + scores.length + ", and " + favoured + " are favoured");
        }
        boolean[] taken = new boolean[scores.length];
        int seats = k;
        for (int place = 0, due = least; due > 0; place++) {
            if (isFavoured.test(order[place])) {
                taken[order[place]] = true;
                due--;
                seats--;
            }
        }
        for (int place = 0; seats > 0; place++) {
            if (!taken[order[place]]) {
                taken[order[place]] = true;
                seats--;
            }
        }
        int[] members = IntStream.range(0, scores.length).filter(i -> taken[i]).toArray();
        double utility = Arrays.stream(members).mapToDouble(i -> scores[i]).sum();
        double most = Arrays.stream(order, 0, k).mapToDouble(i -> scores[i]).sum();
        return new Quota(members, utility, most - utility);
    }
}
