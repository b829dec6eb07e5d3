package io.alphafair.studies.regret;

import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.study.TextTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Three ways to choose k of many: the optimum at one theta, a quota of one half there, and the fairest optimum of a range.
 *
 * @param breakpoints of the range
 * @param favoured who is to be as many as the others
 * @param optima of the range
 * @param fairest of them
 * @param at the one theta
 * @param free the optimum there
 * @param quota the best there of which half are favoured, or as many as there are
 * @param fairAt the fairest optimum's utility there
 */
record Ways(Breakpoints breakpoints, boolean[] favoured, Fairest.Optima optima, Fairest fairest, Fraction at,
        Quota free,
        Quota quota, double fairAt) {

    /** @param score everybody's at the one theta */
    static Ways of(Breakpoints breakpoints, boolean[] favoured, Fraction at, double[] score) {
        int k = breakpoints.intervals().getFirst().members().length;
        int most = count(IntStream.range(0, favoured.length).toArray(), favoured);
        Fairest.Optima optima = Fairest.optima(breakpoints);
        Fairest fairest = Fairest.of(optima, members -> -Math.abs(k - 2 * count(members, favoured)));
        return new Ways(breakpoints, favoured, optima, fairest, at, Quota.of(score, i -> favoured[i], k, 0),
                Quota.of(score, i -> favoured[i], k, Math.min(most, (k + 1) / 2)),
                Arrays.stream(fairest.members()).mapToDouble(i -> score[i]).sum());
    }

    /** How many of these are favoured. */
    static int count(int[] members, boolean[] favoured) {
        return (int) Arrays.stream(members).filter(i -> favoured[i]).count();
    }

    /**
     * The three beside each other.
     *
     * @param noun what the favoured are called
     */
    TextTable table(String title, String noun) {
        TextTable table = new TextTable(title, "way", "theta", noun, "own regret", "regret at " + at, "U at " + at);
        table.row("the optimum at " + at, at, count(free.members(), favoured), 0, 0, number(free.utility()));
        String ofQuota = number(quota.regret());
        table.row("a quota of one half", at, count(quota.members(), favoured), ofQuota, ofQuota,
                number(quota.utility()));
        table.row("the fairest optimum", String.format(Locale.ROOT, "%.6f", fairest.theta().doubleValue()),
                count(fairest.members(), favoured), 0, number(free.utility() - fairAt), number(fairAt));
        return table;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value + 0.0);
    }

    /** The favoured among the optimal selection, by theta. */
    Chart chart(String title, String theta, String noun) {
        List<Change> changes = breakpoints.changes();
        double[] x = new double[changes.size() + 2];
        double[] y = new double[x.length];
        x[0] = breakpoints.intervals().getFirst().from().doubleValue();
        y[0] = count(breakpoints.intervals().getFirst().members(), favoured);
        for (int i = 0; i < changes.size(); i++) {
            x[i + 1] = changes.get(i).theta().doubleValue();
            y[i + 1] = y[i] - count(changes.get(i).left(), favoured) + count(changes.get(i).entered(), favoured);
        }
        x[x.length - 1] = breakpoints.intervals().getLast().to().doubleValue();
        y[x.length - 1] = y[x.length - 2];
        return new Chart(title, theta, noun).steps(noun, x, y);
    }
}
