package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.regret.Breakpoints.Tie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The optimal selections over a range of theta, and the best of them by a secondary criterion: fair without regret.
 *
 * @param members ascending
 * @param theta one for which they are optimal
 * @param value of the criterion
 */
public record Fairest(int[] members, Fraction theta, double value) {
    /** A selection with a theta for which it is optimal. */
    public record Optimum(int[] members, Fraction theta) {}

    /** At a tie of more selections than this only those of the neighbouring intervals count. */
    static final int MOST_AT_A_TIE = 1000;

    /**
     * S* of the closed range: every interval's selection, with those who may stand in, and at every breakpoint and end every choice among
     * the tied, as long as there are at most {@value #MOST_AT_A_TIE}.
     */
    public static List<Optimum> optima(Breakpoints breakpoints) {
        List<Optimum> optima = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        List<Interval> intervals = breakpoints.intervals();
        int k = intervals.getFirst().members().length;
        Tie start = breakpoints.ends().getFirst();
        Tie end = breakpoints.ends().getLast();
        addChoices(optima, seen, start.sure(), start.tied(), k, start.theta());
        for (int place = 0; place < intervals.size(); place++) {
            Interval interval = intervals.get(place);
            Fraction middle = interval.from().midpoint(interval.to());
            add(optima, seen, interval.members(), middle);
            if (interval.alike().length > 0) {
                int[] others = Arrays.stream(interval.members())
                        .filter(i -> Arrays.binarySearch(interval.replaceable(), i) < 0).toArray();
                addChoices(optima, seen, others, union(interval.replaceable(), interval.alike()), k, middle);
            }
            if (place < breakpoints.changes().size()) {
                Change change = breakpoints.changes().get(place);
                // Two tied for one seat are the two neighbours.
                if (change.tied().length > 2) {
                    addChoices(optima, seen, change.sure(), change.tied(), k, change.theta());
                }
            }
        }
        addChoices(optima, seen, end.sure(), end.tied(), k, end.theta());
        return optima;
    }

    private static void add(List<Optimum> optima, Set<List<Integer>> seen, int[] members, Fraction theta) {
        if (seen.add(Arrays.stream(members).boxed().toList())) {
            optima.add(new Optimum(members, theta));
        }
    }

    private static int[] union(int[] some, int[] others) {
        return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).sorted().toArray();
    }

    /** All selections of the sure candidates and some of the tied. */
    private static void addChoices(List<Optimum> optima, Set<List<Integer>> seen, int[] sure, int[] tied,
            int k, Fraction theta) {
        int seats = k - sure.length;
        if (tied.length == seats || binomial(tied.length, seats) > MOST_AT_A_TIE) {
            return;
        }
        for (int[] choice : SolutionSpace.subsets(tied.length, seats)) {
            add(optima, seen, union(sure, Arrays.stream(choice).map(i -> tied[i]).toArray()), theta);
        }
    }

    private static double binomial(int n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }

    /** The optimum with the largest value; of equal ones that with the smallest theta. */
    public static Fairest of(List<Optimum> optima, ToDoubleFunction<int[]> criterion) {
        Fairest best = null;
        for (Optimum optimum : optima) {
            double value = criterion.applyAsDouble(optimum.members());
            if (best == null || value > best.value) {
                best = new Fairest(optimum.members(), optimum.theta(), value);
            }
        }
        return best;
    }
}
