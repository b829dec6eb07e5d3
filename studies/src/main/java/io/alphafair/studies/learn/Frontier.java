package io.alphafair.studies.learn;

import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.Fairness;
import io.alphafair.Sweep;
import io.alphafair.backend.Backend;
import io.alphafair.select.Backends;
import io.alphafair.studies.chart.Chart;
import io.alphafair.studies.study.Formats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The fairness-efficiency frontier: for every alpha the sum of the groups' true utilities and the smallest of them, by the
 * best decisions and by those that predictions lead to, in the mean over test decisions of several splits. One group
 * argmax a decision; each of the 200 alphas costs O(K).
 *
 * @param curves a curve a way of deciding
 */
record Frontier(double[] alphas, List<Curve> curves) {
    private static final int COUNT = 200;
    private static final double LEAST_ALPHA = 0.25;
    private static final double LARGEST_ALPHA = 50;
    private static final int MOST_SPLITS = 10;
    private static final List<Method> METHODS = List.of(Method.MEANS, Method.TWO_STAGE, Method.TWO_STAGE_LOGARITHMS,
            Method.SPO_PLUS);

    /**
     * One way of deciding.
     *
     * @param total the sum of the true utilities by alpha
     * @param worst the smallest true utility by alpha
     */
    record Curve(String name, double[] total, double[] worst) {
        private static Curve empty(String name) {
            return new Curve(name, new double[COUNT], new double[COUNT]);
        }
    }

    /** The curves of the truth, and of methods that serve every alpha. */
    static Frontier of(People people, Settings settings, double budget) {
        double[] alphas = grid();
        List<Curve> curves = new ArrayList<>();
        curves.add(Curve.empty("best decisions"));
        METHODS.forEach(method -> curves.add(Curve.empty(method.label())));
        int splits = Math.min(settings.splits(), MOST_SPLITS);
        try (Backend backend = Backends.open(Comparison.BACKEND)) {
            for (int index = 0; index < splits; index++) {
                try (Split split = new Split(people, settings, Comparison.DEALS, settings.seed() + index, backend)) {
                    double weight = 1.0 / (splits * split.test().size());
                    split.test().forEach(instance -> addBest(curves.getFirst(), instance, alphas, budget, weight));
                    for (int method = 0; method < METHODS.size(); method++) {
                        LogLinearModel model = split.train(METHODS.get(method), Fairness.PROPORTIONAL, Map.of());
                        Curve curve = curves.get(method + 1);
                        split.test().forEach(instance -> add(curve, model, instance, alphas, budget, weight));
                    }
                }
            }
        }
        return new Frontier(alphas, curves);
    }

    private static void addBest(Curve curve, Instance instance, double[] alphas, double budget, double weight) {
        List<Sweep.Point> points = Sweep.overAlphas(instance.trueBestItems(), alphas, budget);
        for (int index = 0; index < alphas.length; index++) {
            curve.total()[index] += weight * points.get(index).totalUtility();
            curve.worst()[index] += weight * points.get(index).worstUtility();
        }
    }

    private static void add(Curve curve, LogLinearModel model, Instance instance, double[] alphas, double budget,
            double weight) {
        double[] predicted = new double[instance.benefit().length];
        model.predict(instance.features(), predicted);
        BestItems best = instance.bestItems(predicted);
        for (int index = 0; index < alphas.length; index++) {
            Allocation allocation = instance.allocate(best, Fairness.of(alphas[index]));
            double worst = Double.POSITIVE_INFINITY;
            for (int group = 0; group < instance.groupCount(); group++) {
                if (!instance.isAbsent(group)) {
                    double utility = budget * instance.trueUtility(allocation, group);
                    curve.total()[index] += weight * utility;
                    worst = Math.min(worst, utility);
                }
            }
            curve.worst()[index] += weight * worst;
        }
    }

    /** 0, a geometric series, infinity. */
    private static double[] grid() {
        double[] alphas = new double[COUNT];
        double ratio = Math.pow(LARGEST_ALPHA / LEAST_ALPHA, 1.0 / (COUNT - 3));
        Arrays.setAll(alphas, i -> i == 0 ? 0 : LEAST_ALPHA * Math.pow(ratio, i - 1));
        alphas[COUNT - 1] = Double.POSITIVE_INFINITY;
        return alphas;
    }

    /** Total utility from left to right, the worst group's utility upwards; alpha runs from the lower right to the upper left. */
    String toSvg(double budget) {
        Chart chart = new Chart(
                COUNT + " alphas, from 0 (right) to infinity (left), budget " + Formats.plain(budget),
                "sum of the groups' true utilities", "true utility of the worst group").logX().logY();
        for (Curve curve : curves) {
            chart.line(curve.name(), curve.total(), curve.worst());
        }
        return chart.toSvg();
    }
}
