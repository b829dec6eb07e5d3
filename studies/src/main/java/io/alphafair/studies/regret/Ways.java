package io.alphafair.studies.regret;

import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.study.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Three ways to choose k of many: the optimum at one theta, a quota of one half there, and the fairest optimum of a range.
 *
 * @param breakpoints of the range
 * @param isFavoured who is to be as many as the others
 * @param fairest of all optima of the range
 * @param at the one theta
 * @param free an optimum there
 * @param quota the best there of which half are favoured, or all the favoured if they are fewer
 * @param isHalf whether the favoured are enough for one half
 * @param fairUtility the fairest optimum's utility there
 */
record Ways(Breakpoints breakpoints, IntPredicate isFavoured, Fairest fairest, Fraction at, Quota free, Quota quota,
        boolean isHalf, Fraction fairUtility) {
    private static final int LONGEST_FRACTION = 12;

    static Ways of(Breakpoints breakpoints, Mixture mixture, IntPredicate isFavoured, Fraction at) {
        int k = breakpoints.k();
        int half = (k + 1) / 2;
        int all = (int) IntStream.range(0, mixture.size()).filter(isFavoured).count();
        Fairest fairest = Fairest.balanced(breakpoints, isFavoured);
        return new Ways(breakpoints, isFavoured, fairest, at, Quota.of(mixture, at, isFavoured, k, 0),
                Quota.of(mixture, at, isFavoured, k, Math.min(all, half)), all >= half,
                mixture.sum(fairest.members(), at));
    }

    /** How many of these are favoured. */
    int count(int[] members) {
        return FavouredCount.count(members, isFavoured);
    }

    /**
     * The three beside each other.
     *
     * @param noun what the favoured are called
     */
    TextTable table(String title, String noun) {
        TextTable table = new TextTable(title, "way", "theta", noun, "own regret", "regret at " + at, "U at " + at);
        table.row("the optimum at " + at, at, count(free.members()), 0, 0, number(free.utility()));
        String ofQuota = number(quota.regret());
        table.row(isHalf ? "a quota of one half" : "a quota of all " + noun + ", fewer than one half", at,
                count(quota.members()), ofQuota, ofQuota, number(quota.utility()));
        table.row("the fairest optimum", theta(fairest.theta()), count(fairest.members()), 0,
                number(free.utility().minus(fairUtility)), number(fairUtility));
        return table;
    }

    /** Exactly, if that is short. */
    private static String theta(Fraction theta) {
        String exact = theta.toString();
        return exact.length() <= LONGEST_FRACTION
                ? exact
                : String.format(Locale.ROOT, "%.6f", theta.doubleValue());
    }

    private static String number(Fraction value) {
        return value.equals(Fraction.ZERO) ? "0" : String.format(Locale.ROOT, "%.6g", value.doubleValue());
    }

    /** The favoured among the optimal selection, by theta; where candidates tie all along, as near to one half as can be. */
    Chart chart(String title, String theta, String noun) {
        List<Interval> intervals = breakpoints.intervals();
        double[] x = new double[intervals.size() + 1];
        double[] y = new double[x.length];
        for (int place = 0; place < intervals.size(); place++) {
            x[place] = intervals.get(place).from().doubleValue();
            y[place] = FavouredCount.of(intervals.get(place).tie(), breakpoints.k(), isFavoured)
                    .closestToHalf(breakpoints.k());
        }
        x[x.length - 1] = intervals.getLast().to().doubleValue();
        y[y.length - 1] = y[y.length - 2];
        return new Chart(title, theta, noun).steps(noun, x, y);
    }
}
