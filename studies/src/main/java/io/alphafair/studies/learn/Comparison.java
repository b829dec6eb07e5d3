package io.alphafair.studies.learn;

import io.alphafair.Fairness;
import io.alphafair.backend.Backend;
import io.alphafair.select.Backends;
import io.alphafair.studies.study.Formats;
import io.alphafair.studies.study.StudyProgress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/** All methods over all splits, with means and spreads over the splits. */
final class Comparison {
    /** Mini-batches are far below where threads or lanes pay; every backend gives the same bits anyway. */
    static final String BACKEND = "scalar";
    /** How often a training set is dealt out to mini-batches. */
    static final int DEALS = 10;

    private final List<Map<Method, Map<Fairness, Split.Scores>>> splits;

    private Comparison(List<Map<Method, Map<Fairness, Split.Scores>>> splits) {
        this.splits = splits;
    }

    /**
     * A mean over splits and the standard deviation between them.
     *
     * @param count how many splits
     */
    record Spread(double mean, double deviation, int count) {
        private static final double QUANTILE = 0.975;

        /** Mean and standard deviation in percent. */
        String percent() {
            return Formats.number("%.1f +- %.1f", 100 * mean, 100 * deviation);
        }

        static Spread of(double[] values) {
            double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
            double square = IntStream.range(0, values.length)
                    .mapToDouble(i -> (values[i] - mean) * (values[i] - mean)).sum();
            return new Spread(mean, values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0, values.length);
        }

        /**
         * Half the width of the 95 % interval of the mean by the corrected resampled t-test (Nadeau and Bengio, 2003). Splits
         * share most of their people, so that the deviation between them alone would make the interval too narrow. Infinite
         * for one split. Those who are held out count as training people: they decide when training stops.
         */
        double halfWidth() {
            return count == 1
                    ? Double.POSITIVE_INFINITY
                    : new TDistribution(count - 1.0).inverseCumulativeProbability(QUANTILE)
                            * Math.sqrt(1.0 / count + Split.TEST_OVER_OTHERS) * deviation;
        }
    }

    /** Runs the splits side by side on all processors. */
    static Comparison run(People people, Settings settings, StudyProgress progress) {
        AtomicInteger done = new AtomicInteger();
        try (Backend backend = Backends.open(BACKEND)) {
            return new Comparison(IntStream.range(0, settings.splits()).parallel().mapToObj(index -> {
                try (Split split = new Split(people, settings, DEALS, settings.seed() + index, backend)) {
                    Map<Method, Map<Fairness, Split.Scores>> scores = split.run();
                    synchronized (progress) {
                        progress.at((double) done.incrementAndGet() / settings.splits(), "training");
                    }
                    return scores;
                }
            }).toList());
        }
    }

    /** The relative regret of test decisions. */
    Spread testRegret(Method method, Fairness fairness) {
        return overSplits(scores -> mean(scores.test(), Judgement::relativeRegret), method, fairness);
    }

    /** The relative regret on the training set. */
    Spread trainingRegret(Method method, Fairness fairness) {
        return overSplits(scores -> mean(scores.training(), Judgement::relativeRegret), method, fairness);
    }

    /** The difference to another method's test regret, split by split. */
    Spread differenceTo(Method other, Method method, Fairness fairness) {
        double[] difference = splits.stream().mapToDouble(split -> mean(split.get(method).get(fairness).test(),
                Judgement::relativeRegret)
                - mean(split.get(other).get(fairness).test(), Judgement::relativeRegret)).toArray();
        return Spread.of(difference);
    }

    /** The largest welfare with a budget. */
    Spread bestWelfare(Fairness fairness, double budget) {
        return overSplits(scores -> mean(scores.test(), j -> j.bestWelfare(budget)), Method.MEANS, fairness);
    }

    /** The welfare lost with a budget. */
    Spread welfareRegret(Method method, Fairness fairness, double budget) {
        return overSplits(scores -> mean(scores.test(), j -> j.bestWelfare(budget) - j.welfare(budget)), method,
                fairness);
    }

    /** The mean utility of a group with a budget, over the decisions in which it takes part. */
    double utility(Method method, Fairness fairness, int group, double budget) {
        return budget * splits.stream().flatMap(split -> split.get(method).get(fairness).test().stream())
                .filter(j -> j.bestUtility()[group] > 0).mapToDouble(j -> j.utility()[group]).average()
                .orElse(Double.NaN);
    }

    /** The same of the best decisions. */
    double bestUtility(Fairness fairness, int group, double budget) {
        return budget * splits.stream().flatMap(split -> split.get(Method.MEANS).get(fairness).test().stream())
                .filter(j -> j.bestUtility()[group] > 0).mapToDouble(j -> j.bestUtility()[group]).average()
                .orElse(Double.NaN);
    }

    /** The share of the total true utility that is given up against the same predictions at alpha = 0. */
    Spread priceOfFairness(Method method, Fairness fairness) {
        return overSplits(scores -> 1 - scores.test().stream().mapToDouble(j -> Judgement.sum(j.utility())).sum()
                / scores.test().stream().mapToDouble(Judgement::utilitarianTotal).sum(), method, fairness);
    }

    /** The same of the best decisions. */
    Spread bestPriceOfFairness(Fairness fairness) {
        return overSplits(scores -> 1 - scores.test().stream().mapToDouble(j -> Judgement.sum(j.bestUtility())).sum()
                / scores.test().stream().mapToDouble(Judgement::bestUtilitarianTotal).sum(), Method.MEANS, fairness);
    }

    /** The share of the training's mini-batches that lack one of {@code groups} groups. */
    double lackingShare(Fairness fairness, int groups) {
        return splits.stream().flatMap(split -> split.get(Method.MEANS).get(fairness).training().stream())
                .mapToDouble(j -> j.present() < groups ? 1 : 0).average().orElseThrow();
    }

    private Spread overSplits(ToDoubleFunction<Split.Scores> value, Method method, Fairness fairness) {
        return Spread.of(splits.stream().map(split -> split.get(method).get(fairness)).mapToDouble(value).toArray());
    }

    private static double mean(List<Judgement> judgements, ToDoubleFunction<Judgement> value) {
        return judgements.stream().mapToDouble(value).average().orElseThrow();
    }
}
