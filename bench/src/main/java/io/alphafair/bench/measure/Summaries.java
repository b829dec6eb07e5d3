package io.alphafair.bench.measure;

import io.alphafair.bench.record.Metric;
import io.alphafair.bench.record.Problem;
import io.alphafair.bench.record.Ratio;
import io.alphafair.bench.record.Schedule;
import io.alphafair.bench.record.Series;
import io.alphafair.bench.record.Session;
import io.alphafair.bench.record.Summary;
import io.alphafair.bench.record.Turn;
import io.alphafair.bench.statistics.Estimate;
import io.alphafair.bench.statistics.Resampled;
import io.alphafair.bench.statistics.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What samples amount to: computed once, when a session ends. */
public final class Summaries {
    /** A fork of JMH that takes more than this many times as long as the fastest one of its cell is left out. */
    private static final double FORKS_APART = 2;
    /** So is one whose calls put so many bytes, and such a part, more on the heap than those of the leanest fork. */
    private static final double BYTES_APART = 4096;
    private static final double BYTES_SHARE = 0.05;
    /** The end of the reason why such a fork is left out. */
    private static final String ANOTHER_FORK = " another fork";

    private Summaries() {
    }

    /** The session of these entrants. */
    static Session session(Question question, Problem problem, Schedule how, List<Entrant> entrants,
            Map<String, String> facts) {
        List<Series> series = entrants.stream().map(entrant -> entrant.series(how.turn())).toList();
        List<Ratio> ratios = new ArrayList<>();
        for (Entrant entrant : entrants) {
            Series own = series.get(entrants.indexOf(entrant));
            for (Subject.Against against : entrant.subject().rivals().apply(question, problem)) {
                series.stream().filter(other -> other.subject().equals(against.id())).findFirst()
                        .filter(other -> own.isMeasured() && other.isMeasured())
                        .ifPresent(other -> ratios.add(ratio(own, other, against.metric(), how.turn())));
            }
        }
        return new Session(question.label(), problem, how, question.metrics(), question.leastBytes(problem), series,
                ratios, facts, "");
    }

    /** The series with its samples summarised, without the forks that are left out. */
    public static Series of(Series raw, Turn turn) {
        Map<String, double[][]> samples = raw.samples();
        List<String> unsettled = turn instanceof Turn.JmhFork ? judged(samples, raw.unsettled()) : raw.unsettled();
        Map<String, Summary> summaries = new LinkedHashMap<>();
        samples.forEach((metric, forks) -> {
            double[][] counted = counted(forks, unsettled);
            if (counted.length > 0) {
                summaries.put(metric, summary(counted, turn));
            }
        });
        return new Series(raw.subject(), raw.role(), raw.what(), raw.threads(), raw.verdict(), raw.reason(), samples,
                unsettled, summaries, raw.jmh());
    }

    private static double[][] counted(double[][] forks, List<String> unsettled) {
        return IntStream.range(0, forks.length).filter(fork -> unsettled.get(fork).isEmpty())
                .mapToObj(fork -> forks[fork]).toArray(double[][]::new);
    }

    /**
     * A fork that is far behind another may have been measured too early, or the code may run in two ways: the samples do
     * not tell which.
     */
    private static List<String> judged(Map<String, double[][]> samples, List<String> unsettled) {
        List<String> judged = new ArrayList<>(unsettled);
        double[] nanos = medians(samples.get(Metric.TIME.name()));
        double[] bytes = samples.containsKey(Metric.ALLOCATED.name())
                ? medians(samples.get(Metric.ALLOCATED.name()))
                : new double[nanos.length];
        int[] settled = IntStream.range(0, nanos.length).filter(fork -> judged.get(fork).isEmpty()).toArray();
        double fastest = Arrays.stream(settled).mapToDouble(fork -> nanos[fork]).min().orElse(0);
        double leanest = Arrays.stream(settled).mapToDouble(fork -> bytes[fork]).min().orElse(0);
        for (int fork : settled) {
            if (bytes[fork] > leanest + Math.max(BYTES_APART, BYTES_SHARE * leanest)) {
                judged.set(fork, String.format(Locale.ROOT, "%.0f bytes per call, %.0f in" + ANOTHER_FORK, bytes[fork],
                        leanest));
            } else if (nanos[fork] > FORKS_APART * fastest) {
                judged.set(fork, String.format(Locale.ROOT, "%.1f times as long as" + ANOTHER_FORK,
                        nanos[fork] / fastest));
            }
        }
        return judged;
    }

    /** Forks that are left out because they are far slower than another one, or allocate far more. */
    public static long farBehind(Series series) {
        return series.unsettled().stream().filter(why -> why.endsWith(ANOTHER_FORK)).count();
    }

    private static double[] medians(double[][] forks) {
        return Arrays.stream(forks).mapToDouble(Estimate::medianOf).toArray();
    }

    /** Rounds, or fresh JVMs with one value each, are taken as independent of each other. */
    private static Summary summary(double[][] forks, Turn turn) {
        boolean jmh = turn instanceof Turn.JmhFork;
        double[] all = Resampled.all(forks);
        double[][] samples = jmh ? forks : new double[][]{all};
        Estimate median = jmh ? new Resampled(samples).median() : Estimate.ofMedian(all);
        Spread spread = Spread.of(samples);
        return new Summary(median.value(), median.low(), median.high(), Arrays.stream(all).average().orElseThrow(),
                forks.length, all.length, spread.within(), spread.between(), spread.outliers(), spread.bimodal());
    }

    /** How many times as fast {@code subject} is. */
    public static Ratio ratio(Series subject, Series against, Metric metric, Turn turn) {
        double[][] own = counted(subject.samples().get(metric.name()), subject.unsettled());
        double[][] other = counted(against.samples().get(metric.name()), against.unsettled());
        if (turn instanceof Turn.JmhFork) {
            Estimate speedUp = new Resampled(own).speedUpOver(new Resampled(other));
            return new Ratio(subject.subject(), against.subject(), metric.name(), speedUp.value(), speedUp.low(),
                    speedUp.high(), Math.min(own.length, other.length));
        }
        double[] mine = Resampled.all(own);
        double[] theirs = Resampled.all(other);
        double[] ratios = new double[Math.min(mine.length, theirs.length)];
        Arrays.setAll(ratios, round -> theirs[round] / mine[round]);
        Estimate ratio = Estimate.ofMedian(ratios);
        return new Ratio(subject.subject(), against.subject(), metric.name(), ratio.value(), ratio.low(),
                ratio.high(), ratios.length);
    }
}
