package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.regret.Breakpoints.Tie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
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

    /**
     * The optimal selections of a range.
     *
     * @param selections each once
     * @param crowded where more than {@value #MOST_AT_A_TIE} selections tie; of these only some are among the selections
     */
    public record Optima(List<Optimum> selections, List<Fraction> crowded) {
        /** The crowded ties in a sentence, or nothing if there is none. */
        Optional<String> warning() {
            return crowded.isEmpty()
                    ? Optional.empty()
                    : Optional.of("At theta = " + crowded.stream().limit(MOST_NAMED).map(Fraction::toString)
                            .collect(Collectors.joining(", "))
                            + (crowded.size() > MOST_NAMED ? " and " + (crowded.size() - MOST_NAMED) + " others" : "")
                            + " more than " + MOST_AT_A_TIE + " selections tie; only some of them were compared, so "
                            + "a fairer one may be among the others.");
        }
    }

    private static final int MOST_NAMED = 5;

    /** A tie of more selections is crowded. */
    static final int MOST_AT_A_TIE = 1000;

    /**
     * S* of the closed range: every interval's selection, with those who may stand in, and at every breakpoint and end
     * every choice among the tied, where they are not crowded.
     */
    public static Optima optima(Breakpoints breakpoints) {
        Collector optima = new Collector(breakpoints.intervals().getFirst().members().length);
        List<Interval> intervals = breakpoints.intervals();
        Tie start = breakpoints.ends().getFirst();
        Tie end = breakpoints.ends().getLast();
        optima.addChoices(start.sure(), start.tied(), start.theta());
        for (int place = 0; place < intervals.size(); place++) {
            Interval interval = intervals.get(place);
            Fraction middle = interval.from().midpoint(interval.to());
            optima.add(interval.members(), middle);
            if (interval.alike().length > 0) {
                int[] others = Arrays.stream(interval.members())
                        .filter(i -> Arrays.binarySearch(interval.replaceable(), i) < 0).toArray();
                optima.addChoices(others, union(interval.replaceable(), interval.alike()), middle);
            }
            if (place < breakpoints.changes().size()) {
                Change change = breakpoints.changes().get(place);
                // Two tied for one seat are the two neighbours.
                if (change.tied().length > 2) {
                    optima.addChoices(change.sure(), change.tied(), change.theta());
                }
            }
        }
        optima.addChoices(end.sure(), end.tied(), end.theta());
        return new Optima(List.copyOf(optima.found), List.copyOf(optima.crowded));
    }

    private static int[] union(int[] some, int[] others) {
        return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).sorted().toArray();
    }

    private static final class Collector {
        private final int k;
        private final List<Optimum> found = new ArrayList<>();
        private final Set<List<Integer>> seen = new HashSet<>();
        private final Set<Fraction> crowded = new LinkedHashSet<>();

        private Collector(int k) {
            this.k = k;
        }

        private void add(int[] members, Fraction theta) {
            if (seen.add(Arrays.stream(members).boxed().toList())) {
                found.add(new Optimum(members, theta));
            }
        }

        /** All selections of the sure candidates and some of the tied. */
        private void addChoices(int[] sure, int[] tied, Fraction theta) {
            int seats = k - sure.length;
            if (tied.length == seats) {
                return;
            }
            if (binomial(tied.length, seats) > MOST_AT_A_TIE) {
                crowded.add(theta);
                return;
            }
            for (int[] choice : SolutionSpace.subsets(tied.length, seats)) {
                add(union(sure, Arrays.stream(choice).map(i -> tied[i]).toArray()), theta);
            }
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
    public static Fairest of(Optima optima, ToDoubleFunction<int[]> criterion) {
        Fairest best = null;
        for (Optimum optimum : optima.selections()) {
            double value = criterion.applyAsDouble(optimum.members());
            if (best == null || value > best.value) {
                best = new Fairest(optimum.members(), optimum.theta(), value);
            }
        }
        return best;
    }
}
