package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Fairness as a constraint: the k best of which at least some belong to a favoured group, and what that costs, exactly.
 *
 * @param members ascending; of candidates that score alike those of lowest number
 * @param utility the sum of their scores
 * @param regret the utility that the k best without the constraint have more
 */
public record Quota(int[] members, Fraction utility, Fraction regret) {

    /** The smallest number of members that is a larger share of k. */
    static int least(Fraction share, int k) {
        return share.numerator().multiply(BigInteger.valueOf(k)).divide(share.denominator()).intValueExact() + 1;
    }

    /**
     * The best selection that fills the quota.
     *
     * @param theta at which the candidates are scored
     * @param least how many of the k must be favoured
     * @throws InvalidInputException if there are too few candidates
     */
    public static Quota of(Mixture mixture, Fraction theta, IntPredicate isFavoured, int k, int least) {
        double value = theta.doubleValue();
        int n = mixture.size();
        int[] order = IntStream.range(0, n).boxed().sorted((one, other) -> mixture.compare(other, one, theta, value))
                .mapToInt(Integer::intValue).toArray();
        int favoured = (int) Arrays.stream(order).filter(isFavoured).count();
        if (k < 1 || k > n || least < 0 || least > k || favoured < least) {
            throw new InvalidInputException("a quota of " + least + " in " + k + ": expected at most k = " + k
                    + " of 1 to " + n + ", and " + favoured + " are favoured");
        }
        boolean[] taken = new boolean[n];
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
        int[] members = IntStream.range(0, n).filter(i -> taken[i]).toArray();
        Fraction utility = mixture.sum(members, theta);
        return new Quota(members, utility, mixture.sum(Arrays.copyOf(order, k), theta).minus(utility));
    }
}
