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
     * @param crowded where more than {@link Criterion#MOST_CHOICES} selections tie; of these only one is among the selections
     */
    public record Optima(List<Optimum> selections, List<Fraction> crowded) {}

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
            boolean isCrowded = Selections.choices(tie.tied().length, seats) > Criterion.MOST_CHOICES;
            if (isCrowded) {
                crowded.add(tie.theta());
            }
            List<int[]> choices = isCrowded
                    ? List.of(IntStream.range(0, seats).toArray())
                    : SolutionSpace.subsets(tie.tied().length, seats);
            for (int[] choice : choices) {
                int[] members = Selections.union(tie.sure(), Arrays.stream(choice).map(i -> tie.tied()[i]).toArray());
                if (seen.add(Arrays.stream(members).boxed().toList())) {
                    found.add(new Optimum(members, tie.theta()));
                }
            }
        }
        return new Optima(List.copyOf(found), List.copyOf(crowded));
    }

    /** The optimum with the largest value; of equal ones that with the smallest theta. Exact where no tie is crowded. */
    public static Fairest of(Optima optima, Criterion criterion) {
        Fairest best = null;
        for (Optimum optimum : optima.selections()) {
            double value = criterion.value(optimum.members());
            if (best == null || value > best.value) {
                best = new Fairest(optimum.members(), optimum.theta(), value, optima.crowded().isEmpty());
            }
        }
        return best;
    }

    /** The members of all optima with the largest value. */
    static List<int[]> all(Optima optima, Criterion criterion) {
        double most = of(optima, criterion).value();
        return optima.selections().stream().map(Optimum::members)
                .filter(members -> criterion.value(members) == most).toList();
    }

    /**
     * The optimum with the largest value, also of selections that tie at a crowded tie where the criterion knows the best of
     * them. Of equal ones it is that with the smallest theta.
     */
    public static Fairest of(Breakpoints breakpoints, Criterion criterion) {
        Fairest best = null;
        boolean isExact = true;
        for (Tie tie : ties(breakpoints)) {
            Criterion.Choice choice = criterion.best(tie.sure(), tie.tied(), tie.seats(breakpoints.k()));
            isExact &= choice.isExact();
            if (best == null || choice.value() > best.value) {
                best = new Fairest(choice.members(), tie.theta(), choice.value(), true);
            }
        }
        return new Fairest(best.members, best.theta, best.value, isExact);
    }
}
