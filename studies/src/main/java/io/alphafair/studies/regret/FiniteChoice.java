package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Any objectives U_theta on a finite set of selections, without a formula for either: which selections are optimal for some
 * theta, and the fairest of them. Of students who are judged by the product of powers, for example:
 *
 * {@snippet :
 * List<int[]> pairs = SolutionSpace.subsets(6, 2);
 * FiniteChoice<Double> choice = FiniteChoice.of(pairs, List.of(0.3, 0.4, 0.5, 0.6),
 *         (theta, pair) -> Math.pow(sumOfIq(pair), theta) * Math.pow(sumOfGrades(pair), 1 - theta));
 * int[] admitted = choice.fairest(Students::balance).members();
 * }
 *
 * <p>U_theta only ranks the selections at its own theta. A constant that is added to it, or a positive factor, may depend on
 * theta and changes nothing; for the same reason its values at two thetas cannot be compared.
 *
 * @param <T> what theta is: a number, several, or a name
 */
public final class FiniteChoice<T> {
    /** Values tie if they differ by less than this share of the range of all values at a theta: no shift and no factor changes that. */
    private static final double TIE = 1e-12;

    /** U. */
    @FunctionalInterface
    public interface Objective<T> {
        /**
         * How good a selection is for theta.
         *
         * @param members of the selection, as it was given
         * @return a finite number
         */
        double value(T theta, int[] members);
    }

    /** A selection with the first theta for which it is optimal. */
    public record Optimum<T>(int[] members, T theta) {}

    private final List<Optimum<T>> optimal;

    private FiniteChoice(List<Optimum<T>> optimal) {
        this.optimal = List.copyOf(optimal);
    }

    /**
     * Compares all selections for each theta; those that tie are all optimal. Two tie if their values differ by less than 1e-12 of
     * the range of all values at that theta.
     *
     * @param selections at least one
     * @param thetas the reasonable ones, at least one; of infinitely many a sample
     * @throws InvalidInputException if a value is not finite
     */
    public static <T> FiniteChoice<T> of(List<int[]> selections, List<T> thetas, Objective<? super T> objective) {
        if (selections.isEmpty() || thetas.isEmpty()) {
            throw new InvalidInputException(selections.size() + " selections and " + thetas.size()
                    + " thetas: expected at least one of each");
        }
        List<Optimum<T>> optimal = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        for (T theta : thetas) {
            double[] values = selections.stream().mapToDouble(members -> finite(objective, theta, members)).toArray();
            double most = Arrays.stream(values).max().orElseThrow();
            // The range itself may overflow.
            double tie = most - (TIE * most - TIE * Arrays.stream(values).min().orElseThrow());
            for (int place = 0; place < values.length; place++) {
                int[] members = selections.get(place);
                if (values[place] >= tie && seen.add(Arrays.stream(members).boxed().toList())) {
                    optimal.add(new Optimum<>(members.clone(), theta));
                }
            }
        }
        return new FiniteChoice<>(optimal);
    }

    private static <T> double finite(Objective<? super T> objective, T theta, int[] members) {
        double value = objective.value(theta, members);
        if (!Double.isFinite(value)) {
            throw new InvalidInputException("the objective of selection " + Arrays.toString(members)
                    + " at theta " + theta + " is " + value + ": expected a finite number");
        }
        return value;
    }

    /** Those that are optimal for some theta, each once, in the order of the thetas. */
    public List<Optimum<T>> optimal() {
        return optimal;
    }

    /** The optimal selection with the largest value of the criterion; of equal ones the first. */
    public Optimum<T> fairest(Criterion criterion) {
        Optimum<T> best = optimal.getFirst();
        for (Optimum<T> optimum : optimal) {
            if (criterion.value(optimum.members) > criterion.value(best.members)) {
                best = optimum;
            }
        }
        return best;
    }
}
