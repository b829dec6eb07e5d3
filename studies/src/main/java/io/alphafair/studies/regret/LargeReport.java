package io.alphafair.studies.regret;

import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.numpy.NumpyRandom;
import io.alphafair.studies.regret.Breakpoints.Change;
import io.alphafair.studies.study.StudyReport;
import io.alphafair.studies.study.TextTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** The same question of many random candidates: women do a little better by grade, men by IQ. */
final class LargeReport {
    private static final double LEAD = 0.25;

    private LargeReport() {
    }

    static void add(StudyReport report, int n, int k, Fraction from, Fraction to, long seed, DoubleConsumer progress) {
        NumpyRandom random = new NumpyRandom(seed);
        boolean[] woman = new boolean[n];
        double[] iq = new double[n];
        double[] grade = new double[n];
        for (int i = 0; i < n; i++) {
            woman[i] = random.integers(0, 2) == 1;
            // Sums of three uniform numbers: few are far from the middle.
            iq[i] = 5 + 10.0 / 3 * (random.random() + random.random() + random.random()) + (woman[i] ? 0 : LEAD);
            grade[i] = 10.0 / 3 * (random.random() + random.random() + random.random()) + (woman[i] ? LEAD : 0);
        }
        long start = System.nanoTime();
        Breakpoints breakpoints = Breakpoints.of(Mixture.of(iq, grade), k, from, to, progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        Fairest.Optima optima = Fairest.optima(breakpoints);
        Fairest fairest = Fairest.of(optima, members -> -Math.abs(k - 2 * women(members, woman)));
        double[] half = new double[n];
        Arrays.setAll(half, i -> (iq[i] + grade[i]) / 2);
        Quota free = Quota.of(half, i -> woman[i], k, 0);
        Quota quota = Quota.of(half, i -> woman[i], k, (k + 1) / 2);
        double fairAtHalf = Arrays.stream(fairest.members()).mapToDouble(i -> half[i]).sum();
        TextTable table = new TextTable(String.format(Locale.ROOT,
                "%,d random candidates, %,d are admitted: %,d breakpoints in [%s, %s], exactly, in %.1f s", n, k,
                breakpoints.changes().size(), from, to, seconds), "way", "theta", "women",
                "own regret, %",
                "regret at 1/2, %");
        table.row("the optimum at 1/2", "0.5", women(free.members(), woman), 0, 0);
        String ofQuota = percent(quota.regret() / free.utility());
        table.row("a quota of one half", "0.5", women(quota.members(), woman), ofQuota, ofQuota);
        table.row("the fairest optimum", String.format(Locale.ROOT, "%.6f", fairest.theta().doubleValue()),
                women(fairest.members(), woman), 0, percent((free.utility() - fairAtHalf) / free.utility()));
        report.table(table);
        optima.warning().ifPresent(report::say);
        report.number("large", Map.of("breakpoints", thetas(breakpoints), "fairestTheta",
                fairest.theta().doubleValue(), "fairestWomen", women(fairest.members(), woman), "quotaRegret",
                quota.regret(), "secondsForBreakpoints", seconds));
        picture(report, breakpoints, woman, from, to);
    }

    private static double[] thetas(Breakpoints breakpoints) {
        return breakpoints.changes().stream().mapToDouble(change -> change.theta().doubleValue()).toArray();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4f", 100 * share);
    }

    private static int women(int[] members, boolean[] woman) {
        return (int) Arrays.stream(members).filter(i -> woman[i]).count();
    }

    private static void picture(StudyReport report, Breakpoints breakpoints, boolean[] woman, Fraction from,
            Fraction to) {
        List<Change> changes = breakpoints.changes();
        double[] theta = new double[changes.size() + 2];
        double[] women = new double[theta.length];
        theta[0] = from.doubleValue();
        women[0] = women(breakpoints.intervals().getFirst().members(), woman);
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            theta[i + 1] = change.theta().doubleValue();
            women[i + 1] = women[i] - women(change.left(), woman) + women(change.entered(), woman);
        }
        theta[theta.length - 1] = to.doubleValue();
        women[theta.length - 1] = women[theta.length - 2];
        report.picture(new StudyReport.Picture("large", "women among the optimal selection, by theta",
                new Chart("Women among the admitted", "theta: the weight of IQ", "women").steps("women", theta, women)
                        .toSvg()));
    }
}
