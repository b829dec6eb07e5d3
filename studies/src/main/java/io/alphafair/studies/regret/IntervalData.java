package io.alphafair.studies.regret;

import io.alphafair.studies.regret.Criterion.Choice;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
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
     * @param added to each score: the smallest total change that makes the best optimal; nothing if it is no fairer
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
        for (int threshold : data.thresholds()) {
            Choice choice = data.choice(threshold);
            if (best == null || choice.value() > best.value()) {
                best = choice;
            }
        }
        Fraction[] added = best.value() > asGiven.value() ? data.added(scores, best.members()) : none;
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
    private Fraction[] added(Fraction[] scores, int[] members) {
        boolean[] isMember = new boolean[scores.length];
        Arrays.stream(members).forEach(i -> isMember[i] = true);
        Fraction threshold = threshold(scores, isMember);
        Fraction[] added = new Fraction[scores.length];
        for (int i = 0; i < added.length; i++) {
            Fraction missing = threshold.minus(scores[i]);
            added[i] = missing.compareTo(Fraction.ZERO) > 0 == isMember[i] ? missing : Fraction.ZERO;
        }
        return added;
    }

    /**
     * Of the thresholds that can part the members from the others one with the smallest total change; the middle of all
     * such. That total is convex, and its slope changes at scores only.
     */
    private Fraction threshold(Fraction[] scores, boolean[] isMember) {
        int least = IntStream.range(0, low.length).filter(i -> !isMember[i]).map(i -> low[i]).max().orElseThrow();
        int most = IntStream.range(0, high.length).filter(i -> isMember[i]).map(i -> high[i]).min().orElseThrow();
        Fraction[] ascending = Stream.concat(Stream.of(values[least], values[most]),
                Arrays.stream(scores).filter(score -> score.compareTo(values[least]) > 0
                        && score.compareTo(values[most]) < 0))
                .sorted().toArray(Fraction[]::new);
        return first(ascending, threshold -> slopeAbove(threshold, scores, isMember) >= 0)
                .midpoint(first(ascending, threshold -> slopeAbove(threshold, scores, isMember) > 0));
    }

    /** The first from which on a condition holds; the last if it never does. */
    private static Fraction first(Fraction[] ascending, Predicate<Fraction> holds) {
        int from = 0;
        int to = ascending.length - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (holds.test(ascending[middle])) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return ascending[from];
    }

    /** Members at or below the threshold rise with it, others above it have less far to fall. */
    private static long slopeAbove(Fraction threshold, Fraction[] scores, boolean[] isMember) {
        long slope = 0;
        for (int i = 0; i < scores.length; i++) {
            int order = scores[i].compareTo(threshold);
            slope += isMember[i] ? (order <= 0 ? 1 : 0) : (order > 0 ? -1 : 0);
        }
        return slope;
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
