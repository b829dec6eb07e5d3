package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Breakpoints.Tie;
import io.alphafair.studies.study.Formats;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * A criterion, and what a report shows of a selection.
 *
 * @param noun what is shown
 * @param criterion to be made large
 * @param shown of a selection
 * @param isFavoured whom a quota is for; null if the criterion is not about one group
 */
record Measure(String noun, Criterion criterion, ToDoubleFunction<int[]> shown, IntPredicate isFavoured) {
    /** A criterion about one group; its number of members is shown. */
    static Measure ofGroup(String noun, IntPredicate isFavoured, Criterion criterion) {
        return new Measure(noun, criterion, members -> FavouredCount.count(members, isFavoured), isFavoured);
    }

    /** What is shown of the best selection at a tie. */
    double best(Tie tie, int k) {
        return shown.applyAsDouble(criterion.best(tie.sure(), tie.tied(), tie.seats(k)).members());
    }

    /** What is shown at a tie: of one group all numbers that it can have there, else the best. */
    String text(Tie tie, int k) {
        return isFavoured == null ? text(best(tie, k)) : FavouredCount.of(tie, k, isFavoured).toString();
    }

    /** What is shown of a selection. */
    String text(int[] members) {
        return text(shown.applyAsDouble(members));
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : Formats.number("%.6g", value);
    }
}
