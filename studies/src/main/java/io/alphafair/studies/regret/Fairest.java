package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.regret.Breakpoints.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

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
     * S* of the range: every interval's selection, with those who may stand in, and at every breakpoint every choice among
     * the tied, as long as there are at most {@value #MOST_AT_A_TIE}.
     */
    public static List<Optimum> optima(Breakpoints breakpoints) {
        List<Optimum> optima = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        List<Interval> intervals = breakpoints.intervals();
        for (int place = 0; place < intervals.size(); place++) {
            Interval interval = intervals.get(place);
            add(optima, seen, interval.members(), interval.from().midpoint(interval.to()));
            if (place < breakpoints.changes().size()) {
                Change change = breakpoints.changes().get(place);
                for (int[] members : choices(change, interval.members().length)) {
                    add(optima, seen, members, change.theta());
                }
            }
        }
        return optima;
    }

    private static void add(List<Optimum> optima, Set<List<Integer>> seen, int[] members, Fraction theta) {
        if (seen.add(Arrays.stream(members).boxed().toList())) {
            optima.add(new Optimum(members, theta));
        }
    }

    private static List<int[]> choices(Change change, int k) {
        int seats = k - change.sure().length;
        // Two tied for one seat are the two neighbours.
        if (change.tied().length <= 2 || binomial(change.tied().length, seats) > MOST_AT_A_TIE) {
            return List.of();
        }
        return SolutionSpace.subsets(change.tied().length, seats).stream().map(choice -> {
            int[] members = Arrays.copyOf(change.sure(), k);
            for (int i = 0; i < seats; i++) {
                members[change.sure().length + i] = change.tied()[choice[i]];
            }
            Arrays.sort(members);
            return members;
        }).toList();
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
