package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Criterion.Choice;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The paper's warning for any number of candidates: every score is known up to a half-width, and of all ways to fill in the
 * scores one is taken whose optimum is fairest, as in the paper's equation (5). That is not fair.
 *
 * <p>A selection is optimal for some scores exactly if a threshold parts it from the others: no member's highest score is
 * below it, and no other candidate's lowest score is above it. So a walk over thresholds sees all such selections.
 */
final class IntervalData {
    /**
     * What filling in does.
     *
     * @param best the fairest selection that is optimal for some scores
     * @param asGiven the fairest that is optimal for the scores in the middle
     * @param added to each score, no more than makes the best optimal; nothing if it is no fairer
     * @param sure how many candidates are among the first k whatever the scores
     * @param possible how many are among the first k for some scores
     */
    record Outcome(Choice best, Choice asGiven, Fraction[] added, int sure, int possible) {
        boolean isFairer() {
            return best.value() > asGiven.value();
        }
    }

    private final Fraction[] values;
    private final int[] low;
    private final int[] high;
    private final int k;
    private final Criterion criterion;

    /** Lows and highs become ranks, because they are compared many times. */
    private IntervalData(Fraction[] scores, Fraction[] halfWidths, int k, Criterion criterion) {
        Fraction[] lows = new Fraction[scores.length];
        Fraction[] highs = new Fraction[scores.length];
        Arrays.setAll(lows, i -> scores[i].minus(halfWidths[i]));
        Arrays.setAll(highs, i -> scores[i].plus(halfWidths[i]));
        values = Stream.concat(Arrays.stream(lows), Arrays.stream(highs)).sorted().distinct()
                .toArray(Fraction[]::new);
        low = Arrays.stream(lows).mapToInt(value -> Arrays.binarySearch(values, value)).toArray();
        high = Arrays.stream(highs).mapToInt(value -> Arrays.binarySearch(values, value)).toArray();
        this.k = k;
        this.criterion = criterion;
    }

    /**
     * Fills in scores.
     *
     * @param scores by candidate, in the middle of what they can be
     * @param halfWidths by candidate, not negative
     * @param k less than the number of candidates
     */
    static Outcome of(Fraction[] scores, Fraction[] halfWidths, int k, Criterion criterion) {
        IntervalData data = new IntervalData(scores, halfWidths, k, criterion);
        Fraction[] none = new Fraction[scores.length];
        Arrays.fill(none, Fraction.ZERO);
        IntervalData middle = new IntervalData(scores, none, k, criterion);
        Choice asGiven = middle.choice(middle.thresholds()[0]);
        Choice best = null;
        int at = 0;
        for (int threshold : data.thresholds()) {
            Choice choice = data.choice(threshold);
            if (best == null || choice.value() > best.value()) {
                best = choice;
                at = threshold;
            }
        }
        Fraction[] added = best.value() > asGiven.value() ? data.added(scores, best.members(), at) : none;
        return new Outcome(best, asGiven, added, data.sure(), data.possible());
    }

    /** Those thresholds, as ranks, that part most: each is a lowest score, and a highest score is between it and the next. */
    private int[] thresholds() {
        int least = largest(low, k + 1);
        int most = largest(high, k);
        int[] lows = Arrays.stream(low).filter(rank -> rank >= least && rank <= most).sorted().distinct().toArray();
        int[] highs = Arrays.stream(high).sorted().toArray();
        return IntStream.range(0, lows.length).filter(place -> place == lows.length - 1
                || countBelow(highs, lows[place]) < countBelow(highs, lows[place + 1])).map(place -> lows[place])
                .toArray();
    }

    private static int largest(int[] values, int rank) {
        int[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[sorted.length - rank];
    }

    private static int countBelow(int[] sorted, int value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The best of the selections that a threshold parts from the others. */
    private Choice choice(int threshold) {
        int[] sure = some(i -> low[i] > threshold);
        return criterion.best(sure, some(i -> low[i] <= threshold && high[i] >= threshold), k - sure.length);
    }

    private int[] some(IntPredicate candidates) {
        return IntStream.range(0, low.length).filter(candidates).toArray();
    }

    /** Members below the threshold rise to it, others above it fall to it. */
    private Fraction[] added(Fraction[] scores, int[] members, int threshold) {
        Fraction[] added = new Fraction[scores.length];
        for (int i = 0; i < added.length; i++) {
            boolean isMember = Arrays.binarySearch(members, i) >= 0;
            Fraction missing = values[threshold].minus(scores[i]);
            added[i] = missing.compareTo(Fraction.ZERO) > 0 == isMember ? missing : Fraction.ZERO;
        }
        return added;
    }

    /** So few reach a sure candidate's lowest score that all of them are among the first k. */
    private int sure() {
        int[] highs = Arrays.stream(high).sorted().toArray();
        return some(i -> highs.length - countBelow(highs, low[i]) <= k).length;
    }

    private int possible() {
        int kth = largest(low, k);
        return some(i -> high[i] >= kth).length;
    }
}
