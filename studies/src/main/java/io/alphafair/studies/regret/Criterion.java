package io.alphafair.studies.regret;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What makes a selection fair, as a number: of all optimal selections the fairest has the largest value. {@link Criteria}
 * has the usual ones; a caller's own needs {@link #value} only.
 */
@FunctionalInterface
public interface Criterion {
    /** {@link #best} computes the values of at most so many selections that tie. */
    int MOST_CHOICES = 1000;

    /**
     * The best of some selections.
     *
     * @param members ascending
     * @param value of these members
     * @param isExact whether none of the selections has a larger value; otherwise not all were looked at
     */
    record Choice(int[] members, double value, boolean isExact) {}

    /**
     * How fair a selection is.
     *
     * @param members ascending
     */
    double value(int[] members);

    /**
     * The best of the selections that have all of the sure and fill the other seats with some of the tied; of equal ones
     * the first. If there are more than {@value #MOST_CHOICES}, one of them is taken, whose value is a lower bound only. A
     * criterion that knows the best without computing every value overrides this.
     *
     * @param sure ascending
     * @param tied ascending, at least as many as seats
     */
    default Choice best(int[] sure, int[] tied, int seats) {
        boolean isExact = Selections.choices(tied.length, seats) <= MOST_CHOICES;
        List<int[]> chosen = isExact
                ? SolutionSpace.subsets(tied.length, seats)
                : List.of(IntStream.range(0, seats).toArray());
        Choice best = null;
        for (int[] places : chosen) {
            int[] members = Selections.union(sure, Arrays.stream(places).map(place -> tied[place]).toArray());
            double value = value(members);
            if (best == null || value > best.value) {
                best = new Choice(members, value, isExact);
            }
        }
        return best;
    }
}
