package io.alphafair.studies.regret;

import io.alphafair.studies.numpy.NumpyRandom;
import io.alphafair.studies.study.StudyReport;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;

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
        Mixture mixture = Mixture.of(iq, grade);
        Breakpoints breakpoints = Breakpoints.of(mixture, k, from, to, progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        IntPredicate isWoman = i -> woman[i];
        Ways ways = Ways.of(breakpoints, mixture, Measure.ofGroup("women", isWoman, Criteria.balance(isWoman)),
                Fraction.of(1, 2), null);
        report.table(ways.table(String.format(Locale.ROOT,
                "%,d random candidates, %,d admitted; %s in %s, exactly, in %.1f s", n, k,
                counted(breakpoints.changes().size()), Fairest.range(from, to), seconds)));
        report.number("large", Map.of("breakpoints", thetas(breakpoints), "fairestTheta",
                ways.fairest().theta().doubleValue(), "fairestWomen",
                FavouredCount.count(ways.fairest().members(), isWoman),
                "quotaRegret", ways.quota().regret().doubleValue(), "secondsForBreakpoints", seconds));
        report.picture(new StudyReport.Picture("large", "women among the optimal selection, by theta",
                ways.chart("Women among the admitted", "theta: the weight of IQ").toSvg()));
    }

    /** {@code 861 breakpoints}. */
    static String counted(int breakpoints) {
        return String.format(Locale.ROOT, "%,d breakpoint%s", breakpoints, breakpoints == 1 ? "" : "s");
    }

    private static double[] thetas(Breakpoints breakpoints) {
        return breakpoints.changes().stream().mapToDouble(change -> change.theta().doubleValue()).toArray();
    }
}
