package io.alphafair.studies.regret;

import io.alphafair.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * All theta in a range at which the k candidates with the largest {@link Mixture} change, exactly and without a grid.
 *
 * <p>The best score outside minus the worst inside is convex in theta. From the right Newton's method walks down that
 * convex, piecewise linear function and ends, after a few exact steps, on its root: the next breakpoint. Only candidates
 * that reach the first k somewhere in the range are looked at.
 */
public final class Breakpoints {
    /**
     * A stretch of theta with the same optimum.
     *
     * @param members the k candidates, ascending; of candidates that score alike all along, those of lowest number
     * @param alike candidates outside that score like a member all along: any of them may stand in
     * @param replaceable the members that they may stand in for
     */
    public record Interval(Fraction from, Fraction to, int[] members, int[] alike, int[] replaceable) {
        /** Who is in and who is tied all along, at the middle. */
        Tie tie() {
            int[] sure = alike.length == 0
                    ? members
                    : Arrays.stream(members).filter(i -> Arrays.binarySearch(replaceable, i) < 0).toArray();
            int[] tied = IntStream.concat(Arrays.stream(replaceable), Arrays.stream(alike)).sorted().toArray();
            return new Tie(from.midpoint(to), sure, tied);
        }
    }

    /**
     * What happens at the end of an interval.
     *
     * @param sure the candidates that are among the first k at theta itself, whatever the choice among the tied
     * @param tied those that score alike there, of whom the first k take some
     */
    public record Change(Fraction theta, int[] left, int[] entered, int[] sure, int[] tied) {}

    /** Who is among the first k at theta, whatever the choice among the tied, who score alike there. */
    public record Tie(Fraction theta, int[] sure, int[] tied) {
        /** How many of the tied are among the first k. */
        int seats(int k) {
            return k - sure.length;
        }

        /** Whether the tied are more than their seats. */
        boolean isOpen(int k) {
            return tied.length > seats(k);
        }
    }

    private final Mixture mixture;
    private final int k;
    private final Fraction from;
    private final Fraction to;
    private final List<Interval> intervals = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Tie> ends = new ArrayList<>();
    private int[] inside;
    private int[] outside;

    private Breakpoints(Mixture mixture, int k, Fraction from, Fraction to) {
        if (k < 1 || k > mixture.size()) {
            throw new InvalidInputException("k is " + k + ": expected 1 to " + mixture.size() + " candidates");
        }
        if (from.compareTo(to) >= 0) {
            throw new InvalidInputException("theta from " + from + " to " + to + ": expected a range");
        }
        this.mixture = mixture;
        this.k = k;
        this.from = from;
        this.to = to;
    }

    /**
     * Finds them all.
     *
     * @throws InvalidInputException if k is not in 1..n or the range is empty
     */
    public static Breakpoints of(Mixture mixture, int k, Fraction from, Fraction to) {
        return of(mixture, k, from, to, theta -> {});
    }

    /**
     * The same of many candidates.
     *
     * @param progress told at each breakpoint the share of the range that lies below it
     */
    public static Breakpoints of(Mixture mixture, int k, Fraction from, Fraction to, DoubleConsumer progress) {
        Breakpoints breakpoints = new Breakpoints(mixture, k, from, to);
        breakpoints.walk(progress);
        return breakpoints;
    }

    /** The stretches, ascending. */
    public List<Interval> intervals() {
        return List.copyOf(intervals);
    }

    /** The changes between them: one less. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The ties at the two ends of the range, which belong to it. */
    public List<Tie> ends() {
        return List.copyOf(ends);
    }

    /** How many candidates an optimum has. */
    int k() {
        return k;
    }

    private void walk(DoubleConsumer progress) {
        Integer[] order = candidates();
        double start = from.doubleValue();
        Arrays.sort(order, (a, b) -> {
            int byScore = mixture.compareAfter(b, a, from, start);
            return byScore != 0 ? byScore : Integer.compare(a, b);
        });
        inside = Arrays.stream(order, 0, k).mapToInt(Integer::intValue).toArray();
        outside = Arrays.stream(order, k, order.length).mapToInt(Integer::intValue).toArray();
        ends.add(tie(from));
        Fraction at = from;
        while (true) {
            int[] alike = alike();
            Fraction next = next();
            if (next == null) {
                intervals.add(interval(at, to, alike));
                ends.add(tie(to));
                return;
            }
            intervals.add(interval(at, next, alike));
            change(next);
            at = next;
            progress.accept((at.doubleValue() - start) / (to.doubleValue() - start));
        }
    }

    private Interval interval(Fraction left, Fraction right, int[] alike) {
        int[] replaceable = alike.length == 0
                ? new int[0]
                : Arrays.stream(inside).filter(i -> mixture.isSameLine(i, alike[0])).sorted().toArray();
        return new Interval(left, right, Arrays.stream(inside).sorted().toArray(), alike, replaceable);
    }

