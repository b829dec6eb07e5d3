package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.regret.Breakpoints.Tie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The optimal selections over a range of theta, and the best of them by a secondary criterion: fair without regret.
 *
 * <p>An end of the range at 0 or 1 does not belong to it, as in the paper: there one attribute counts for nothing, and a
 * selection that ties may be worse by that attribute without being better by the other.
 *
 * @param members ascending
 * @param theta one for which they are optimal
 * @param value of the criterion
 * @param isExact whether no optimum of the range has a larger value; otherwise the value is a lower bound, because some
 *        optima were not looked at
 */
public record Fairest(int[] members, Fraction theta, double value, boolean isExact) {
    /** A selection with a theta for which it is optimal. */
    public record Optimum(int[] members, Fraction theta) {}

    /**
     * The optimal selections of a range.
     *
     * @param selections each once
     * @param crowded where more than {@value #MOST_AT_A_TIE} selections tie; of these only one is among the selections
     */
    public record Optima(List<Optimum> selections, List<Fraction> crowded) {}

    /** A tie of more selections is crowded. */
    static final int MOST_AT_A_TIE = 1000;

    /** The range as it is read: {@code [1/3, 2/3]}, {@code (0, 1/2]}. */
    static String range(Fraction from, Fraction to) {
        return (isEndpoint(from) ? "(" : "[") + from + ", " + to + (isEndpoint(to) ? ")" : "]");
    }

    private static boolean isEndpoint(Fraction theta) {
        return theta.equals(Fraction.ZERO) || theta.equals(Fraction.ONE);
    }

    /**
     * S* of the range, ascending by theta: the optima are those of every interval, and at every breakpoint and end those
     * with every choice among the tied.
     */
    private static List<Tie> ties(Breakpoints breakpoints) {
        List<Tie> ties = new ArrayList<>();
        addEnd(ties, breakpoints.ends().getFirst(), breakpoints.k());
        List<Interval> intervals = breakpoints.intervals();
        for (int place = 0; place < intervals.size(); place++) {
            ties.add(intervals.get(place).tie());
            if (place < breakpoints.changes().size()) {
                Change change = breakpoints.changes().get(place);
                // Two tied for one seat are the two neighbours.
                if (change.tied().length > 2) {
                    ties.add(new Tie(change.theta(), change.sure(), change.tied()));
                }
            }
        }
        addEnd(ties, breakpoints.ends().getLast(), breakpoints.k());
        return ties;
    }

    private static void addEnd(List<Tie> ties, Tie end, int k) {
        if (!isEndpoint(end.theta()) && end.isOpen(k)) {
            ties.add(end);
        }
    }

    /** All of S*, but for the choices at crowded ties. */
    public static Optima optima(Breakpoints breakpoints) {
        Set<List<Integer>> seen = new HashSet<>();
        List<Optimum> found = new ArrayList<>();
        Set<Fraction> crowded = new LinkedHashSet<>();
        for (Tie tie : ties(breakpoints)) {
            int seats = tie.seats(breakpoints.k());
            boolean isCrowded = binomial(tie.tied().length, seats) > MOST_AT_A_TIE;
            if (isCrowded) {
                crowded.add(tie.theta());
            }
            List<int[]> choices = isCrowded
                    ? List.of(IntStream.range(0, seats).toArray())
                    : SolutionSpace.subsets(tie.tied().length, seats);
            for (int[] choice : choices) {
                int[] members = union(tie.sure(), Arrays.stream(choice).map(i -> tie.tied()[i]).toArray());
                if (seen.add(Arrays.stream(members).boxed().toList())) {
                    found.add(new Optimum(members, tie.theta()));
                }
            }
        }
        return new Optima(List.copyOf(found), List.copyOf(crowded));
    }

    private static int[] union(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray();
    }

    private static double binomial(int n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }

    /** The optimum with the largest value; of equal ones that with the smallest theta. Exact where no tie is crowded. */
    public static Fairest of(Optima optima, ToDoubleFunction<int[]> criterion) {
        Fairest best = null;
        for (Optimum optimum : optima.selections()) {
            double value = criterion.applyAsDouble(optimum.members());
            if (best == null || value > best.value) {
                best = new Fairest(optimum.members(), optimum.theta(), value, optima.crowded().isEmpty());
            }
        }
        return best;
    }

    /** The members of all optima with the largest value. */
    static List<int[]> all(Optima optima, ToDoubleFunction<int[]> criterion) {
        double most = of(optima, criterion).value();
        return optima.selections().stream().map(Optimum::members)
                .filter(members -> criterion.applyAsDouble(members) == most).toList();
    }

    /**
     * The optimum whose numbers of favoured and others differ least, exactly, however many selections tie: among the tied
     * only the number of favoured matters, and every number between two bounds can be had. The value is minus the difference.
     * Of equal ones it is that with the smallest theta, and of candidates that tie those of lowest number.
     */
    public static Fairest balanced(Breakpoints breakpoints, IntPredicate isFavoured) {
        int k = breakpoints.k();
        Fairest best = null;
        for (Tie tie : ties(breakpoints)) {
            int count = FavouredCount.of(tie, k, isFavoured).closestToHalf(k);
            double value = -Math.abs(k - 2 * count);
            if (best == null || value > best.value) {
                int seats = count - FavouredCount.count(tie.sure(), isFavoured);
                int[] members = union(tie.sure(), Arrays.stream(tie.tied()).filter(isFavoured).limit(seats).toArray(),
                        Arrays.stream(tie.tied()).filter(isFavoured.negate()).limit(tie.seats(k) - seats).toArray());
                best = new Fairest(members, tie.theta(), value, true);
            }
        }
        return best;
    }
}
