package io.alphafair.studies.regret;

import java.math.BigDecimal;
import java.util.function.IntPredicate;

/** The usual criteria; each knows the best of any number of selections that tie. */
public final class Criteria {
    private Criteria() {
    }

    /** Minus the difference between the numbers of the favoured and of the others. */
    public static Criterion balance(IntPredicate isFavoured) {
        return new GroupCount(isFavoured, (count, k) -> 0.0 - Math.abs(k - 2.0 * count));
    }

    /**
     * Minus the difference between the largest and the smallest number of members of a group.
     *
     * @param group of each candidate, in {@code 0..groupCount-1}
     */
    public static Criterion balance(int[] group, int groupCount) {
        return new GroupBalance(group.clone(), groupCount);
    }

    /**
     * Minus the distance of the favoured's share of the members from a target, rounded once, so that equal distances are equal.
     *
     * @param target from 0 to 1; 1 asks for as many favoured as there can be
     */
    public static Criterion share(IntPredicate isFavoured, Fraction target) {
        return new GroupCount(isFavoured,
                (count, k) -> 0.0 - Math.abs(Fraction.of(count, k).minus(target).doubleValue()));
    }

    /** The number of favoured, up to the least that is asked for: more are not fairer. */
    public static Criterion atLeast(IntPredicate isFavoured, int least) {
        return new GroupCount(isFavoured, (count, k) -> Math.min(count, least));
    }

    /**
     * The sum of a column over the members, rounded once.
     *
     * @param values by candidate
     */
    public static Criterion sum(BigDecimal[] values) {
        return new ColumnSum(values.clone());
    }
}
