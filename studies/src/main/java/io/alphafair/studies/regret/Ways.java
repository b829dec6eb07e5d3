package io.alphafair.studies.regret;

import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.regret.Breakpoints.Interval;
import io.alphafair.studies.study.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Ways to choose k of many: the optimum at one theta, a quota there, and the fairest optimum of a range.
 *
 * @param breakpoints of the range
 * @param measure of fairness
 * @param fairest of all optima of the range
 * @param at the one theta
 * @param free an optimum there
 * @param quota the best there that fills the quota; null if the measure is not about one group
 * @param quotaName what the quota asks for
 * @param fairUtility the fairest optimum's utility there
 */
record Ways(Breakpoints breakpoints, Measure measure, Fairest fairest, Fraction at, Quota free, Quota quota,
        String quotaName, Fraction fairUtility) {
    private static final int LONGEST_FRACTION = 12;

    /** @param share the quota admits a larger share of the favoured; null for one half, or all if they are fewer */
    static Ways of(Breakpoints breakpoints, Mixture mixture, Measure measure, Fraction at, Fraction share) {
        int k = breakpoints.k();
        Fairest fairest = Fairest.of(breakpoints, measure.criterion());
        Quota free = Quota.of(mixture, at, i -> true, k, 0);
        Fraction fairUtility = mixture.sum(fairest.members(), at);
        if (measure.isFavoured() == null) {
            return new Ways(breakpoints, measure, fairest, at, free, null, null, fairUtility);
        }
        int half = (k + 1) / 2;
        int all = (int) IntStream.range(0, mixture.size()).filter(measure.isFavoured()).count();
        int least = share == null ? Math.min(all, half) : Quota.least(share, k);
        String name = share != null
                ? "a quota above " + share
                : all >= half
                        ? "a quota of one half"
                        : "a quota of all " + measure.noun() + ", fewer than one half";
        return new Ways(breakpoints, measure, fairest, at, free,
                Quota.of(mixture, at, measure.isFavoured(), k, least), name, fairUtility);
    }

    /** The ways beside each other. */
    TextTable table(String title) {
        TextTable table = new TextTable(title, "way", "theta", measure.noun(), "own regret", "regret at " + at,
                "U at " + at);
        table.row("the optimum at " + at, at, measure.text(free.members()), 0, 0, number(free.utility()));
        if (quota != null) {
            String regret = number(quota.regret());
            table.row(quotaName, at, measure.text(quota.members()), regret, regret, number(quota.utility()));
        }
        table.row("the fairest optimum", theta(fairest.theta()), measure.text(fairest.members()), 0,
                number(free.utility().minus(fairUtility)), number(fairUtility));
        return table;
    }

    /** Exactly, if that is short. */
    static String theta(Fraction theta) {
        String exact = theta.toString();
        return exact.length() <= LONGEST_FRACTION
                ? exact
                : String.format(Locale.ROOT, "%.6f", theta.doubleValue());
    }

    private static String number(Fraction value) {
        return value.equals(Fraction.ZERO) ? "0" : String.format(Locale.ROOT, "%.6g", value.doubleValue());
    }

    /** What is shown of the optimal selection, by theta; where candidates tie all along, of the fairest. */
    Chart chart(String title, String theta) {
        List<Interval> intervals = breakpoints.intervals();
        double[] x = new double[intervals.size() + 1];
        double[] y = new double[x.length];
        for (int place = 0; place < intervals.size(); place++) {
            x[place] = intervals.get(place).from().doubleValue();
            y[place] = measure.best(intervals.get(place).tie(), breakpoints.k());
        }
        x[x.length - 1] = intervals.getLast().to().doubleValue();
        y[y.length - 1] = y[y.length - 2];
        return new Chart(title, theta, measure.noun()).steps(measure.noun(), x, y);
    }
}