    /**
     * The candidates that can be among the first k: a line below k others at both ends of the range is below them all
     * along. The k others taken are those whose worse rank at the ends is best.
     */
    private Integer[] candidates() {
        int n = mixture.size();
        int[] rankFrom = ranks(from);
        int[] rankTo = ranks(to);
        int[] worse = new int[n];
        Arrays.setAll(worse, i -> Math.max(rankFrom[i], rankTo[i]));
        int limit = Arrays.stream(worse).sorted().toArray()[k - 1];
        int lowestFrom = 0;
        int lowestTo = 0;
        for (int i = 0; i < n; i++) {
            if (worse[i] <= limit) {
                lowestFrom = Math.max(lowestFrom, rankFrom[i]);
                lowestTo = Math.max(lowestTo, rankTo[i]);
            }
        }
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (rankFrom[i] <= lowestFrom || rankTo[i] <= lowestTo) {
                candidates.add(i);
            }
        }
        return candidates.toArray(Integer[]::new);
    }

    /** 0 for the best; equal scores share the better rank, so that a tie counts as being in. */
    private int[] ranks(Fraction theta) {
        double value = theta.doubleValue();
        Integer[] order = new Integer[mixture.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> mixture.compare(b, a, theta, value));
        int[] ranks = new int[order.length];
        for (int place = 1; place < order.length; place++) {
            ranks[order[place]] = mixture.compare(order[place], order[place - 1], theta, value) == 0
                    ? ranks[order[place - 1]]
                    : place;
        }
        return ranks;
    }

    /** Candidates outside on the same line as one inside. */
    private int[] alike() {
        Set<Integer> found = new HashSet<>();
        // Between two breakpoints such a pair is at the threshold: the lowest inside.
        Fraction probe = intervals.isEmpty() ? from : intervals.getLast().to();
        double value = probe.doubleValue();
        int lowest = lowestAfter(probe, value);
        for (int candidate : outside) {
            if (mixture.compareAfter(candidate, lowest, probe, value) == 0
                    && mixture.isSameLine(candidate, lowest)) {
                found.add(candidate);
            }
        }
        return found.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private int lowestAfter(Fraction theta, double value) {
        int lowest = inside[0];
        for (int candidate : inside) {
            if (mixture.compareAfter(candidate, lowest, theta, value) < 0) {
                lowest = candidate;
            }
        }
        return lowest;
    }

    /** The next breakpoint below the end of the range, or null. Where some score alike the convex function is 0 up to it. */
    private Fraction next() {
        if (outside.length == 0) {
            return null;
        }
        Fraction theta = to;
        boolean moved = false;
        while (true) {
            double value = theta.doubleValue();
            int lowest = mixture.extreme(inside, inside.length, 1, theta, value);
            int highest = mixture.extreme(outside, outside.length, -1, theta, value);
            if (mixture.compare(highest, lowest, theta, value) <= 0) {
                return moved ? theta : null;
            }
            theta = mixture.crossing(highest, lowest);
            moved = true;
        }
    }

    private void change(Fraction theta) {
        Tie tie = tie(theta);
        double value = theta.doubleValue();
        Integer[] order = Arrays.stream(tie.tied()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> {
            int byScore = mixture.compareAfter(b, a, theta, value);
            return byScore != 0 ? byScore : Integer.compare(a, b);
        });
        int seats = k - tie.sure().length;
        Set<Integer> before = set(inside);
        Set<Integer> after = set(tie.sure());
        after.addAll(Arrays.asList(order).subList(0, seats));
        Set<Integer> rest = set(outside);
        rest.addAll(before);
        changes.add(new Change(theta, without(before, after), without(after, before), tie.sure(), tie.tied()));
        inside = without(after, Set.of());
        outside = without(rest, after);
    }

    /** Who is in and who is tied at theta, an end of the interval of the present members. */
    private Tie tie(Fraction theta) {
        double value = theta.doubleValue();
        int threshold = mixture.extreme(inside, inside.length, 1, theta, value);
        List<Integer> tied = new ArrayList<>();
        List<Integer> sure = new ArrayList<>();
        for (int candidate : inside) {
            (mixture.compare(candidate, threshold, theta, value) == 0 ? tied : sure).add(candidate);
        }
        for (int candidate : outside) {
            if (mixture.compare(candidate, threshold, theta, value) == 0) {
                tied.add(candidate);
            }
        }
        return new Tie(theta, without(new HashSet<>(sure), Set.of()), without(new HashSet<>(tied), Set.of()));
    }

    private static Set<Integer> set(int[] members) {
        return new HashSet<>(Arrays.stream(members).boxed().toList());
    }

    private static int[] without(Set<Integer> of, Set<Integer> others) {
        return of.stream().filter(i -> !others.contains(i)).mapToInt(Integer::intValue).sorted().toArray();
    }
}
